import type { theme as english } from '../en/theme.ts';
import type { Translation } from '../text.ts';

export const theme = {
  'theme.language': 'Idioma',
  'theme.group': 'Apariencia',
  'theme.light': 'Apariencia clara',
  'theme.system': 'Apariencia del sistema',
  'theme.dark': 'Apariencia oscura',
} as const satisfies Translation<typeof english, 'one'>;
