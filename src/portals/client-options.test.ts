import test from 'ava';
import {
  clientOptionProblems,
  DEFAULT_CLIENT_OPTIONS,
  parseClientOptions,
  sentClientOptions,
} from './client-options.ts';

test('an option that is missing or not known is its default, the others are kept', (t) => {
  t.deepEqual(parseClientOptions({}), DEFAULT_CLIENT_OPTIONS);
  t.deepEqual(
    parseClientOptions({ agreementFull: true, recording: 'sometimes', onHoldEveryMs: 1, more: 1 }),
    {
      ...DEFAULT_CLIENT_OPTIONS,
      agreementFull: true,
    },
  );
});

test('what is not offered is refused by the name of its field', (t) => {
  t.deepEqual(clientOptionProblems(DEFAULT_CLIENT_OPTIONS), {});
  t.deepEqual(Object.keys(clientOptionProblems(sentClientOptions({}))), [
    'agreementTimeoutMs',
    'onHoldEveryMs',
    'watermarkPlace',
    'watermarkOpacity',
    'recording',
    'redirectAfterMs',
    'reconnectTimeoutMs',
  ]);
  const problems = clientOptionProblems({
    ...DEFAULT_CLIENT_OPTIONS,
    agreementTimeoutMs: Number.NaN,
    onHoldEveryMs: 0,
  });
  t.deepEqual(Object.keys(problems), ['agreementTimeoutMs', 'onHoldEveryMs']);
});
