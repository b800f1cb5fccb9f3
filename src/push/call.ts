import { CUSTOMER, LIMITS, type Instant } from '../kernel/index.ts';
import { directionOf, isLanguage, say, wordsOf } from '../languages/index.ts';
import type { Happened, OpenSession, SessionFact } from '../sessions/index.ts';

export type CallKind =
  | 'here'
  | 'goes-on'
  | 'waiting-again'
  | 'elevation'
  | 'screen'
  | 'notice'
  | 'chat'
  | 'nobody';

/** Something for which a customer is called who does not look at the page. */
export interface Call {
  readonly kind: CallKind;
  /** Its place in the journal: the same call is never two. */
  readonly seq: number;
  readonly at: Instant;
  /** Who did it, for the kinds that somebody does. */
  readonly name: string;
  /** So long after it happened it is still worth a call: a question while it may be answered. */
  readonly lifeMs: number;
}

/** What a customer is called for; undefined for all the rest. Moves between queues are nothing to come back for. */
export function callOf({ seq, at, fact }: Happened<SessionFact>): Call | undefined {
  const call = (kind: CallKind, name = '', lifeMs: number = LIMITS.pushLifeMs): Call => ({
    kind,
    seq,
    at,
    name,
    lifeMs,
  });
  if (fact.type === 'accepted') {
    return call('here', fact.by.name);
  }
  if (fact.type === 'owner-changed') {
    return call('goes-on', fact.to.name);
  }
  if (fact.type === 'queued' && (fact.how === 'hand' || fact.how === 'fallback')) {
    return call('waiting-again');
  }
  if (fact.type === 'elevation-requested') {
    const { by, agreement, answerMs } = fact;
    return call('elevation', by.name, agreement?.timeoutMs ?? answerMs ?? LIMITS.pushQuestionLifeMs);
  }
  if (fact.type === 'screen-requested') {
    return call('screen', fact.by.name, fact.answerMs ?? LIMITS.pushQuestionLifeMs);
  }
  if (fact.type === 'notice-shown') {
    return call('notice');
  }
  if (fact.type === 'chat' && fact.from.id !== CUSTOMER) {
    return call('chat', fact.from.name);
  }
  return fact.type === 'ended' && fact.reason === 'no-representative'
    ? call('nobody', '', LIMITS.pushEndLifeMs)
    : undefined;
}

/** Whether it still says something, to a customer who has not looked since; `session` is undefined when it is over. */
export function isCurrent(call: Call, session: OpenSession | undefined, now: Instant): boolean {
  if (now - call.at >= call.lifeMs) {
    return false;
  }
  if (session === undefined) {
    return call.kind === 'nobody';
  }
  switch (call.kind) {
    case 'here':
    case 'goes-on':
      return session.status === 'held';
    case 'elevation':
      return session.status === 'held' && session.screen.state === 'elevating';
    case 'screen':
      return session.status === 'held' && session.screen.state === 'asked';
    case 'waiting-again':
      return session.status === 'waiting' || session.status === 'offered';
    case 'chat':
    case 'notice':
      return true;
    case 'nobody':
      return false;
    default:
      return call.kind satisfies never;
  }
}

/** What stands in the notification: nothing that somebody wrote in the session. */
export function callWords(
  { kind, name }: Pick<Call, 'kind' | 'name'>,
  language: string,
): {
  readonly title: string;
  readonly body: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
} {
  const words = wordsOf(isLanguage(language) ? language : 'en');
  const { title, body } = texts();
  return { title, body, language: words.language, direction: directionOf(words.language) };

  function texts(): { readonly title: string; readonly body: string } {
    switch (kind) {
      case 'here':
        return {
          title: say(words, 'customer.call.here', { name }),
          body: say(words, 'customer.call.begun'),
        };
      case 'goes-on':
        return {
          title: say(words, 'customer.call.here', { name }),
          body: say(words, 'customer.call.goes-on'),
        };
      case 'waiting-again':
        return { title: say(words, 'customer.call.other'), body: say(words, 'customer.call.waiting') };
      case 'elevation':
        return {
          title: say(words, 'customer.title.asks', { name }),
          body: say(words, 'customer.call.elevation'),
        };
      case 'screen':
        return {
          title: say(words, 'customer.title.asks', { name }),
          body: say(words, 'customer.call.screen'),
        };
      case 'notice':
        return { title: say(words, 'customer.waiting.notice'), body: say(words, 'customer.call.open') };
      case 'chat':
        return {
          title: say(words, 'customer.call.wrote', { name }),
          body: say(words, 'customer.call.open'),
        };
      case 'nobody':
        return { title: say(words, 'customer.call.nobody'), body: say(words, 'customer.call.nobody-text') };
      default:
        return kind satisfies never;
    }
  }
}
