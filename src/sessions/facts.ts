import type { SkillId } from '../equilibrium/index.ts';
import type {
  ButtonProfileId,
  Instant,
  InvitationId,
  IssueId,
  KeyId,
  MessageId,
  NoticeId,
  ParticipantId,
  PortalId,
  Priority,
  QueueId,
  RecordingId,
  RepId,
  SupportButtonId,
  SessionPolicyId,
  Translations,
} from '../kernel/index.ts';
import type { EndReason, ScreenStopReason, SessionMode, StartMethod } from '../protocol/index.ts';
import type { Person, Representative } from './people.ts';

/** How a session came into the queue where it is. */
export type QueuedBy = 'arrival' | 'hand' | 'waiting-rule' | 'fallback';

/** Why Equilibrium asked this representative, as equilibrium/ tells it; kept as it is, for the report. */
export type OfferReason = Readonly<Record<string, unknown>>;

/** What the customer chose from the list of issues, as it was at that moment. */
export interface ChosenIssue {
  readonly id: IssueId;
  readonly codeName: string;
  readonly description: string;
  readonly priority: Priority;
  /** What it takes to help with it; Equilibrium looks for whoever knows that. */
  readonly skills: readonly SkillId[];
}

/** A Support Button that stands on the customer's device, as it was called there. */
export interface KnownButton {
  readonly id: SupportButtonId;
  readonly title: string;
  /** Of the title: as a customer reads it who changes the language in the session. */
  readonly titles?: Translations;
}

/** What the customer is asked to put on their device. It is there when they agree, under this id. */
export interface OfferedButton extends KnownButton {
  readonly profile: ButtonProfileId;
  readonly queue: QueueId;
  readonly queueName: string;
  /** 0: until it is removed. */
  readonly lifeMs: number;
  readonly description: string;
}

/** Who comes, what for, and by which way in. */
export interface Request {
  readonly customerName: string;
  readonly details: string;
  readonly portalId: PortalId;
  readonly portalName: string;
  readonly startMethod: StartMethod;
  readonly mode: SessionMode;
  readonly issue?: ChosenIssue;
  readonly company?: string;
  readonly companyCode?: string;
  /** What another system calls this case. */
  readonly externalKey?: string;
  /** The Support Button that it was begun with. */
  readonly button?: KnownButton;
  /** What a page that links here had to say beside that. */
  readonly custom?: Readonly<Record<string, string>>;
  /** Of the customer's page. */
  readonly language: string;
}

/** A session policy for somebody from outside, as it was called. */
export interface Profile {
  readonly id: SessionPolicyId;
  readonly name: string;
}

/** What a customer is to accept. */
export interface Agreement {
  /** Of the text that is shown, in hex: what was agreed to can be proven by it. */
  readonly sha256: string;
  /** Not accepted by then, it is as if it had been refused. */
  readonly timeoutMs: number;
}

/** What a public site asks a customer before the session is put into its queue. */
export interface AskedBefore {
  /** Without it the session ends. */
  readonly agreement?: Agreement;
  /** Whether it is asked if the shared screen may be recorded. */
  readonly askRecording: boolean;
}

