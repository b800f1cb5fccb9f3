import type { theme as english } from '../en/theme.ts';
import type { Translation } from '../text.ts';

export const theme = {
  'theme.language': 'Sprache',
  'theme.group': 'Darstellung',
  'theme.light': 'Helle Darstellung',
  'theme.system': 'Darstellung des Systems',
  'theme.dark': 'Dunkle Darstellung',
} as const satisfies Translation<typeof english, 'one'>;
