import { join } from 'node:path';
import test from 'ava';
import { verifyJournal } from '../../src/journal/edge/verify.ts';
import { LIMITS } from '../../src/kernel/index.ts';
import { Database } from '../../src/platform/database.ts';
import { SENDERS, type Up } from '../../src/protocol/index.ts';
import { company, settle } from '../company.ts';
import { everyMessage } from '../every-message.ts';
import { outsider } from '../outsider.ts';
import { keyFrom, type PageEnd, type Visitor } from '../world.ts';

/** As text of a message in JSON: what stands there may be no JSON of ours, or text that is no text. */
const WRONG: readonly string[] = [
  'null',
  '-1',
  '1e308',
  '1.5',
  'true',
  '""',
  '"x"',
  '[]',
  '["x"]',
  '{}',
  '{"__proto__":{"x":1},"constructor":"x"}',
  '"\\ud800"',
  '"\\u0000\\u001b[31m\\u202e\\u2066\\u200b"',
  '"{{constructor}}%%TITLE%%<img src=x onerror=alert(1)>"',
  `"${'x'.repeat(20_000)}"`,
];
/** After these the session, the page or the queue is not as it was. */
const LAST = ['end-session', 'leave-session', 'leave-by-notice', 'hello'];

/** A page of this visitor that is opened again when it was closed for what it sent. */
class Persistent {
  readonly #visitor: Visitor;
  readonly #place: string;
  #end: PageEnd | undefined;
  #sent = 0;

  constructor(visitor: Visitor, place: string) {
    this.#visitor = visitor;
    this.#place = place;
  }

  /** What the appliance makes of it: `refused` with its code, `done`, `answer`, or nothing for what is not answered. */
  async answer(type: string, fields: readonly string[]): Promise<string> {
    // Fewer than would close the page, and fewer at once than a page may send.
    if (this.#sent % (LIMITS.refusalsPerConnection - 10) === 0) {
      this.#end?.[Symbol.dispose]();
      this.#end = await this.#visitor.page(this.#place);
    }
    const end = this.#end as PageEnd;
    this.#sent += 1;
    const command = `c${this.#sent}`.padEnd(22, '-');
    const before = end.received.length;
    end.socket.send(`{${[`"type":"${type}"`, `"command":"${command}"`, ...fields].join(',')}}`);
    await end.roundTrip();
    const answered = end.received
      .slice(before)
      .find((each) => 'command' in each && (each.command === command || each.command === undefined));
    return answered === undefined
      ? 'nothing'
      : answered.type === 'refused'
        ? `refused ${answered.code}`
        : answered.type;
  }

  [Symbol.dispose](): void {
    this.#end?.[Symbol.dispose]();
  }
}

test('whatever stands in a field of a message, it is answered or refused, and nothing breaks', async (t) => {
  await using all = await company([['Laptops', {}]]);
  const { world, administrator, ada } = all;
  const { visitor, session } = await world.customer(await keyFrom(ada));
  await ada.command({ type: 'accept', session });
  const { visitor: outside } = await outsider(world, ada, session);
  using rep = new Persistent(administrator, '/console');
  using customer = new Persistent(visitor, `/session/${session}`);
  using external = new Persistent(outside, `/console/external/${session}`);
  const senders = { representative: rep, customer, external };
  const messages = Object.entries(everyMessage(session)).toSorted(
    ([one], [other]) => LAST.indexOf(one) - LAST.indexOf(other),
  );
  let tries = 0;
  const answers = new Map<string, number>();
  for (const [type, fields] of messages) {
    const [who] = SENDERS[type as Up['type']];
    for (const name of [...Object.keys(fields), 'unknown', 'type']) {
      for (const value of WRONG) {
        tries += 1;
        const own = 'messageId' in fields ? { messageId: `m${tries}`.padEnd(22, '-') } : {};
        const sent = { ...fields, ...own, [name]: undefined };
        const others = Object.entries(sent).flatMap(([each, it]) =>
          it === undefined ? [] : [`"${each}":${JSON.stringify(it)}`],
        );
        const answer = await senders[who].answer(type, [...others, `"${name}":${value}`]);
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
        if (/internal/.test(answer)) {
          t.fail(`${type} with ${name} ${value.slice(0, 40)}: ${answer}`);
        }
      }
    }
    world.time.advance(5_000);
  }
  await settle(all);
  t.true((answers.get('done') ?? 0) > 100 && (answers.get('refused bad-request') ?? 0) > 1_000);
  t.deepEqual(
    world.log.lines.filter(({ level }) => level === 'error' || level === 'warn'),
    [],
  );
  for (const page of [`/login/reports/${session}`, `/login/reports/${session}/transcript.txt`]) {
    const text = await (await administrator.get(page)).text();
    t.true(text.includes('{{constructor}}%%TITLE%%'));
    t.false(text.includes('<img src=x') && page.endsWith(session));
  }
  using database = Database.openToRead({ file: join(world.directory, 'handrail.sqlite'), log: world.log });
  t.true(verifyJournal(database).ok);
});
