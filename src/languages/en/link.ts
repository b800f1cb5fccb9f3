import type { Texts } from '../text.ts';

/** Links of other web sites and programs to a session (`/api/start_session`), and Support Buttons. */
export const link = {
  'link.unknown': 'There is no field {name}.',
  'link.nothing': 'It does not say whom to reach: a session key, a representative or an issue.',
  'link.two':
    'It names more than one of a session key, a representative and an issue, or one in two ways. One is possible.',
  'link.locale': 'The language {name} is not offered here.',
  'link.too-much': 'The fields are too long together: {bytes} bytes fit.',
  'link.wrong': 'This link cannot be used. {parameter}: {sentence}',
  'link.by-post': 'Everything is understood. To start the session, send the same fields by POST.',
  'link.hand-over': 'Your support session is ready',
  'link.hand-over-more': 'Open it in this browser. The link works once, and only for a few minutes.',
  'link.hand-over-open': 'Open the session',
  'link.hand-over-gone': 'This link has been used or has run out',
  'link.hand-over-gone-more':
    'Each link opens a session once, within a few minutes. Ask for a new one where you got it, or begin on our support page.',
  /** On the help button of another web site. */
  'link.help': 'Help',
  'link.said': 'This is passed on as well:',

  'button.key': 'Session key, if you were given one',
  'button.keep': 'Keep this within reach',
  'button.keep-more':
    'Put it on your desktop, so that help is one click away. Your browser may offer to install it too.',
  'button.windows': 'Shortcut for Windows',
  'button.mac': 'Shortcut for macOS',
  'button.linux': 'Shortcut for Linux',
  'button.gone': 'This Support Button does not work any more',
  'button.gone-more':
    'It has run out or was taken back. Please ask whoever gave it to you for a new one, or begin on our support page.',
  'button.to-portal': 'Go to the support page',
} as const satisfies Texts;
