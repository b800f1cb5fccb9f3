import test from 'ava';
import * as fc from 'fast-check';
import type { MessageId } from '../kernel/index.ts';
import { Link } from './connection.ts';
import { FakeAppliance, SESSION } from './testing/fake-appliance.ts';

type Move =
  | { readonly kind: 'say' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'silence' }
  | { readonly kind: 'lose-answers' }
  | { readonly kind: 'heal' }
  | { readonly kind: 'wake' }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'pass'; readonly ms: number };

/** Answers and questions are lost only with their connection: it delivers in order or not at all. */
function heal(appliance: FakeAppliance): void {
  if (appliance.silent || appliance.answersLost) {
    appliance.silent = false;
    appliance.answersLost = false;
    appliance.drop();
  }
}

const moves = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Move>({ kind: 'say' }) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 30_000 }).map((ms): Move => ({ kind: 'pass', ms })) },
    ...(['drop', 'silence', 'lose-answers', 'heal', 'wake', 'nonsense', 'busy'] as const).map((kind) => ({
      weight: 1,
      arbitrary: fc.constant<Move>({ kind }),
    })),
  ),
  { maxLength: 60 },
);

test('whatever happens to the connection, each message arrives once, in order, and is answered once', async (t) => {
  await fc.assert(
    fc.asyncProperty(moves, async (sequence) => {
      const appliance = new FakeAppliance();
      const link = new Link(appliance.ports, { shown: () => [], message: () => {}, status: () => {} });
      const given: string[] = [];
      const answered: string[] = [];
      link.start();
      for (const move of sequence) {
        switch (move.kind) {
          case 'say': {
            const text = `m${given.length}`;
            given.push(text);
            const messageId = text.padEnd(22, '-') as MessageId;
            void link
              .ask({ type: 'say', session: SESSION, messageId, text })
              .then(() => void answered.push(text));
            break;
          }
          case 'drop':
            appliance.drop();
            break;
          case 'silence':
            appliance.silent = true;
            break;
          case 'lose-answers':
            appliance.answersLost = true;
            break;
          case 'heal':
            heal(appliance);
            break;
          case 'wake':
            link.wake();
            break;
          case 'nonsense':
            appliance.sendText('{}');
            break;
          case 'busy':
            appliance.tickets.push({ kind: 'try-again' });
            break;
          case 'pass':
            await appliance.time.pass(move.ms);
            break;
        }
      }
      heal(appliance);
      // A dead connection is noticed after 25 s at most, and then a pause is 10 s at most.
      appliance.tickets.length = 0;
      await appliance.time.pass(60_000);
      t.deepEqual(
        appliance.journal.map((one) => one.text),
        given,
      );
      t.deepEqual(answered.toSorted(), given.toSorted());
      t.is(link.status.kind, 'up');
      link[Symbol.dispose]();
    }),
    { numRuns: 300 },
  );
});
