import {
  newPage,
  withHappened,
  type After,
  type Asked,
  type PageState,
  type Stage,
} from '../src/customer/model/page-state.ts';
import type { Sharing, SharingAbility, SharingNotice } from '../src/customer/model/sharing.ts';
import {
  CUSTOMER,
  instant,
  laterBy,
  type Instant,
  type MessageId,
  type NoticeId,
  type RepId,
  type SessionId,
  type SupportButtonId,
} from '../src/kernel/index.ts';
import { say, type CustomerWords } from '../src/languages/index.ts';
import type { LinkEnd, LinkStatus } from '../src/link/index.ts';
import type { EndReason, ScreenStopReason, SessionEvent } from '../src/protocol/index.ts';
import { translated } from './company-texts.ts';

/**
 * Every way in which the customer's page can look. What can be told apart is told apart by the page's own unions, so a
 * state that is added there does not compile here until it has its picture.
 */
type Variant =
  | `stage ${Stage}`
  | `asked ${Asked['question']}`
  | `connection ${LinkStatus['kind']}`
  | `over ${LinkEnd}`
  | `queued ${Extract<SessionEvent, { type: 'queued' }>['how']}`
  | `unattended ${NonNullable<PageState['unattended']>}`
  | `notify ${PageState['mayNotify']}`
  | `called ${PageState['called']}`
  | `sharing ${Sharing['state']}`
  | `surface ${NonNullable<Extract<Sharing, { state: 'on' }>['surface']> | 'unknown'}`
  | `notice ${SharingNotice}`
  | `ability ${SharingAbility}`
  | `stopped ${ScreenStopReason}`
  | `ended ${EndReason}`
  | `survey ${After['survey']}`;
/** What no union tells apart. */
type Moment =
  | 'waiting for a place'
  | 'waiting without a place, below a banner'
  | 'waiting third, with greeting, wait, message on hold and notice'
  | 'waiting less than a while'
  | 'waiting after the representative was lost'
  | 'waiting after the representative left'
  | 'leaving'
  | 'asked whether to leave the line'
  | 'in a chat'
  | 'asked to elevate'
  | 'asked for a Support Button'
  | 'with a Support Button'
  | 'with a Support Button that was looked at'
  | 'ended with a Support Button'
  | 'asked to elevate and to accept the agreement'
  | 'not called yet, as the browser has to ask'
  | 'where the session policy lets no screen be shared'
  | 'asked for the screen'
  | 'asked for the screen where it cannot be shared'
  | 'asked to end'
  | 'seen by others too, and recorded'
  | 'the picture is on its way'
  | 'the picture is sent again'
  | 'the picture is interrupted'
  | 'the picture does not get through'
  | 'representative away'
  | 'everything that can happen'
  | 'messages'
  | 'going on by itself'
  | 'a word that goes by itself';
export type StateName = Variant | Moment;

export const SITE_NAME = 'Northwind Support';
const MIRA = { id: 'RRRRRRRRRRRRRRRRRRRRRR' as RepId, name: 'Mira Kovač' };
const RAVI = { id: 'QQQQQQQQQQQQQQQQQQQQQQ' as RepId, name: 'Ravi Menon' };
const ZOE = { id: 'ZZZZZZZZZZZZZZZZZZZZZZ' as RepId, name: 'Zoë Marchand' };
const ANNA = { id: CUSTOMER, name: 'Anna Lindqvist' };
const DETAILS = 'Outlook asks for the certificate again and again.';
const NOTICE = { title: 'Mail is down', message: 'We know of it.\nIt will be back at noon.' };
const AGREEMENT = { title: 'Terms of service', text: 'First paragraph.\nSecond paragraph.' };
const LINK_TEXT = 'Good morning, have a look at';
const LINK = 'https://example.com/help/a-rather-long-address-that-has-to-be-broken-somewhere?x=1';
/** What people wrote: it is in no catalog. */
export const WRITTEN = [
  SITE_NAME,
  MIRA.name,
  RAVI.name,
  ZOE.name,
  ANNA.name,
  DETAILS,
  NOTICE.title,
  ...NOTICE.message.split('\n'),
  AGREEMENT.title,
  ...AGREEMENT.text.split('\n'),
  LINK_TEXT,
  'Thank you!',
  'example.com',
  'It is in the corner.',
  'Not sent.',
  // Initials.
  'MK',
  'Welcome',
  'Still here.',
  'Goodbye.',
] as const;

