import type { theme as english } from '../en/theme.ts';
import type { Translation } from '../text.ts';

export const theme = {
  'theme.language': '言語',
  'theme.group': '表示',
  'theme.light': '明るい表示',
  'theme.system': 'システムに合わせる',
  'theme.dark': '暗い表示',
} as const satisfies Translation<typeof english, 'other'>;
