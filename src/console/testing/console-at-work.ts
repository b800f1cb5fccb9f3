import {
  personalQueue,
  type Clock,
  type Instant,
  type RepId,
  type RepStatusId,
  type SessionId,
} from '../../kernel/index.ts';
import type { CommandBody } from '../../link/index.ts';
import {
  PROTOCOL_VERSION,
  type Down,
  type DownOf,
  type QueueRow,
  type SessionEvent,
} from '../../protocol/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import type { Ports } from '../ports.ts';
import { RepresentativeConsole } from '../representative-console.ts';
import { ANNA, entries, KARL, MAJA, NOON, PERSONAL, PORTAL, RAVI, sample, TEAM } from './samples.ts';

type Remark = Parameters<Ports['link']['tell']>[0];

interface Asked {
  readonly body: CommandBody;
  readonly answer: (body?: unknown) => Promise<void>;
  readonly refuse: (why: Error) => Promise<void>;
}

/** A console with ports that write down what they are asked, and an appliance that says what a test wants. */
export class ConsoleAtWork {
  readonly asked: Asked[] = [];
  readonly told: Remark[] = [];
  readonly rung: string[] = [];
  readonly notified: string[] = [];
  readonly copied: string[] = [];
  readonly pictures: string[] = [];
  /** Sessions that ask their representatives how they were. */
  readonly surveyed = new Set<SessionId>();
  seen = true;
  mayCopy = true;
  mayNotify: 'granted' | 'denied' | 'default' = 'default';
  nowMs = 0;
  readonly #time = new FakeTime();
  readonly #kept: { preferences: Map<RepId, unknown>; work: unknown };
  readonly console: RepresentativeConsole;

