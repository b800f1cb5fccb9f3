import { ECDH } from 'node:crypto';
import { request } from 'node:https';
import webPush from 'web-push';
import { Fault, LIMITS } from '../../kernel/index.ts';
import { certificateProblem, connectionProblem, outgoingTls } from '../../platform/outgoing-tls.ts';
import type { CalledBrowser, PushAttempt, PushOutcome, PushSender } from '../index.ts';
import { endpointOf, type Endpoint } from './endpoint.ts';
import type { PushKeys } from './keys.ts';
import { publicLookup } from './public-address.ts';

/** Calls that nobody got yet take each other's place at the push service: the newest is what counts. */
const TOPIC = 'handrail';
/** What push services are told of who calls, where the appliance has no https address of its own. */
const NO_ADDRESS = 'https://handrail.invalid';

/**
 * One call, one POST (RFC 8030), encrypted for that browser alone (RFC 8291) and signed for its push service (RFC 8292). No redirect is
 * followed, and nothing of the answer is read but its head.
 */
export function createPushSender(options: {
  readonly keys: PushKeys;
  /** Hosts that the administrator allows beside those of the browsers' makers. */
  readonly named: readonly string[];
  /** Authorities to trust instead of the system's; for tests. */
  readonly trusted: readonly string[] | undefined;
}): PushSender {
  const { keys, named, trusted } = options;

  function endpoint(text: string): Endpoint {
    const found = endpointOf(text, named);
    if (found === undefined) {
      throw new Fault('not-valid', {
        field: 'endpoint',
        sentence: 'This is not the address of a push service that is known here.',
      });
    }
    return found;
  }

  function headersFor({ url }: Endpoint, { origin }: CalledBrowser, lifeMs: number): Record<string, string> {
    const subject = origin.startsWith('https:') ? origin : NO_ADDRESS;
    const { Authorization } = webPush.getVapidHeaders(
      url.origin,
      subject,
      keys.publicKey,
      keys.privateKey,
      'aes128gcm',
    );
    return {
      Authorization,
      'Content-Encoding': 'aes128gcm',
      'Content-Type': 'application/octet-stream',
      TTL: String(Math.ceil(lifeMs / 1_000)),
      Topic: TOPIC,
      Urgency: 'high',
    };
  }

  return {
    key: keys.publicKey,
    check({ endpoint: text, p256dh, auth }) {
      endpoint(text);
      if (Buffer.from(auth, 'base64url').length !== 16 || !isPoint(p256dh)) {
        throw new Fault('not-valid', { field: 'p256dh', sentence: 'These are no keys of a browser.' });
      }
    },
    hostOf: ({ endpoint: text }) => endpointOf(text, named)?.url.host ?? 'a host that is not allowed',
    send(browser, payload, lifeMs) {
      const to = endpointOf(browser.endpoint, named);
      if (to === undefined) {
        // The administrator took it from the list since.
        return { outcome: Promise.resolve({ kind: 'gone' }), giveUp: () => undefined };
      }
      const { cipherText } = webPush.encrypt(browser.p256dh, browser.auth, payload, 'aes128gcm');
      return post(to, headersFor(to, browser, lifeMs), cipherText, trusted);
    },
  };
}

function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(key, 'prime256v1', 'base64url');
    return true;
  } catch {
    return false;
  }
}

function post(
  { url, isNamed }: Endpoint,
  headers: Record<string, string>,
  body: Buffer,
  trusted: readonly string[] | undefined,
): PushAttempt {
  const { promise: outcome, resolve } = Promise.withResolvers<PushOutcome>();
  const asking = request(url, {
    method: 'POST',
    agent: false,
    timeout: LIMITS.pushAttemptMs,
    headers: { ...headers, 'Content-Length': String(body.length) },
    ...(isNamed ? {} : { lookup: publicLookup }),
    ...outgoingTls(trusted),
  });
  function end(result: PushOutcome): void {
    resolve(result);
    asking.destroy();
  }
  function fail(code: string): void {
    end({ kind: 'unreached', why: certificateProblem(code) ?? connectionProblem(code) });
  }
  asking.once('error', (error) => fail('code' in error ? String(error.code) : ''));
  asking.once('timeout', () => fail('ETIMEDOUT'));
  asking.once('response', ({ statusCode = 0, headers: answered }) => {
    end(outcomeOf(statusCode, answered['retry-after']));
  });
  asking.end(body);
  return { outcome, giveUp: () => fail('ETIMEDOUT') };
}

/** RFC 8030 §5 and §7.3; what a push service says of the signature does not change by trying again. */
function outcomeOf(status: number, retryAfter: string | undefined): PushOutcome {
  if (status >= 200 && status < 300) {
    return { kind: 'taken' };
  }
  if (status === 404 || status === 410) {
    return { kind: 'gone' };
  }
  if (status === 429 || status >= 500) {
    return {
      kind: 'later',
      status,
      afterMs: /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1_000 : 0,
    };
  }
  return { kind: 'refused', status };
}
