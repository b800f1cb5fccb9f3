/**
 * Every way to be refused: a stable code for programs, a sentence for people, an HTTP status.
 * Codes are part of the wire (docs/protocol.md): never reuse one for another meaning.
 */
export const FAULTS = {
  'bad-request': [400, 'That could not be understood. Please reload the page and try again.'],
  'sign-in-required': [401, 'Please sign in first.'],
  'wrong-credentials': [
    401,
    'The username or the password is wrong, or the account is locked for a while after several wrong attempts.',
  ],
  'not-allowed': [403, 'You are not allowed to do that.'],
  'form-expired': [
    403,
    'This form is too old or was opened elsewhere. Nothing was lost: please send it again.',
  ],
  'wrong-origin': [403, 'This connection comes from another site and was refused.'],
  'ticket-refused': [403, 'This connection could not be confirmed. The page tries again by itself.'],
  'not-found': [404, 'There is nothing at this address.'],
  'no-such-session': [404, 'This session does not exist, or it has ended.'],
  'already-accepted': [409, 'Another representative has already accepted this session.'],
  'already-ended': [409, 'This session has already ended.'],
  'not-waiting': [409, 'This session is not waiting any more.'],
  'not-owner': [409, 'Only the owner of this session can do that.'],
  'sessions-open': [
    409,
    'You still have sessions open. Please end them or transfer them in the console, then sign out.',
  ],
  'owner-stays': [409, 'You own this session: transfer it first, or end it.'],
  'nobody-there': [409, 'Nobody is logged in there to take this session. Please choose another place.'],
  'nobody-waiting': [404, 'Nobody is waiting in the queues of your teams.'],
  'not-in-session': [409, 'You are not in this session.'],
  'chat-only': [409, 'This session is a chat: there is no screen in it before the customer agrees to that.'],
  'too-many-buttons': [
    409,
    'So many Support Buttons have come with this session that it takes no more of them. Please remove one first.',
  ],
  'already-sharing': [409, 'The screen is being shared already.'],
  'not-sharing': [409, 'The screen is not being shared.'],
  'request-open': [409, 'The customer has already been asked and has not answered yet.'],
  'changed-meanwhile': [409, 'Somebody else changed this at the same time. Please look again and repeat.'],
  'not-sent': [409, 'The message could not be sent. Please try again later.'],
  'key-refused': [
    404,
    'This session key is not valid. Please check it, or ask your representative for a new one.',
  ],
  'too-many-invited': [
    409,
    'So many are invited into this session, or in it, that nobody else can be invited. Withdraw an invitation or remove somebody first.',
  ],
  'too-large': [413, 'That is too large. Please go back, make it smaller, and send it again.'],
  'too-long': [422, 'That text is too long.'],
  'not-valid': [422, 'Some of the fields need another look.'],
  'too-many': [429, 'That was too often in a short time. Please wait a moment and try again.'],
  'session-full': [409, 'This session holds as many messages as it can. Please start a new session.'],
  'reload-required': [426, 'This page is older than the appliance. It reloads by itself.'],
  'relay-down': [503, 'The screen relay is starting again. The picture returns by itself in a moment.'],
  'shutting-down': [503, 'The appliance is restarting. This page returns by itself in a moment.'],
  'consumer-too-slow': [503, 'The connection was too slow to keep up and is being renewed.'],
  'database-busy': [503, 'The appliance is busy. Please try again in a moment.'],
  internal: [500, 'Something went wrong on the appliance. It has been written down; please try again.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;
