import type { Journal } from '../../journal/index.ts';
import {
  instant,
  newId,
  type Instant,
  type IssueId,
  type MessageId,
  type PortalId,
  type QueueId,
  type Random,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import { CUSTOMER } from '../../kernel/index.ts';
import {
  DUTY_BEGUN,
  DUTY_STREAM,
  dutyStreamOf,
  streamOf,
  type DutyFact,
  type SessionFact,
} from '../../sessions/index.ts';
import { habitsOf } from '../habits.ts';
import { replay, type Outcome, type Setting } from '../replay.ts';
import type { Answer, Visit, Week } from '../week.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** How many of 1,000 customers come in each hour of a day (UTC). */
const BY_HOUR = [0, 0, 0, 0, 0, 0, 0, 45, 85, 110, 105, 90, 70, 85, 95, 90, 75, 20, 0, 0, 0, 0, 0, 0];
const ANSWER_MS = 4_000;
const ENTRIES_PER_WRITE = 400;

/**
 * A week by chance: so many customers of these queues come as they do on working days, some of them with
 * little patience, and are served by these people as the rules say.
 */
export function livedWeek(
  random: Random,
  from: Instant,
  count: number,
  setting: Setting,
  workMinutes: number,
): { readonly visits: readonly Visit[]; readonly outcomes: readonly Outcome[] } {
  const queues = setting.teams.map(({ queue }) => queue);
  const comes = Array.from({ length: count }, () => {
    let share = random.below(BY_HOUR.reduce((sum, each) => sum + each, 0));
    const hour = BY_HOUR.findIndex((each) => (share -= each) < 0);
    return from + random.below(5) * DAY_MS + hour * HOUR_MS + random.below(HOUR_MS);
  }).sort((one, other) => one - other);
  const visits = comes.map((comesAt, index): Visit => {
    const isHasty = random.below(8) === 0;
    return {
      session: `s${index}`.padEnd(22, '-') as SessionId,
      needs: [...setting.skills.keys()].filter(() => random.below(4) === 0),
      legs: [
        {
          queue: queues[random.below(queues.length)] as QueueId,
          enteredAt: instant(comesAt),
          gapMs: 0,
          ending: isHasty ? 'left' : 'served',
          waitMs: isHasty ? (1 + random.below(12)) * MINUTE_MS : 0,
          served: isHasty
            ? undefined
            : {
                by: 'x' as RepId,
                workMs: Math.ceil(((1 + random.below(2_000)) / 1_000) * workMinutes * MINUTE_MS),
              },
        },
      ],
    };
  });
  const answers = [0, 1, 2, 3].map((load): Answer => ({
    rep: 'x' as RepId,
    load,
    outcome: 'accepted',
    afterMs: ANSWER_MS,
  }));
  const week: Week = {
    from,
    to: instant(from + 7 * DAY_MS),
    until: instant(from + 7 * DAY_MS),
    visits,
    elsewhere: [],
    shifts: new Map(),
    dutyKnownFrom: from,
    answers,
    takes: [],
  };
  const habits = { ...habitsOf(week), patience: [] };
  const steps = replay(week, setting, habits, 1 + random.below(1_000));
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return { visits, outcomes: step.value.outcomes };
    }
  }
}