const BANNER =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==';
const BEGAN = instant(Date.UTC(2026, 10, 22, 9, 0));
const MINUTE_MS = 60_000;

/** The session's events, each a minute after the one before. */
function after(state: PageState, ...events: readonly SessionEvent[]): PageState {
  const seq = state.view.lastSeq;
  const entries = events.map((event, i) => ({
    seq: seq + i + 1,
    at: laterBy(BEGAN, (seq + i) * MINUTE_MS),
    event,
  }));
  return {
    ...withHappened(state, entries, true),
    now: laterBy(BEGAN, (seq + events.length) * MINUTE_MS + 12_000),
  };
}

function opened(words: CustomerWords, more: Partial<PageState> = {}): PageState {
  const fresh = newPage({
    session: 'SSSSSSSSSSSSSSSSSSSSSS' as SessionId,
    siteName: SITE_NAME,
    words,
    now: BEGAN,
    ability: 'possible',
    mayNotify: 'impossible',
    outgoing: [],
  });
  return { ...fresh, connection: { kind: 'up' }, ...more };
}

const REQUESTED: SessionEvent = {
  type: 'requested',
  customerName: ANNA.name,
  details: DETAILS,
  portalName: SITE_NAME,
  startMethod: 'session-key',
  mode: 'full',
  language: 'en',
};
const QUEUED: SessionEvent = { type: 'queued', queueName: 'Personal queue', how: 'arrival' };
const ACCEPTED: SessionEvent = { type: 'accepted', by: MIRA };
const STARTED: SessionEvent = { type: 'screen-started', producerId: 'p' };

function waiting(words: CustomerWords, more: Partial<PageState> = {}): PageState {
  return { ...after(opened(words), REQUESTED, QUEUED), ...more };
}
function helped(words: CustomerWords, ...events: readonly SessionEvent[]): PageState {
  return after(waiting(words), ACCEPTED, ...events);
}
function sharing(words: CustomerWords, how: Partial<Extract<Sharing, { state: 'on' }>> = {}): PageState {
  return {
    ...helped(words, STARTED),
    sharing: { state: 'on', surface: 'monitor', attempt: 1, failures: 0, producerId: 'p', ...how },
  };
}
function asked(words: CustomerWords, question: Asked['question']): PageState {
  const preparing: SessionEvent = {
    type: 'preparing',
    ...(question === 'agreement' ? { agreement: { sha256: 'f', timeoutMs: 10 * MINUTE_MS } } : {}),
    recording: { timeoutMs: 10 * MINUTE_MS },
  };
  const says = { agreement: AGREEMENT };
  return after(opened(words, { says }), REQUESTED, preparing);
}
function ended(words: CustomerWords, reason: EndReason, isHelped = true): PageState {
  const state = isHelped
    ? helped(words, STARTED, ...(reason === 'customer-lost' ? RECORDED : []), {
        type: 'screen-stopped',
        reason: 'stopped-by-customer',
      })
    : waiting(words);
  return after(state, { type: 'ended', reason, by: reason === 'ended-by-customer' ? ANNA : MIRA });
}
function id(text: string): MessageId {
  return text.padEnd(22, '-') as MessageId;
}
function text(from: typeof ANNA | typeof MIRA, said: string): SessionEvent {
  return { type: 'chat', messageId: id(said.replaceAll(/[^a-z]/gi, '').slice(0, 20)), from, text: said };
}