  /** `kept` is what the browser kept from an earlier page. */
  constructor(
    kept: { preferences: Map<RepId, unknown>; work: unknown } = { preferences: new Map(), work: undefined },
    external?: SessionId,
  ) {
    this.#kept = kept;
    let ids = 0;
    const clock: Clock = { now: () => (NOON + this.nowMs) as Instant, monotonicMs: () => this.nowMs };
    this.console = new RepresentativeConsole({
      external,
      surveys: { isOpen: (session) => Promise.resolve(this.surveyed.has(session)) },
      clock,
      timers: this.#time,
      random: { bytes: (count) => new Uint8Array(count).fill((ids += 1)), below: () => 0 },
      link: {
        ask: (body) => this.#ask(body),
        tell: (message) => void this.told.push(message),
        wake: () => void 0,
        start: () => void 0,
      },
      pictures: {
        watch: (session, producer) => void this.pictures.push(`watch ${session[0]} ${producer}`),
        stop: (session) => void this.pictures.push(`stop ${session[0]}`),
        renew: (session) => void this.pictures.push(`renew ${session[0]}`),
        heard: (message) => void this.pictures.push(`heard ${message.delayMs}`),
      },
      bell: { ring: (sound) => void this.rung.push(sound) },
      desk: {
        isSeen: () => this.seen,
        notify: (title) => void this.notified.push(title),
        mayNotify: () => this.mayNotify,
        askToNotify: () => Promise.resolve(this.mayNotify),
        copy: (text) => {
          this.copied.push(text);
          return this.mayCopy ? Promise.resolve() : Promise.reject(new Error('refused'));
        },
      },
      memory: {
        preferences: (rep) => this.#kept.preferences.get(rep),
        keepPreferences: (rep, preferences) => void this.#kept.preferences.set(rep, plain(preferences)),
        work: () => this.#kept.work,
        keepWork: (work) => void (this.#kept.work = plain(work)),
        forgetWork: () => void (this.#kept.work = undefined),
      },
    });
  }

  /** The same browser tab after a reload. */
  reloaded(): ConsoleAtWork {
    return new ConsoleAtWork(this.#kept);
  }

  get state() {
    return this.console.state.value;
  }

  get notices(): readonly string[] {
    return this.state.notices.map(({ text }) => text);
  }

  hear(message: Down): void {
    this.console.message(message);
  }

  /** As the appliance greets: the desk follows, the usual one where the page has none. */
  welcome(
    more: {
      readonly sessions?: readonly SessionId[];
      readonly head?: number;
      readonly deskIsLater?: true;
    } = {},
  ): void {
    this.console.status({ kind: 'up' });
    this.hear({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: (NOON + this.nowMs) as Instant,
      siteName: 'Northwind',
      as: {
        kind: 'representative',
        ...MAJA,
        keyValidForMsMax: 86_400_000,
        personalQueue: PERSONAL,
      },
      sessions: [...(more.sessions ?? [])],
      head: more.head ?? 0,
    });
    if (this.state.desk === undefined && more.deskIsLater !== true) {
      this.desk();
    }
  }

  /** Somebody from outside is greeted. */
  welcomeOutsider(session: SessionId): void {
    this.console.status({ kind: 'up' });
    this.hear({
      type: 'welcome',
      version: PROTOCOL_VERSION,
      now: (NOON + this.nowMs) as Instant,
      siteName: 'Northwind',
      as: { kind: 'external', id: KARL.id, name: KARL.name, session },
      sessions: [session],
      head: 0,
    });
  }

  queue(rows: readonly QueueRow[], reset = true): void {
    this.hear({
      type: 'queues',
      reset,
      queues: [
        { id: PERSONAL, name: 'Personal queue' },
        { id: TEAM, name: 'E-mail' },
      ],
      rows: [...rows],
      gone: [],
    });
  }

  desk(more: Partial<DownOf<'desk'>> = {}): void {
    this.hear({
      type: 'desk',
      teams: [{ queue: TEAM, name: 'E-mail', online: 2, mayTransfer: true, mayShare: true }],
      representatives: [
        {
          id: RAVI.id,
          queue: personalQueue(RAVI.id),
          name: RAVI.name,
          status: 'available',
          statusName: 'Available',
        },
      ],
      may: {
        generateKeys: true,
        getNext: true,
        acceptFromTeams: true,
        optOut: true,
        inviteExternal: true,
        supervise: false,
      },
      statuses: [{ id: sample<RepStatusId>('available'), name: 'Available', displayAs: 'available' }],
      status: 'available',
      statusId: sample<RepStatusId>('available'),
      statusName: 'Available',
      assignments: true,
      closeSessionsFirst: false,
      publicSite: {
        mayList: true,
        listed: true,
        messages: 0,
        portals: [{ id: PORTAL, name: 'Default', languages: ['en', 'de'] }],
      },
      ...more,
    });
  }

  /** Equilibrium offers that session for half a minute from now; without one, nothing. */
  offer(session?: SessionId): void {
    const now = (NOON + this.nowMs) as Instant;
    this.hear({
      type: 'offer',
      ...(session === undefined
        ? {}
        : {
            offer: {
              session,
              queueName: 'E-mail',
              until: (now + 30_000) as Instant,
              offeredAt: now,
              request: {
                customerName: ANNA.name,
                details: 'It prints blank pages.',
                queuedAt: now,
                startMethod: 'issue',
                mode: 'full',
                issue: 'Printing',
                priority: 'high',
              },
              why: 'You are free.',
            },
          }),
    });
  }

  /** So much time passes, and the page ticks. */
  pass(ms: number): void {
    this.nowMs += ms;
    this.#time.advance(ms);
    this.console.tick();
  }

  events(session: SessionId, events: readonly SessionEvent[], from = 1): void {
    this.hear({ type: 'events', session, entries: [...entries(events, from)] });
  }

  /** The last command of that kind that was asked. */
  last(type: CommandBody['type']): Asked {
    const found = this.asked.findLast(({ body }) => body.type === type);
    if (found === undefined) {
      throw new Error(`nothing was asked of kind ${type}`);
    }
    return found;
  }

  #ask(body: CommandBody): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.asked.push({
      body,
      answer: async (answer) => {
        resolve(answer);
        await settled();
      },
      refuse: async (why) => {
        reject(why);
        await settled();
      },
    });
    return promise;
  }
}

/** After every promise that could settle now has settled. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
