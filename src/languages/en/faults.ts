import type { Texts } from '../text.ts';

/** What customers read when something is refused: by code, as in kernel/faults.ts; and the page that says it. */
export const faults = {
  'fault.bad-request': 'That could not be understood. Please reload the page and try again.',
  'fault.not-allowed': 'You are not allowed to do that.',
  'fault.form-expired':
    'This form is too old or was opened elsewhere. Nothing was lost: please send it again.',
  'fault.form-expired.cookies':
    'Your browser did not send back the cookie of this form. Please allow cookies for this site, then send the form again; nothing was lost.',
  'fault.wrong-origin': 'This connection comes from another site and was refused.',
  'fault.ticket-refused': 'This connection could not be confirmed. The page tries again by itself.',
  'fault.not-found': 'There is nothing at this address.',
  'fault.bad-request.fields':
    'The fields could not be read. Please send them as application/x-www-form-urlencoded in UTF-8, each once.',
  'fault.not-found.method': 'This address does not take that kind of request.',
  'fault.no-such-session': 'This session does not exist, or it has ended.',
  'fault.already-ended': 'This session has already ended.',
  'fault.not-waiting': 'This session is not waiting any more.',
  'fault.not-in-session': 'You are not in this session.',
  'fault.chat-only': 'This session is a chat: there is no screen in it before the customer agrees to that.',
  'fault.already-sharing': 'The screen is being shared already.',
  'fault.not-sharing': 'The screen is not being shared.',
  'fault.changed-meanwhile': 'Somebody else changed this at the same time. Please look again and repeat.',
  'fault.key-refused':
    'This session key is not valid. Please check it, or ask your representative for a new one.',
  'fault.too-large': 'That is too large. Please go back, make it smaller, and send it again.',
  'fault.too-long': 'That text is too long.',
  'fault.not-valid': 'Some of the fields need another look.',
  'fault.too-many': 'That was too often in a short time. Please wait a moment and try again.',
  'fault.session-full': 'This session holds as many messages as it can. Please start a new session.',
  'fault.reload-required': 'This page is older than the appliance. It reloads by itself.',
  'fault.relay-down': 'The screen relay is starting again. The picture returns by itself in a moment.',
  'fault.shutting-down': 'The appliance is restarting. This page returns by itself in a moment.',
  'fault.consumer-too-slow': 'The connection was too slow to keep up and is being renewed.',
  'fault.database-busy': 'The appliance is busy. Please try again in a moment.',
  'fault.internal': 'Something went wrong on the appliance. It has been written down; please try again.',
  'fault.other': 'That did not work. Please try again.',

  'error.title': 'That did not work',
  'error.title-403': 'Not allowed',
  'error.title-404': 'Nothing here',
  'error.title-429': 'Too often',
  'error.title-500': 'Something went wrong',
  'error.title-503': 'One moment',
  'error.home': 'Go to the start page',
} as const satisfies Texts;
