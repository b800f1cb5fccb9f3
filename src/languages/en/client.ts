import type { Texts } from '../text.ts';

/** What a public site says to its customers around a session, where the administrator wrote nothing else. `%NAME%` is a macro (waiting-macros.ts). */
export const client = {
  'client.agreement-title': 'Customer agreement',
  'client.agreement-text': `A representative will help you in this session. What you write is kept, and so is what was done and when.
If you share your screen, the representative sees what you chose to show. Please close everything private before.
You can stop sharing and end the session at any moment.`,
  'client.chat-agreement-text': `A representative will write with you in this session. What you write is kept, and so is what was done and when.
Please write no passwords. You can end the session at any moment.`,
  'client.greeting': 'Welcome, %CUSTOMER_NAME%. Thank you for turning to %SITE_NAME%.',
  'client.on-hold': `Thank you for waiting. Somebody will be with you as soon as possible.
Your place in line: %POSITION%.
The wait is usually %EXPECTED_WAIT%.`,
  'client.point-screen': 'Nobody sees your screen before you share it.',
  'client.after': 'Thank you for contacting %SITE_NAME%. We hope that we could help.',
} as const satisfies Texts;