const RECORDED: readonly SessionEvent[] = [
  { type: 'recording-started', recordingId: id('r') as never },
  { type: 'recording-stopped', recordingId: id('r') as never, lengthMs: 65_000 },
];

const BUTTON = {
  id: 'BBBBBBBBBBBBBBBBBBBBBB' as SupportButtonId,
  title: 'Get help at the till',
  titles: translated('Get help at the till'),
};
const OFFERED = { ...BUTTON, type: 'button-offered', by: MIRA } as const;
const TAKEN = { ...BUTTON, type: 'button-closed', outcome: 'allowed' } as const;

/** What a session's page may be told, each kind once at least. */
const HAPPENED: {
  readonly [Type in SessionEvent['type']]: readonly Extract<SessionEvent, { type: Type }>[];
} = {
  requested: [{ ...REQUESTED, details: '' } as Extract<SessionEvent, { type: 'requested' }>],
  preparing: [{ type: 'preparing', agreement: { sha256: 'f', timeoutMs: MINUTE_MS } }],
  'agreement-closed': [{ type: 'agreement-closed', outcome: 'accepted', sha256: 'f' }],
  'recording-answered': [
    { type: 'recording-answered', answer: 'allowed' },
    { type: 'recording-answered', answer: 'refused' },
  ],
  queued: [
    { type: 'queued', queueName: 'A', how: 'hand', by: MIRA },
    { type: 'queued', queueName: 'A', how: 'hand' },
    { type: 'queued', queueName: 'A', how: 'waiting-rule' },
    { type: 'queued', queueName: 'A', how: 'fallback' },
  ],
  offered: [{ type: 'offered', to: MIRA, until: BEGAN }],
  'offer-closed': [{ type: 'offer-closed', to: MIRA, outcome: 'accepted' }],
  overdue: [{ type: 'overdue' }],
  invited: [],
  'external-invited': [],
  'invitation-closed': [],
  accepted: [{ type: 'accepted', by: MIRA }],
  joined: [
    { type: 'joined', who: RAVI },
    { type: 'joined', who: ZOE, by: MIRA },
  ],
  'viewing-started': [{ type: 'viewing-started', who: RAVI }],
  'viewing-ended': [{ type: 'viewing-ended', who: RAVI }],
  left: [
    { type: 'left', who: RAVI, how: 'left' },
    { type: 'left', who: ZOE, how: 'lost' },
  ],
  'owner-changed': [{ type: 'owner-changed', to: MIRA, how: 'taken-over' }],
  chat: [],
  'chat-delivered': [],
  'elevation-requested': [{ type: 'elevation-requested', by: MIRA }],
  'elevation-closed': (['allowed', 'denied', 'no-answer', 'withdrawn'] as const).map((outcome) => ({
    type: 'elevation-closed',
    outcome,
  })),
  'button-offered': [OFFERED],
  'button-closed': (['allowed', 'denied', 'no-answer', 'withdrawn'] as const).map((outcome) => ({
    ...BUTTON,
    type: 'button-closed',
    outcome,
  })),
  'button-removed': [{ ...BUTTON, type: 'button-removed', by: MIRA }],
  'screen-requested': [{ type: 'screen-requested', by: MIRA }],
  'screen-request-closed': (['allowed', 'denied', 'no-answer', 'withdrawn'] as const).map((outcome) => ({
    type: 'screen-request-closed',
    outcome,
  })),
  'screen-started': [{ type: 'screen-started', producerId: 'p' }],
  'screen-stopped': [{ type: 'screen-stopped', reason: 'stopped-by-customer' }],
  'recording-started': [{ type: 'recording-started', recordingId: id('r') as never }],
  'recording-stopped': RECORDED.filter((event) => event.type === 'recording-stopped'),
  note: [],
  'notice-shown': [],
  'notice-withdrawn': [],
  'connection-lost': [
    { type: 'connection-lost', who: ANNA },
    { type: 'connection-lost', who: MIRA },
  ],
  'connection-returned': [
    { type: 'connection-returned', who: ANNA },
    { type: 'connection-returned', who: MIRA },
  ],
  ended: [],
};
function messages(words: CustomerWords): PageState {
  const state = after(
    helped(words),
    text(ANNA, 'Welcome'),
    text(MIRA, `${LINK_TEXT} ${LINK}`),
    text(MIRA, 'Still here.'),
    { type: 'chat-delivered', to: MIRA.id, upTo: 5 },
    text(ANNA, 'Thank you!'),
  );
  return {
    ...state,
    outgoing: [
      { messageId: id('out'), text: 'It is in the corner.', refusal: undefined },
      { messageId: id('refused'), text: 'Not sent.', refusal: say(words, 'fault.too-many') },
    ],
    typing: { name: MIRA.name, until: laterBy(state.now, 4_000) },
    linesShown: 5,
  };
}
const OVER = (why: LinkEnd): LinkStatus => ({ kind: 'over', why });

