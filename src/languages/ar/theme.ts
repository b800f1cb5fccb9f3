import type { theme as english } from '../en/theme.ts';
import type { Translation } from '../text.ts';

export const theme = {
  'theme.language': 'اللغة',
  'theme.group': 'المظهر',
  'theme.light': 'مظهر فاتح',
  'theme.system': 'مظهر النظام',
  'theme.dark': 'مظهر داكن',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
