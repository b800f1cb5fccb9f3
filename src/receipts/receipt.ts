import * as v from 'valibot';
import { CUSTOMER, type Instant, msBetween, type SessionId, unreachable } from '../kernel/index.ts';
import type { FactOf, Happened, SessionFact } from '../sessions/index.ts';

const FORMAT = 'handrail-receipt-1';

const text = v.string();
const whole = v.pipe(v.number(), v.safeInteger());
/** As `2026-11-21T14:05:10.000Z`. */
const moment = v.pipe(v.string(), v.isoTimestamp());

const receiptFields = {
  format: v.literal(FORMAT),
  /** Which key signed it. */
  key: text,
  site: text,
  session: text,
  customer: text,
  startedAt: moment,
  /** Left out when nobody helped. */
  acceptedAt: v.optional(moment),
  endedAt: moment,
  endReason: text,
  endedBy: v.optional(text),
  /** Who was in the session, in the order in which they came. */
  people: v.array(v.strictObject({ name: text, external: v.boolean() })),
  /** Who only looked on, and the customer was told of it; left out when nobody did. */
  lookedOn: v.optional(v.array(v.strictObject({ name: text }))),
  /** `chat-elevated`: a chat that became a full session. Receipts of earlier versions do not say it. */
  mode: v.optional(v.picklist(['full', 'chat', 'chat-elevated'])),
  /** What the customer accepted: SHA-256 of the text, in hex. Left out when nothing was asked. */
  agreements: v.optional(v.array(v.strictObject({ acceptedAt: moment, sha256: text }))),
  /** Which tools were used, and how much. */
  tools: v.strictObject({
    chatMessages: whole,
    chatMessagesOfCustomer: whole,
    screenSharedMs: whole,
  }),
  files: v.array(
    v.strictObject({
      name: text,
      bytes: whole,
      sha256: text,
      to: v.picklist(['customer', 'representative']),
    }),
  ),
  recordings: v.array(
    v.strictObject({
      startedAt: moment,
      lengthMs: whole,
      bytes: whole,
      /** Of the file, in hex; left out for one that could not be kept. */
      sha256: v.optional(text),
    }),
  ),
};

const receiptSchema = v.strictObject(receiptFields);
/** What a customer is told of the whole session, in a form that can be signed. */
export type Receipt = v.InferOutput<typeof receiptSchema>;

export const signedSchema = v.strictObject({ ...receiptFields, signature: text });
export type SignedReceipt = v.InferOutput<typeof signedSchema>;

/** Reads a session from its beginning, fact by fact. */
export class ReceiptDraft {
  #requested: (FactOf<'requested'> & { readonly at: Instant }) | undefined;
  #acceptedAt: Instant | undefined;
  #ended: (FactOf<'ended'> & { readonly at: Instant }) | undefined;
  readonly #people = new Map<string, { readonly name: string; readonly external: boolean }>();
  readonly #lookedOn = new Map<string, { readonly name: string }>();
  readonly #agreements: { readonly acceptedAt: string; readonly sha256: string }[] = [];
  #isElevated = false;
  #messages = 0;
  #ownMessages = 0;
  #sharedSince: Instant | undefined;
  #sharedMs = 0;
  readonly #open = new Map<string, Instant>();
  readonly #recordings: Receipt['recordings'] = [];

  add({ at, fact }: Happened<SessionFact>): void {
    switch (fact.type) {
      case 'requested':
        this.#requested = { ...fact, at };
        return;
      case 'accepted':
        this.#acceptedAt ??= at;
        this.#came(fact.by);
        return;
      case 'joined':
        this.#came(fact.who);
        return;
      case 'owner-changed':
        this.#came(fact.to);
        return;
      case 'viewing-started':
        if (fact.isTold) {
          this.#lookedOn.set(fact.who.id, { name: fact.who.name });
        }
        return;
      case 'agreement-closed':
        if (fact.outcome === 'accepted') {
          this.#agreements.push({ acceptedAt: isoTime(at), sha256: fact.sha256 });
        }
        return;
      case 'elevation-closed':
        this.#isElevated ||= fact.outcome === 'allowed';
        return;
      case 'chat':
        this.#messages += 1;
        this.#ownMessages += fact.from.id === CUSTOMER ? 1 : 0;
        return;
      case 'screen-started':
        this.#sharedSince ??= at;
        return;
      case 'screen-stopped':
        this.#stopped(at);
        return;
      case 'recording-started':
        this.#open.set(fact.recordingId, at);
        return;
      case 'recording-stopped': {
        const startedAt = this.#open.get(fact.recordingId) ?? at;
        this.#open.delete(fact.recordingId);
        const { lengthMs, bytes, sha256 } = fact;
        this.#recordings.push({
          startedAt: isoTime(startedAt),
          lengthMs: Math.round(lengthMs),
          bytes,
          ...(sha256 === undefined ? {} : { sha256 }),
        });
        return;
      }
      case 'ended':
        this.#stopped(at);
        this.#ended = { ...fact, at };
        return;
      case 'button-closed':
      case 'button-offered':
      case 'button-removed':
      case 'chat-delivered':
      case 'connection-lost':
      case 'connection-returned':
      case 'elevation-requested':
      case 'external-invited':
      case 'invitation-closed':
      case 'invited':
      case 'language-changed':
      case 'left':
      case 'note':
      case 'notice-shown':
      case 'notice-withdrawn':
      case 'offer-closed':
      case 'offered':
      case 'overdue':
      case 'page-awaited':
      case 'preparing':
      case 'queued':
      case 'recording-answered':
      case 'screen-request-closed':
      case 'screen-requested':
      case 'viewing-ended':
        return;
      default:
        unreachable(fact);
    }
  }

  /**
   * undefined while the session lives or a recording of it is not finished. The site has the name that it had
   * then: the receipt is the same whenever it is asked for.
   */
  receipt(session: SessionId, key: string): Receipt | undefined {
    if (this.#requested === undefined || this.#ended === undefined || this.#open.size > 0) {
      return undefined;
    }
    const lookedOn = [...this.#lookedOn].flatMap(([id, who]) => (this.#people.has(id) ? [] : [who]));
    return {
      format: FORMAT,
      key,
      site: this.#requested.portalName,
      session,
      customer: this.#requested.customerName,
      startedAt: isoTime(this.#requested.at),
      ...(this.#acceptedAt === undefined ? {} : { acceptedAt: isoTime(this.#acceptedAt) }),
      endedAt: isoTime(this.#ended.at),
      endReason: this.#ended.reason,
      ...(this.#ended.by === undefined ? {} : { endedBy: this.#ended.by.name }),
      people: [...this.#people.values()],
      ...(lookedOn.length === 0 ? {} : { lookedOn }),
      mode: this.#requested.mode === 'full' ? 'full' : this.#isElevated ? 'chat-elevated' : 'chat',
      ...(this.#agreements.length === 0 ? {} : { agreements: this.#agreements }),
      tools: {
        chatMessages: this.#messages,
        chatMessagesOfCustomer: this.#ownMessages,
        screenSharedMs: this.#sharedMs,
      },
      files: [],
      recordings: this.#recordings,
    };
  }

  #came({
    id,
    name,
    external,
  }: {
    readonly id: string;
    readonly name: string;
    readonly external?: true;
  }): void {
    this.#people.set(id, { name, external: external === true });
  }

  #stopped(at: Instant): void {
    if (this.#sharedSince !== undefined) {
      this.#sharedMs += Math.round(msBetween(this.#sharedSince, at));
      this.#sharedSince = undefined;
    }
  }
}

function isoTime(at: Instant): string {
  return new Date(at).toISOString();
}
