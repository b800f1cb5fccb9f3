import * as v from 'valibot';
import { LIMITS } from '../../kernel/index.ts';
import { ENCRYPTIONS, SMTP_LIMITS } from '../../notify/index.ts';
import { choiceField, textField } from '../../platform/web.ts';
import { revisionField } from './forms.ts';

const PORT = 'Please enter a port from 1 to 65535.';

export const emailForm = v.object({
  // What else they must be is for notify/ to say.
  server: textField('SMTP Server', { min: 0, max: SMTP_LIMITS.serverCharacters }),
  port: v.pipe(
    v.string(PORT),
    v.trim(),
    v.regex(/^\d{1,5}$/, PORT),
    v.transform(Number),
    v.minValue(1, PORT),
    v.maxValue(65_535, PORT),
  ),
  encryption: choiceField('Encryption', ENCRYPTIONS),
  username: textField('User name', { min: 0, max: SMTP_LIMITS.usernameCharacters }),
  // Taken as it is typed: a space may belong to it.
  password: v.pipe(
    v.string('Please fill in Password.'),
    v.maxLength(SMTP_LIMITS.passwordCharacters, 'Password is too long.'),
    // eslint-disable-next-line no-control-regex -- these end a line, or a field, on the way to a mail server
    v.regex(/^[^\u0000\r\n]*$/u, 'Password contains a character that cannot be sent.'),
  ),
  from: textField('From Address', { min: 0, max: LIMITS.mailAddressCharacters }),
  revision: revisionField,
});

export const testMailForm = v.object({
  to: v.pipe(
    v.string('Please fill in Send to.'),
    v.maxLength(2 * LIMITS.mailAddressCharacters, 'Send to is too long.'),
  ),
});
