import test from 'ava';
import { type Desk, withMore } from '../../src/console/model/desk.ts';
import { LIMITS, type QueueId } from '../../src/kernel/index.ts';
import { addTeam, company, settle, waitsIn } from '../company.ts';
import type { PageEnd } from '../world.ts';

/** The desk as a console shows it now. */
function deskOf(end: PageEnd): Desk | undefined {
  let soFar: Desk | undefined;
  let shown: Desk | undefined;
  for (const message of end.received) {
    if (message.type === 'desk') {
      soFar = message;
      shown = message.goesOn === true ? shown : message;
    } else if (message.type === 'desk-more' && soFar !== undefined) {
      soFar = withMore(soFar, message);
      shown = message.goesOn ? shown : soFar;
    }
  }
  return shown;
}

test('a desk that is larger than a frame is whole in the console, which stays connected and works', async (t) => {
  await using all = await company([['Printers', {}]]);
  const { world, administrator, ada } = all;
  const count = 170;
  let last: QueueId | undefined;
  for (let number = 0; number < count; number += 1) {
    const name = `${'𝒳'.repeat(LIMITS.teamNameCharacters - 3)}${100 + number}`;
    last = await addTeam(administrator, name, [], { persistent: 'on' }, new Map());
  }
  await settle(all);
  using again = await administrator.page('/console');
  await again.until(() => deskOf(again)?.teams.length === count + 2);
  await ada.until(() => deskOf(ada)?.teams.length === count + 2);
  t.true(Buffer.byteLength(JSON.stringify(deskOf(again))) > LIMITS.frameBytes);
  for (const console of [ada, again]) {
    const sizes = console.received.map((message) => Buffer.byteLength(JSON.stringify(message)));
    t.true(Math.max(...sizes) <= LIMITS.frameBytes, `${Math.max(...sizes)} bytes`);
  }
  if (last === undefined) {
    throw new Error('there is no team');
  }
  const { session, page } = await waitsIn(all, last);
  t.regex(world.queueNameOf(session), new RegExp(`${99 + count}$`));
  page[Symbol.dispose]();
  t.deepEqual(
    world.log.lines.filter(({ message }) => /too slow|larger than it may be/.test(message)),
    [],
  );
});