/** What happened, as the journal keeps it. Past tense, complete, never changed. */
export type SessionFact =
  | (Request & {
      readonly type: 'requested';
      /** Only for a session key. */
      readonly keyId?: KeyId;
      /** Where the company does not record this session; otherwise it does. */
      readonly recorded?: false;
      /** How long a customer who lost the connection is waited for; CUSTOMER_RECONNECT_MS unless given. */
      readonly reconnectMs?: number;
    })
  /** Nothing is done for it, and nobody sees it, until its customer's page is there. */
  | (AskedBefore & {
      readonly type: 'page-awaited';
      readonly queue: QueueId;
      readonly queueName: string;
      /** It is given up when the page has not come by then. */
      readonly withinMs: number;
    })
  | (AskedBefore & {
      readonly type: 'preparing';
      /** Where it goes when all is answered. */
      readonly queue: QueueId;
      readonly queueName: string;
    })
  | {
      readonly type: 'agreement-closed';
      readonly outcome: 'accepted' | 'refused' | 'no-answer';
      readonly sha256: string;
    }
  | { readonly type: 'recording-answered'; readonly answer: RecordingAnswer }
  | {
      readonly type: 'queued';
      readonly queue: QueueId;
      readonly queueName: string;
      readonly how: QueuedBy;
      /** Whose hand it was. */
      readonly by?: Representative;
    }
  | {
      readonly type: 'offered';
      readonly to: Representative;
      readonly until: Instant;
      readonly why: OfferReason;
    }
  | {
      readonly type: 'offer-closed';
      readonly to: Representative;
      readonly outcome: 'accepted' | 'rejected' | 'no-answer' | 'lost' | 'taken' | 'withdrawn';
    }
  | { readonly type: 'overdue' }
  | { readonly type: 'accepted'; readonly by: Representative }
  | {
      readonly type: 'invited';
      readonly invitation: InvitationId;
      readonly to: QueueId;
      readonly toName: string;
      readonly by: Representative;
    }
  | {
      readonly type: 'external-invited';
      readonly invitation: InvitationId;
      readonly name: string;
      /** For the report and the representatives, never for the customer or who is invited. */
      readonly comments: string;
      readonly until: Instant;
      readonly by: Representative;
      /** What they may do, beside what the portal says. */
      readonly profile?: Profile;
    }
  | {
      readonly type: 'invitation-closed';
      readonly invitation: InvitationId;
      readonly outcome: 'accepted' | 'declined' | 'withdrawn' | 'expired';
    }
  | {
      readonly type: 'joined';
      readonly who: Representative;
      /** From the dashboard, by the right to take over the owner's sessions; otherwise by an invitation. */
      readonly how?: 'supervising';
      /** Who had invited somebody from outside. */
      readonly by?: Representative;
      /** With which they were invited. */
      readonly profile?: Profile;
    }
  | {
      readonly type: 'viewing-started' | 'viewing-ended';
      readonly who: Representative;
      /** Whether the people in the session are told of it; the report always is. */
      readonly isTold: boolean;
    }
  | {
      readonly type: 'left';
      readonly who: Representative;
      /** `ownerless`: nobody of the company's own holds the session any more, so nobody from outside stays. */
      readonly how: 'left' | 'removed' | 'transferred' | 'lost' | 'ownerless';
    }
  | {
      readonly type: 'owner-changed';
      readonly to: Representative;
      readonly how: 'fallback' | 'taken-over';
    }
  | { readonly type: 'chat'; readonly messageId: MessageId; readonly from: Person; readonly text: string }
  | { readonly type: 'chat-delivered'; readonly to: ParticipantId; readonly upTo: number }
  /** Of a chat: whether the customer goes on with the screen. `allowed` makes it a full session. */
  | {
      readonly type: 'elevation-requested';
      readonly by: Representative;
      readonly answerMs?: number;
      /** Of full sessions: going on with the screen is accepting it. `agreement-closed` says what became of it. */
      readonly agreement?: Agreement;
    }
  | {
      readonly type: 'elevation-closed';
      readonly outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn';
    }
  /** The customer is asked whether a Support Button is put on their device. `allowed` makes it one. */
  | (OfferedButton & { readonly type: 'button-offered'; readonly by: Representative })
  | (KnownButton & {
      readonly type: 'button-closed';
      readonly outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn';
    })
  /** It begins no sessions any more; what is left of it on the device is the customer's to throw away. */
  | (KnownButton & { readonly type: 'button-removed'; readonly by: Representative })
  /** Not answered within `answerMs`, it is as if denied; SCREEN_ANSWER_MS unless given. */
  | { readonly type: 'screen-requested'; readonly by: Representative; readonly answerMs?: number }
  | {
      readonly type: 'screen-request-closed';
      readonly outcome: 'allowed' | 'denied' | 'no-answer' | 'withdrawn';
    }
  | { readonly type: 'screen-started'; readonly producerId: string }
  | { readonly type: 'screen-stopped'; readonly reason: ScreenStopReason }
  | { readonly type: 'recording-started'; readonly recordingId: RecordingId; readonly file: string }
  | {
      readonly type: 'recording-stopped';
      readonly recordingId: RecordingId;
      readonly lengthMs: number;
      readonly bytes: number;
      /** Of the finished file, in hex. */
      readonly sha256?: string;
      readonly problem?: string;
    }
  | {
      readonly type: 'note';
      readonly messageId: MessageId;
      readonly by: Representative;
      readonly text: string;
    }
  | {
      readonly type: 'notice-shown';
      readonly notice: NoticeId;
      readonly title: string;
      readonly message: string;
      /** In which it is written. */
      readonly language: string;
      /** Who sent it by hand; missing where the administrators' settings did. */
      readonly by?: Representative;
    }
  | { readonly type: 'notice-withdrawn'; readonly notice: NoticeId }
  /** The customer reads another language from now on. */
  | { readonly type: 'language-changed'; readonly language: string }
  | { readonly type: 'connection-lost'; readonly who: Person }
  | { readonly type: 'connection-returned'; readonly who: Person }
  | {
      readonly type: 'ended';
      readonly reason: EndReason;
      readonly by?: Person;
      /** For `left-by-notice`: the one that told the customer what they had come for. No survey follows. */
      readonly notice?: { readonly id: NoticeId; readonly title: string };
    };

