import { request } from 'node:https';
import { LIMITS } from '../../kernel/index.ts';
import type { Attempt, Delivery, SmsGateway } from '../index.ts';
import { certificateProblem, connectionProblem, outgoingTls } from '../../platform/outgoing-tls.ts';

/**
 * A text message by one GET of the gateway's address. A redirect is an answer like any other: it is not
 * followed. Anything but 2xx is a refusal; of the answer, the first bytes are read, and only plain text is shown.
 */
export function createSmsGateway(options: {
  /** Authorities to trust instead of the system's; for tests. */
  readonly trusted: readonly string[] | undefined;
}): SmsGateway {
  return { send: (url) => send(url, options.trusted) };
}

function send(url: string, trusted: readonly string[] | undefined): Attempt {
  const { promise: outcome, resolve } = Promise.withResolvers<Delivery>();
  const asking = request(url, {
    method: 'GET',
    agent: false,
    timeout: LIMITS.outgoingAttemptMs,
    headers: { Accept: 'text/plain, */*;q=0.5', 'Accept-Encoding': 'identity', 'User-Agent': 'Handrail' },
    ...outgoingTls(trusted),
  });
  let connected = false;

  function end(delivery: Delivery): void {
    resolve(delivery);
    asking.destroy();
  }
  function fail(code: string): void {
    const certificate = certificateProblem(code);
    if (certificate !== undefined) {
      end({ kind: 'refused', refusal: { kind: 'certificate', detail: certificate } });
    } else if (connected) {
      end({ kind: 'unclear' });
    } else {
      end({ kind: 'refused', refusal: { kind: 'unreachable', detail: connectionProblem(code) } });
    }
  }

  asking.once('socket', (socket) => {
    socket.once('secureConnect', () => {
      connected = true;
    });
  });
  asking.once('error', (error) => fail('code' in error ? String(error.code) : ''));
  asking.once('timeout', () => fail('ETIMEDOUT'));
  asking.once('response', (response) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    const status = response.statusCode ?? 0;
    function answered(): void {
      const isText = /^text\/plain\b/i.test(response.headers['content-type'] ?? '');
      const words = isText
        ? Buffer.concat(parts).subarray(0, LIMITS.outgoingAnswerBytes).toString('utf8')
        : '';
      const answer = `${status} ${response.statusMessage ?? ''} ${words}`.trim();
      end(
        status >= 200 && status < 300
          ? { kind: 'taken', answer }
          : {
              kind: 'refused',
              refusal: {
                kind: 'answered',
                step: 'message',
                answer:
                  status >= 300 && status < 400 ? `${answer} (a redirect, which is not followed)` : answer,
                temporary: status === 429 || status === 503,
              },
            },
      );
    }
    response.on('data', (part: Buffer) => {
      bytes += part.length;
      parts.push(part);
      if (bytes >= LIMITS.outgoingAnswerBytes) {
        answered();
      }
    });
    response.once('end', answered);
    response.once('error', answered);
  });
  asking.end();
  return {
    outcome,
    giveUp: () => end(connected ? { kind: 'unclear' } : { kind: 'refused', refusal: { kind: 'no-answer' } }),
  };
}