/** Writes it into the journal, in the order in which it happened, with so many messages a session. */
export async function writeLivedWeek(
  journal: Journal,
  random: Random,
  { visits, outcomes }: ReturnType<typeof livedWeek>,
  { reps }: Setting,
  messages: number,
): Promise<void> {
  const facts: {
    readonly stream: string;
    readonly at: number;
    readonly fact: SessionFact | DutyFact | { type: string };
  }[] = [];
  const nameOf = (rep: RepId) => ({ id: rep, name: `Rep ${rep.slice(0, 4)}` });
  const first = visits[0]?.legs[0]?.enteredAt ?? 0;
  facts.push({ stream: DUTY_STREAM, at: first - 30 * HOUR_MS, fact: { type: DUTY_BEGUN } });
  for (const { id, shifts } of reps) {
    let isOn = false;
    for (const { at, as } of shifts) {
      const fact: DutyFact =
        as === 'off'
          ? { type: 'off-duty' }
          : isOn
            ? { type: 'duty-changed', as }
            : { type: 'on-duty', who: nameOf(id), as };
      facts.push({ stream: dutyStreamOf(id), at, fact });
      isOn = as !== 'off';
    }
  }
  const workOf = new Map(visits.map(({ legs }) => [legs[0]?.enteredAt, legs[0]?.served?.workMs]));
  const held = outcomes.flatMap(({ by, enteredAt, waitMs }) => {
    const from = enteredAt + waitMs;
    return by === undefined ? [] : [{ by, from, to: from + (workOf.get(enteredAt) ?? 5 * MINUTE_MS) }];
  });
  const heldBy = Map.groupBy(held, ({ by }) => by);
  /** The reasons of an offer, as far as a replay reads them. */
  const whyAt = (rep: RepId, at: number) => ({
    first: [{ sessions: (heldBy.get(rep) ?? []).filter(({ from, to }) => from <= at && to > at).length }],
  });
  const byArrival = new Map(outcomes.map((outcome) => [outcome.enteredAt, outcome]));
  for (const { session, needs, legs } of visits) {
    const leg = legs[0];
    const outcome = leg === undefined ? undefined : byArrival.get(leg.enteredAt);
    if (leg === undefined || outcome === undefined) {
      continue;
    }
    const tell = (at: number, fact: SessionFact) => facts.push({ stream: streamOf(session), at, fact });
    const begins = leg.enteredAt;
    const ends = begins + outcome.waitMs;
    tell(begins, {
      type: 'requested',
      customerName: 'Anna Lindqvist',
      details: 'It is broken',
      portalId: 'default-portal--------' as PortalId,
      portalName: 'Northwind',
      startMethod: 'issue',
      mode: 'full',
      language: 'en',
      issue: {
        id: newId<IssueId>(random),
        codeName: 'i',
        description: 'Something',
        priority: 'medium',
        skills: needs,
      },
    });
    tell(begins, { type: 'queued', queue: leg.queue, queueName: 'Queue', how: 'arrival' });
    if (outcome.by === undefined) {
      tell(ends, { type: 'ended', reason: 'customer-left-waiting' });
      continue;
    }
    const who = nameOf(outcome.by);
    const offeredAt = Math.max(begins, ends - ANSWER_MS);
    tell(offeredAt, {
      type: 'offered',
      to: who,
      until: instant(offeredAt + 30_000),
      why: whyAt(who.id, offeredAt),
    });
    tell(ends, { type: 'offer-closed', to: who, outcome: 'accepted' });
    tell(ends, { type: 'accepted', by: who });
    const workMs = leg.served?.workMs ?? 5 * MINUTE_MS;
    for (let index = 0; index < messages; index += 1) {
      tell(ends + (workMs * (index + 1)) / (messages + 1), {
        type: 'chat',
        messageId: newId<MessageId>(random),
        from: { id: CUSTOMER, name: 'Anna Lindqvist' },
        text: 'It says that the certificate is not trusted, and asks again.',
      });
    }
    tell(ends + workMs, { type: 'ended', reason: 'ended-by-customer' });
  }
  facts.sort((one, other) => one.at - other.at);
  const versions = new Map<string, number>();
  for (let place = 0; place < facts.length; place += ENTRIES_PER_WRITE) {
    const part = facts.slice(place, place + ENTRIES_PER_WRITE);
    await journal.write((_tx, append) => {
      for (const { stream, at, fact } of part) {
        const version = versions.get(stream) ?? journal.version(stream);
        const { type, ...data } = fact;
        append(stream, version, [{ type, data }], instant(Math.round(at)));
        versions.set(stream, version + 1);
      }
    });
  }
}
