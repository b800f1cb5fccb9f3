import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import { Fault, LIMITS, type PortalId, type RecordingId, type SessionId } from '../../kernel/index.ts';
import { faultWords, say } from '../../languages/index.ts';
import type { Journal } from '../../journal/index.ts';
import {
  fileRoute,
  formRoute,
  jsonRoute,
  pageRoute,
  render,
  type Route,
  sendFile,
  type SourceLimit,
  uploadRoute,
  type WebContext,
} from '../../platform/web.ts';
import type { PublicSite } from '../../portals/index.ts';
import { factFrom, type Happened, type SessionFact, streamOf } from '../../sessions/index.ts';
import {
  RECEIPT_BYTES,
  type Receipt,
  ReceiptDraft,
  type ReceiptKeys,
  transcriptText,
  type Verdict,
  verdictOn,
} from '../index.ts';
import { receiptFacts } from './present.ts';

/** What is read before others have their turn. */
const ENTRIES_PER_TURN = 100;

export interface ReceiptPorts {
  readonly journal: Pick<Journal, 'page'>;
  readonly keys: ReceiptKeys;
  /** A session that has ended, and where it began; undefined for any other. */
  readonly ended: (session: SessionId) => { readonly site: PortalId } | undefined;
  /** The default site for one that is gone. */
  readonly siteOf: (site: PortalId) => PublicSite;
  /** Whether customers of this site may save their recordings. */
  readonly offersRecordings: (site: PortalId) => boolean;
  readonly recordingFile: (session: SessionId, recording: RecordingId) => string;
  readonly survey: (session: SessionId) => 'none' | 'open' | 'answered';
  /** Counts what one source has checked. */
  readonly checks: SourceLimit;
}

