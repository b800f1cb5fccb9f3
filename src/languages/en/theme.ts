import type { Texts } from '../text.ts';

/** The switch of appearances, on pages of every kind. */
export const theme = {
  'theme.group': 'Appearance',
  'theme.light': 'Light appearance',
  'theme.system': 'Appearance of the system',
  'theme.dark': 'Dark appearance',
} as const satisfies Texts;
