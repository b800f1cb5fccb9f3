import { unreachable, type Instant, type Principal } from '../../kernel/index.ts';
import type { SessionEntry, SessionEvent } from '../../protocol/index.ts';
import {
  offerReasonText,
  RECORDING_ANSWER_MS,
  type FactOf,
  type Happened,
  type KnownButton,
  type SessionFact,
} from '../index.ts';

/** What an audience is told of a fact; undefined for what it may not know. */
export function present(
  { seq, at, fact }: Happened<SessionFact>,
  audience: Principal['kind'],
): SessionEntry | undefined {
  const event = eventOf(fact, at, audience);
  return event === undefined ? undefined : { seq, at, event };
}

function eventOf(fact: SessionFact, at: Instant, audience: Principal['kind']): SessionEvent | undefined {
  switch (fact.type) {
    case 'requested':
      return requested(fact, audience);
    case 'page-awaited':
      return undefined;
    case 'preparing':
      return {
        type: 'preparing',
        ...(fact.askRecording ? { recording: { timeoutMs: RECORDING_ANSWER_MS } } : {}),
        ...(fact.agreement === undefined ? {} : { agreement: fact.agreement }),
      };
    case 'queued':
      return {
        type: 'queued',
        // What the company calls its queues is not for its customers.
        ...(audience === 'customer' ? {} : { queueName: fact.queueName }),
        how: fact.how,
        ...(fact.by === undefined ? {} : { by: fact.by }),
      };
    case 'offered':
      return audience === 'person'
        ? { type: 'offered', to: fact.to, until: fact.until, why: offerReasonText(fact.why, at) }
        : undefined;
    case 'offer-closed':
    case 'overdue':
    case 'invited':
    case 'invitation-closed':
      return audience === 'person' ? fact : undefined;
    case 'external-invited': {
      const { profile, ...invited } = fact;
      return audience === 'person'
        ? { ...invited, ...(profile === undefined ? {} : { profile: profile.name }) }
        : undefined;
    }
    case 'note':
      return audience === 'customer' ? undefined : fact;
    case 'joined':
      return {
        type: 'joined',
        who: fact.who,
        ...(fact.by === undefined ? {} : { by: fact.by }),
        ...(fact.how === undefined || audience !== 'person' ? {} : { how: fact.how }),
      };
    case 'viewing-started':
    case 'viewing-ended':
      return fact.isTold ? { type: fact.type, who: fact.who } : undefined;
    case 'recording-started':
      return { type: 'recording-started', recordingId: fact.recordingId };
    case 'recording-stopped':
      return {
        type: 'recording-stopped',
        recordingId: fact.recordingId,
        lengthMs: fact.lengthMs,
        ...(fact.problem === undefined ? {} : { problem: fact.problem }),
      };
    case 'elevation-requested':
    case 'screen-requested': {
      const { answerMs: _, ...asked } = fact;
      return asked;
    }
    case 'notice-shown': {
      const { type, notice, title, message, language, by } = fact;
      return audience === 'external'
        ? undefined
        : {
            type,
            notice,
            title,
            message,
            language,
            ...(by === undefined || audience === 'customer' ? {} : { by }),
          };
    }
    case 'button-offered': {
      const { type, by, queueName } = fact;
      return { type, ...named(fact, audience), by, ...(audience === 'person' ? { queueName } : {}) };
    }
    case 'button-closed':
      return { type: fact.type, ...named(fact, audience), outcome: fact.outcome };
    case 'button-removed':
      return { type: fact.type, ...named(fact, audience), by: fact.by };
    case 'language-changed':
      // Texts in the other language follow; consoles see it in their rows.
      return undefined;
    case 'notice-withdrawn':
      return audience === 'external' ? undefined : fact;
    case 'ended':
      return {
        type: 'ended',
        reason: fact.reason,
        ...(fact.by === undefined ? {} : { by: fact.by }),
        ...(fact.notice === undefined ? {} : { noticeTitle: fact.notice.title }),
      };
    case 'agreement-closed':
    case 'recording-answered':
    case 'accepted':
    case 'left':
    case 'owner-changed':
    case 'chat':
    case 'chat-delivered':
    case 'elevation-closed':
    case 'screen-request-closed':
    case 'screen-started':
    case 'screen-stopped':
    case 'connection-lost':
    case 'connection-returned':
      return fact;
    default:
      return unreachable(fact);
  }
}

/** What the company calls a button; for its customer in the other languages too. */
function named({ id, title, titles }: KnownButton, audience: Principal['kind']): KnownButton {
  return titles === undefined || audience !== 'customer' ? { id, title } : { id, title, titles };
}

function requested(fact: FactOf<'requested'>, audience: Principal['kind']): SessionEvent {
  const { customerName, details, portalName, startMethod, mode, language } = fact;
  const known = {
    type: 'requested',
    customerName,
    details,
    portalName,
    startMethod,
    mode,
    language,
    ...(fact.recorded === undefined ? {} : { recorded: fact.recorded }),
  } as const;
  const { issue, company, companyCode, externalKey, custom, button } = fact;
  return audience !== 'person'
    ? known
    : {
        ...known,
        ...(issue === undefined
          ? {}
          : { issue: { description: issue.description, priority: issue.priority } }),
        ...(company === undefined ? {} : { company }),
        ...(companyCode === undefined ? {} : { companyCode }),
        ...(externalKey === undefined ? {} : { externalKey }),
        ...(custom === undefined ? {} : { custom }),
        ...(button === undefined ? {} : { button: named(button, audience) }),
      };
}