/** What customers keep of a session that has ended, and the page that checks it. */
export function receiptRoutes(ports: ReceiptPorts): readonly Route[] {
  const { journal, keys, checks } = ports;

  function sessionOf(ctx: WebContext): SessionId {
    return ctx.params['id'] as SessionId;
  }

  /** Raises `not-found` when the session lives, or its site does not offer this. */
  function offered(ctx: WebContext, what: 'offersTranscript' | 'offersReceipt'): PublicSite {
    const ended = ports.ended(sessionOf(ctx));
    const site = ended === undefined ? undefined : ports.siteOf(ended.site);
    if (site === undefined || !site[what]) {
      throw new Fault('not-found');
    }
    return site;
  }

  /** Read in pages, between which others have their turn. */
  async function* historyOf(
    session: SessionId,
  ): AsyncGenerator<readonly Happened<SessionFact>[], void, void> {
    for (let seq = 0; ;) {
      const entries = journal.page(seq, ENTRIES_PER_TURN, { streamPrefix: streamOf(session) });
      yield entries.map(({ seq: place, at, type, data }) => ({
        seq: place,
        at: at as Happened<SessionFact>['at'],
        fact: factFrom(type, data as object),
      }));
      const last = entries.at(-1);
      if (last === undefined || entries.length < ENTRIES_PER_TURN) {
        return;
      }
      seq = last.seq;
      await nextTurn();
    }
  }

  /** What was recorded, in order, up to `last` where it is among it; nothing where the site does not offer it. */
  async function recordingsOf(session: SessionId, last?: RecordingId): Promise<readonly RecordingId[]> {
    const ended = ports.ended(session);
    const found: RecordingId[] = [];
    if (ended !== undefined && ports.offersRecordings(ports.siteOf(ended.site).id)) {
      for await (const happened of historyOf(session)) {
        for (const { fact } of happened) {
          if (fact.type === 'recording-started') {
            found.push(fact.recordingId);
          }
          if (found.length === LIMITS.recordingsOffered || (last !== undefined && found.at(-1) === last)) {
            return found;
          }
        }
      }
    }
    return found;
  }

  /** undefined while a recording of it is not finished. */
  async function signedOf(ctx: WebContext): Promise<ReturnType<ReceiptKeys['sign']>> {
    offered(ctx, 'offersReceipt');
    const draft = new ReceiptDraft();
    for await (const happened of historyOf(sessionOf(ctx))) {
      for (const one of happened) {
        draft.add(one);
      }
    }
    return keys.sign((key) => draft.receipt(sessionOf(ctx), key));
  }

  async function* transcriptOf(ctx: WebContext, site: PublicSite): AsyncGenerator<string, void, void> {
    for await (const happened of historyOf(sessionOf(ctx))) {
      yield happened
        .map((one) => transcriptText(one, ctx.state.speech.words, site.schedule.timeZone))
        .join('');
    }
  }

  function showVerify(
    ctx: WebContext,
    shown: {
      readonly written?: string;
      readonly problem?: string;
      /** Of the text that was to be pasted. */
      readonly missing?: string;
      /** Of the file that was to be uploaded. */
      readonly fileProblem?: string;
      readonly verdict?: Verdict;
    } = {},
    status = 200,
  ): void {
    const { words } = ctx.state.speech;
    const { verdict, written = '' } = shown;
    render(
      ctx,
      'portal/verify',
      {
        written,
        receiptLimit: LIMITS.receiptCharacters,
        missing: shown.missing ?? '',
        fileProblem: shown.fileProblem ?? '',
        problem: shown.problem ?? '',
        tone: verdict === undefined ? '' : verdict.kind === 'genuine' ? 'good' : 'danger',
        verdict: verdict === undefined ? '' : say(words, `verify.${verdict.kind}`),
        facts: verdict?.kind === 'genuine' ? factsOf(ctx, verdict.receipt, 'UTC') : [],
        keys: keys.published(),
      },
      status,
      '/verify',
    );
  }
  function factsOf(ctx: WebContext, receipt: Receipt, timeZone: string) {
    return receiptFacts(receipt, ctx.state.speech.words, timeZone);
  }

  function check(ctx: WebContext, written: string, kept: string): void {
    const { words } = ctx.state.speech;
    if (!checks.take(ctx.state.source)) {
      const fault = new Fault('too-many');
      showVerify(ctx, { written: kept, problem: faultWords(words, fault) }, fault.status);
    } else {
      showVerify(ctx, { written: kept, verdict: verdictOn(written, keys.check) });
    }
  }

  return [
    jsonRoute({
      method: 'GET',
      path: '/session/:id/after',
      who: 'customer',
      async handle(ctx) {
        const id = sessionOf(ctx);
        const ended = ports.ended(id);
        const site = ended === undefined ? undefined : ports.siteOf(ended.site);
        return {
          survey: ports.survey(id),
          transcript: site?.offersTranscript === true,
          receipt: site?.offersReceipt === true,
          recordings: await recordingsOf(id),
        };
      },
    }),
    fileRoute({
      path: '/session/:id/recordings/:recording',
      who: 'customer',
      async handle(ctx) {
        const session = sessionOf(ctx);
        const recording = ctx.params['recording'] as RecordingId;
        // A browser asks for each part of a large file: no more is read than it takes to know it.
        const upToIt = await recordingsOf(session, recording);
        if (upToIt.at(-1) !== recording) {
          throw new Fault('not-found');
        }
        const number = upToIt.length;
        const download = number === 1 ? 'recording.webm' : `recording-${number}.webm`;
        await sendFile(ctx, ports.recordingFile(session, recording), { type: 'video/webm', download });
      },
    }),
    fileRoute({
      path: '/session/:id/transcript.txt',
      who: 'customer',
      handle(ctx) {
        const site = offered(ctx, 'offersTranscript');
        ctx.attachment('transcript.txt');
        ctx.type = 'text/plain; charset=utf-8';
        ctx.body = Readable.from(transcriptOf(ctx, site));
      },
    }),
    pageRoute({
      path: '/session/:id/receipt',
      who: 'customer',
      async handle(ctx) {
        const site = offered(ctx, 'offersReceipt');
        const signed = await signedOf(ctx);
        render(ctx, 'portal/receipt', {
          back: `/session/${sessionOf(ctx)}`,
          file: `/session/${sessionOf(ctx)}/receipt.json`,
          isReady: signed !== undefined,
          facts: signed === undefined ? [] : factsOf(ctx, signed.receipt, site.schedule.timeZone),
        });
      },
    }),
    fileRoute({
      path: '/session/:id/receipt.json',
      who: 'customer',
      async handle(ctx) {
        const signed = await signedOf(ctx);
        if (signed === undefined) {
          throw new Fault('not-found', { text: 'receipt.not-yet' });
        }
        ctx.attachment('receipt.json');
        ctx.type = 'application/json; charset=utf-8';
        ctx.body = `${JSON.stringify({ ...signed.receipt, signature: signed.signature }, undefined, 2)}\n`;
      },
    }),
    pageRoute({ path: '/verify', who: 'anyone', handle: (ctx) => showVerify(ctx) }),
    formRoute({
      path: '/verify',
      who: 'anyone',
      form: v.object({ receipt: v.optional(v.string(), '') }),
      limitBytes: LIMITS.receiptFormBytes,
      handle(ctx, sent) {
        const written = sent.text['receipt'] ?? '';
        if (sent.ok && written.trim() === '') {
          showVerify(ctx, { missing: say(ctx.state.speech.words, 'verify.paste-missing') }, 422);
        } else if (sent.ok) {
          check(ctx, written, written);
        } else {
          const problem = faultWords(ctx.state.speech.words, sent.fault);
          showVerify(ctx, { written, problem }, sent.fault.status);
        }
      },
    }),
    uploadRoute({
      path: '/verify/file',
      who: 'anyone',
      field: 'file',
      limitBytes: RECEIPT_BYTES,
      handle(ctx, sent) {
        if (sent.ok) {
          check(ctx, new TextDecoder().decode(sent.bytes), '');
        } else {
          const fileProblem = faultWords(ctx.state.speech.words, sent.fault);
          showVerify(ctx, { fileProblem }, sent.fault.status);
        }
      },
    }),
    jsonRoute({
      method: 'GET',
      path: '/verify/keys.json',
      who: 'anyone',
      handle: () => ({ algorithm: 'Ed25519', keys: keys.published() }),
    }),
  ];
}
