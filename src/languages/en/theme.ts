import type { Texts } from '../text.ts';

/** What a reader may set on every page: its language and its appearance. */
export const theme = {
  'theme.language': 'Language',
  'theme.group': 'Appearance',
  'theme.light': 'Light appearance',
  'theme.system': 'Appearance of the system',
  'theme.dark': 'Dark appearance',
} as const satisfies Texts;
