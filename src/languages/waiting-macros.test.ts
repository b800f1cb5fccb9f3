import test from 'ava';
import { replaceMacros, waitingLines } from './waiting-macros.ts';

const nobody = {
  CUSTOMER_NAME: 'Anna',
  SITE_NAME: 'Northwind',
  POSITION: undefined,
  EXPECTED_WAIT: undefined,
};

test('a macro is replaced once, and what is none stays as it was written', (t) => {
  t.is(
    replaceMacros('%A% {{A}} %B% %a% 100% <b>%A%</b>', { A: '%B% $& {{x}}', B: 'no' }),
    '%B% $& {{x}} {{A}} no %a% 100% <b>%B% $& {{x}}</b>',
  );
  t.is(replaceMacros('%constructor% %TO_STRING%', {}), '%constructor% %TO_STRING%');
});

test('a line that needs what nobody can say is left out, the others are kept in order', (t) => {
  const text = 'Hello %CUSTOMER_NAME%\r\n\nPlace %POSITION%\nWait %EXPECTED_WAIT%\nBye %UNKNOWN%';
  t.deepEqual(waitingLines(text, nobody), ['Hello Anna', 'Bye %UNKNOWN%']);
  t.deepEqual(waitingLines(text, { ...nobody, POSITION: '2', EXPECTED_WAIT: '1–2 minutes' }), [
    'Hello Anna',
    'Place 2',
    'Wait 1–2 minutes',
    'Bye %UNKNOWN%',
  ]);
});
