import type { Texts } from '../text.ts';

/** Links of other web sites and programs to a session (`/api/start_session`). */
export const link = {
  'link.unknown': 'There is no field {name}.',
  'link.nothing': 'It does not say whom to reach: a session key, a representative or an issue.',
  'link.two':
    'It names more than one of a session key, a representative and an issue, or one in two ways. One is possible.',
  'link.locale': 'The language {name} is not offered here.',
  'link.too-much': 'The fields are too long together: {bytes} bytes fit.',
  'link.wrong': 'This link cannot be used. {parameter}: {sentence}',
  'link.by-post': 'Everything is understood. To start the session, send the same fields by POST.',
  'link.said': 'This is passed on as well:',
} as const satisfies Texts;
