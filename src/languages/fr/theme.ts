import type { theme as english } from '../en/theme.ts';
import type { Translation } from '../text.ts';

export const theme = {
  'theme.language': 'Langue',
  'theme.group': 'Apparence',
  'theme.light': 'Apparence claire',
  'theme.system': 'Apparence du système',
  'theme.dark': 'Apparence sombre',
} as const satisfies Translation<typeof english, 'one'>;