/** Whether the shared screen may be recorded; no answer is none that allows it. */
export type RecordingAnswer = 'allowed' | 'refused' | 'no-answer';

/**
 * A fact as the journal holds it, with what its kind has learned since it was written: facts are never
 * rewritten. The journal holds only what decide made, and its chain shows any change: so it is trusted.
 */
export function factFrom(type: string, data: object): SessionFact {
  return (
    type === 'requested' ? { mode: 'full', language: 'en', ...data, type } : { ...data, type }
  ) as SessionFact;
}

export type FactOf<Type extends SessionFact['type']> = Extract<SessionFact, { type: Type }>;

/**
 * What somebody wants to happen. `by`, `from` and `who` were established at the door; which queues
 * somebody may take from, and where a session may fall back to, are brought as plain data.
 */
export type Command =
  | ({
      readonly kind: 'request';
      readonly queue: QueueId;
      readonly queueName: string;
      /** What is asked first; nothing, and it is in its queue at once. */
      readonly before?: AskedBefore;
      /** All of that only when the customer's page is there, which is waited for so long. */
      readonly pageWithinMs?: number;
    } & Omit<FactOf<'requested'>, 'type'>)
  /** The customer's page is there. */
  | { readonly kind: 'come'; readonly canQueue: boolean }
  | {
      readonly kind: 'answer-agreement';
      readonly answer: FactOf<'agreement-closed'>['outcome'];
      /** Whether its queue would take it now. */
      readonly canQueue: boolean;
    }
  | {
      readonly kind: 'answer-recording';
      readonly answer: RecordingAnswer;
      readonly canQueue: boolean;
    }
  | {
      readonly kind: 'accept';
      readonly by: Representative;
      /** The queues that `by` may take a session from, the own personal queue among them. */
      readonly from: ReadonlySet<QueueId>;
    }
  | ({ readonly kind: 'offer' } & Omit<FactOf<'offered'>, 'type'>)
  | {
      readonly kind: 'close-offer';
      readonly to: RepId;
      readonly outcome: 'rejected' | 'no-answer' | 'lost' | 'withdrawn';
    }
  | { readonly kind: 'mark-overdue' }
  | { readonly kind: 'overflow'; readonly to: QueueId; readonly toName: string }
  | {
      readonly kind: 'transfer';
      readonly by: Representative;
      readonly to: QueueId;
      readonly toName: string;
      /** As in `accept`: a session that nobody holds is moved by whoever could have taken it. */
      readonly from: ReadonlySet<QueueId>;
      /** The owner in whose place `by` may do it. */
      readonly of?: RepId;
    }
  | ({ readonly kind: 'invite' } & Omit<FactOf<'invited'>, 'type'>)
  | ({ readonly kind: 'invite-external' } & Omit<FactOf<'external-invited'>, 'type'>)
  /** Somebody from outside comes with the key of an invitation; `who` is who they are from now on. */
  | { readonly kind: 'enter'; readonly invitation: InvitationId; readonly who: RepId; readonly now: Instant }
  /** Somebody from outside whose connection was lost for too long is there again. */
  | { readonly kind: 'come-back'; readonly who: RepId }
  | { readonly kind: 'expire-invitation'; readonly invitation: InvitationId }
  | {
      readonly kind: 'close-invitation';
      readonly by: Representative;
      readonly invitation: InvitationId;
      readonly from: ReadonlySet<QueueId>;
    }
  | { readonly kind: 'leave'; readonly by: RepId; readonly how: 'left' | 'lost' }
  | { readonly kind: 'remove'; readonly by: RepId; readonly who: RepId }
  /** Of these, `of` is the owner whom `by` supervises: a session that has another one by now is left alone. */
  | {
      readonly kind: 'view';
      readonly by: Representative;
      readonly of: RepId;
      readonly isTold: boolean;
    }
  | { readonly kind: 'stop-viewing'; readonly who: RepId }
  | { readonly kind: 'join'; readonly by: Representative; readonly of: RepId }
  | { readonly kind: 'take-over'; readonly by: Representative; readonly of: RepId }
  | { readonly kind: 'fall-back'; readonly from: RepId; readonly to: FallbackTarget }
  /** Nobody is there, or will be, to take it out of the queue `from`. */
  | { readonly kind: 'fall-back-waiting'; readonly from: QueueId; readonly to: FallbackTarget }
  | { readonly kind: 'say'; readonly messageId: MessageId; readonly from: Person; readonly text: string }
  | { readonly kind: 'deliver'; readonly to: ParticipantId; readonly upTo: number }
  /** With the site's agreement for full sessions, as it is now. */
  | ({ readonly kind: 'elevate' } & Omit<FactOf<'elevation-requested'>, 'type'>)
  | {
      readonly kind: 'answer-elevation';
      readonly allow: boolean;
      /** SHA-256 of what was accepted with it. */
      readonly agreement?: string;
    }
  | ({ readonly kind: 'offer-button' } & Omit<FactOf<'button-offered'>, 'type'>)
  | { readonly kind: 'answer-button'; readonly id: SupportButtonId; readonly allow: boolean }
  /** Not answered in time, or not to be had any more. */
  | { readonly kind: 'close-button'; readonly outcome: 'no-answer' | 'withdrawn' }
  | { readonly kind: 'remove-button'; readonly id: SupportButtonId; readonly by: Representative }
  | ({ readonly kind: 'request-screen' } & Omit<FactOf<'screen-requested'>, 'type'>)
  | { readonly kind: 'answer-screen'; readonly allow: boolean }
  | { readonly kind: 'expire-screen-request' }
  | { readonly kind: 'start-screen'; readonly producerId: string }
  | { readonly kind: 'stop-screen'; readonly by?: ParticipantId; readonly reason: ScreenStopReason }
  | { readonly kind: 'start-recording'; readonly recordingId: RecordingId; readonly file: string }
  | ({ readonly kind: 'stop-recording' } & Omit<FactOf<'recording-stopped'>, 'type'>)
  | ({ readonly kind: 'add-note' } & Omit<FactOf<'note'>, 'type'>)
  | { readonly kind: 'lose'; readonly who: ParticipantId }
  | { readonly kind: 'return'; readonly who: ParticipantId }
  | ({ readonly kind: 'show-notice' } & Omit<FactOf<'notice-shown'>, 'type'>)
  | ({ readonly kind: 'withdraw-notice' } & Omit<FactOf<'notice-withdrawn'>, 'type'>)
  | ({ readonly kind: 'change-language' } & Omit<FactOf<'language-changed'>, 'type'>)
  | { readonly kind: 'leave-by-notice'; readonly notice: NoticeId; readonly by: Person }
  | { readonly kind: 'end'; readonly by: Person }
  | { readonly kind: 'give-up'; readonly reason: EndReason };

/** Where a session goes whose owner, or everybody of whose queue, is gone (seed 002 "Session Fallback Rules"). */
export type FallbackTarget =
  | { readonly kind: 'to-rep'; readonly rep: RepId }
  | { readonly kind: 'to-queue'; readonly queue: QueueId; readonly queueName: string }
  | { readonly kind: 'end' };

export type CommandOf<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;