/** Each by its name, in the given language. */
export const STATES: Readonly<Record<StateName, (words: CustomerWords) => PageState>> = {
  'stage opening': (words) => opened(words, { connection: { kind: 'connecting' } }),
  'stage closed': (words) => opened(words, { connection: OVER('gone') }),
  'stage asked': (words) => asked(words, 'agreement'),
  'stage waiting': (words) => waiting(words, { position: 1 }),
  'stage in-session': (words) => helped(words),
  'stage ended': (words) => ended(words, 'ended-by-representative'),
  'asked agreement': (words) => ({ ...asked(words, 'agreement'), now: laterBy(BEGAN, 10.5 * MINUTE_MS) }),
  'asked recording': (words) => asked(words, 'recording'),
  'connection connecting': (words) => opened(words, { connection: { kind: 'connecting' } }),
  'connection up': (words) => opened(words),
  'connection lost': (words) => opened(words, { connection: { kind: 'lost' } }),
  'connection over': (words) => ({ ...helped(words), connection: { kind: 'lost' } }),
  'over stopped': (words) => ({ ...helped(words), connection: OVER('stopped') }),
  'over signed-out': (words) => ({ ...helped(words), connection: OVER('signed-out') }),
  'over gone': (words) => ({ ...helped(words), connection: OVER('gone') }),
  'over replaced': (words) => ({ ...helped(words), connection: OVER('replaced') }),
  'over outdated': (words) => ({ ...helped(words), connection: OVER('outdated') }),
  'over reloading': (words) => ({ ...helped(words), connection: OVER('reloading') }),
  'queued arrival': (words) => waiting(words, { position: 2 }),
  'queued hand': (words) => after(helped(words), { type: 'queued', queueName: 'A', how: 'hand', by: MIRA }),
  'queued waiting-rule': (words) =>
    after(waiting(words), { type: 'queued', queueName: 'A', how: 'waiting-rule' }),
  'queued fallback': (words) => after(waiting(words), { type: 'queued', queueName: 'A', how: 'fallback' }),
  'unattended kept': (words) => waiting(words, { position: 1, unattended: 'kept' }),
  'unattended awaited': (words) => waiting(words, { position: 1, unattended: 'awaited' }),
  'notify default': (words) => waiting(words, { position: 1, mayNotify: 'default' }),
  'notify granted': (words) => waiting(words, { position: 1, mayNotify: 'granted' }),
  'notify denied': (words) => waiting(words, { position: 1, mayNotify: 'denied' }),
  'called impossible': (words) => waiting(words, { position: 1, mayNotify: 'granted' }),
  'called no': called('no'),
  'called asking': called('asking'),
  'called yes': called('yes'),
  'called failed': called('failed'),
  'not called yet, as the browser has to ask': (words) =>
    waiting(words, { position: 1, mayNotify: 'default', called: 'no' }),
  'notify impossible': (words) => waiting(words, { position: 1 }),
  'sharing off': (words) => helped(words, { type: 'recording-answered', answer: 'refused' }),
  'sharing choosing': (words) => ({
    ...helped(words),
    sharing: { state: 'choosing', answering: false, afterReload: true },
  }),
  'sharing on': (words) => sharing(words),
  'sharing again': (words) => ({ ...helped(words), sharing: { state: 'again' } }),
  'surface monitor': (words) => sharing(words),
  'surface window': (words) => sharing(words, { surface: 'window' }),
  'surface browser': (words) => sharing(words, { surface: 'browser' }),
  'surface unknown': (words) => sharing(words, { surface: undefined }),
  'notice cancelled': noticed('cancelled'),
  'notice refused-by-system': noticed('refused-by-system'),
  'notice failed': noticed('failed'),
  'notice stopped-by-representative': noticed('stopped-by-representative'),
  'notice not-permitted': noticed('not-permitted'),
  'notice transferred': noticed('transferred'),
  'notice taken-over': noticed('taken-over'),
  'ability possible': (words) => helped(words),
  'ability not-here': (words) => ({ ...helped(words), ability: 'not-here' }),
  'ability needs-secure-page': (words) => ({ ...helped(words), ability: 'needs-secure-page' }),
  'stopped stopped-by-customer': stopped('stopped-by-customer'),
  'stopped stopped-by-representative': stopped('stopped-by-representative'),
  'stopped source-ended': stopped('source-ended'),
  'stopped connection-lost': stopped('connection-lost'),
  'stopped relay-lost': stopped('relay-lost'),
  'stopped appliance-restarted': stopped('appliance-restarted'),
  'stopped session-ended': stopped('session-ended'),
  'stopped transferred': stopped('transferred'),
  'stopped not-permitted': stopped('not-permitted'),
  'ended ended-by-customer': (words) => ended(words, 'ended-by-customer'),
  'ended ended-by-representative': (words) => ended(words, 'ended-by-representative'),
  'ended customer-left-waiting': (words) => ended(words, 'customer-left-waiting', false),
  'ended left-by-notice': (words) => ended(words, 'left-by-notice', false),
  'ended customer-lost': (words) => ended(words, 'customer-lost'),
  'ended no-representative': (words) => ended(words, 'no-representative', false),
  'ended ended-by-administrator': (words) => ended(words, 'ended-by-administrator'),
  'ended agreement-refused': (words) => ended(words, 'agreement-refused', false),
  'ended agreement-not-answered': (words) => ended(words, 'agreement-not-answered', false),
  'ended customer-never-came': (words) => ended(words, 'customer-never-came', false),
  'survey none': (words) => ended(words, 'ended-by-customer'),
  'survey open': (words) => ({
    ...ended(words, 'ended-by-representative'),
    after: { survey: 'open', transcript: true, receipt: true, recordings: ['a', 'b'] },
  }),
  'survey answered': (words) => ({
    ...after(helped(words, text(ANNA, 'Thank you!')), {
      type: 'ended',
      reason: 'ended-by-representative',
      by: MIRA,
    }),
    after: { survey: 'answered', transcript: false, receipt: true, recordings: ['a'] },
  }),

  'waiting for a place': (words) => waiting(words),
  'waiting without a place, below a banner': (words) =>
    waiting(words, {
      position: 4,
      expected: { fromMs: 0, toMs: 5 * MINUTE_MS },
      says: {
        without: ['place', 'expected-wait', 'spell-check'],
        banner: { address: BANNER, alt: '', width: 1_600, height: 200 },
      },
    }),
  'waiting third, with greeting, wait, message on hold and notice': (words) => {
    const state = after(waiting(words, { mayNotify: 'default' }), {
      type: 'notice-shown',
      notice: id('notice') as string as NoticeId,
      ...NOTICE,
      language: 'en',
    });
    return {
      ...state,
      position: 3,
      expected: { fromMs: 2 * MINUTE_MS, toMs: 5 * MINUTE_MS },
      says: {
        greeting: 'Welcome',
        onHold: { text: 'Still here.', everyMs: MINUTE_MS },
      },
    };
  },
  'waiting less than a while': (words) =>
    waiting(words, { position: 12, expected: { fromMs: 0, toMs: 5 * MINUTE_MS } }),
  'waiting after the representative was lost': (words) =>
    after(
      helped(words),
      { type: 'left', who: MIRA, how: 'lost' },
      { type: 'queued', queueName: 'A', how: 'fallback' },
    ),
  'waiting after the representative left': (words) =>
    after(
      helped(words),
      { type: 'left', who: MIRA, how: 'left' },
      { type: 'queued', queueName: 'A', how: 'fallback' },
    ),
  leaving: (words) => waiting(words, { position: 1, ending: true }),
  'asked whether to leave the line': (words) => waiting(words, { position: 2, askingToLeave: 'message' }),
  'in a chat': (words) => {
    const state = helped(words);
    return { ...state, view: { ...state.view, mode: 'chat' } };
  },
  'asked to elevate': (words) => helped(words, { type: 'elevation-requested', by: MIRA }),
  'asked for a Support Button': (words) => helped(words, OFFERED),
  'with a Support Button': (words) => helped(words, OFFERED, TAKEN),
  'with a Support Button that was looked at': (words) => ({
    ...helped(words, OFFERED, TAKEN),
    openedButtons: new Set([BUTTON.id]),
  }),
  'ended with a Support Button': (words) =>
    after(helped(words, OFFERED, TAKEN), { type: 'ended', reason: 'ended-by-representative', by: MIRA }),
  'asked to elevate and to accept the agreement': (words) => ({
    ...helped(words, {
      type: 'elevation-requested',
      by: MIRA,
      agreement: { sha256: 'f', timeoutMs: 10 * MINUTE_MS },
    }),
    says: { agreement: AGREEMENT },
  }),
  'where the session policy lets no screen be shared': (words) => ({ ...helped(words), mayShare: false }),
  'asked for the screen': (words) => helped(words, { type: 'screen-requested', by: MIRA }),
  'asked for the screen where it cannot be shared': (words) => ({
    ...helped(words, { type: 'screen-requested', by: MIRA }),
    ability: 'not-here',
  }),
  'asked to end': (words) => ({ ...helped(words), askingToEnd: true }),
  'seen by others too, and recorded': (words) => {
    const state = after(
      sharing(words),
      { type: 'joined', who: RAVI },
      { type: 'viewing-started', who: ZOE },
      { type: 'recording-started', recordingId: id('r') as never },
    );
    return state;
  },
  'the picture is on its way': (words) => sharing(words, { producerId: undefined }),
  'the picture is sent again': (words) => sharing(words, { producerId: undefined, attempt: 2 }),
  'the picture is interrupted': (words) => sharing(words, { producerId: undefined, failures: 2 }),
  'the picture does not get through': (words) => sharing(words, { producerId: undefined, failures: 5 }),
  'representative away': (words) => helped(words, { type: 'connection-lost', who: MIRA }),
  'everything that can happen': (words) => after(helped(words), ...Object.values(HAPPENED).flat()),
  messages,
  'going on by itself': (words) => {
    const state = ended(words, 'ended-by-representative');
    return {
      ...state,
      says: {
        after: { message: 'Goodbye.', url: 'https://example.com/', redirectAfterMs: 10_000 },
      },
      goesOnAt: laterBy(state.now, 8_000) as Instant,
    };
  },
  'a word that goes by itself': (words) => ({ ...sharing(words), toast: say(words, 'customer.refreshed') }),
};

function called(how: PageState['called']): (words: CustomerWords) => PageState {
  return (words) => waiting(words, { position: 1, mayNotify: 'granted', called: how });
}
function noticed(notice: SharingNotice): (words: CustomerWords) => PageState {
  return (words) => ({ ...helped(words), sharing: { state: 'off', notice } });
}
function stopped(reason: ScreenStopReason): (words: CustomerWords) => PageState {
  return (words) => helped(words, STARTED, { type: 'screen-stopped', reason });
}
