import * as v from 'valibot';
import type { TicketResult } from './ports.ts';

const ticketSchema = v.object({ ticket: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) });

/** What the answer to a request for a ticket means. `body` is looked at only when the status is good. */
export function ticketFrom(status: number, body: unknown): TicketResult {
  switch (status) {
    case 200: {
      const parsed = v.safeParse(ticketSchema, body);
      return parsed.success ? { kind: 'ticket', ticket: parsed.output.ticket } : { kind: 'try-again' };
    }
    case 401:
    case 403:
      return { kind: 'signed-out' };
    case 404:
      return { kind: 'gone' };
    case 426:
      return { kind: 'outdated' };
    default:
      return { kind: 'try-again' };
  }
}

/** The WebSocket address at an absolute `http:`, `https:`, `ws:` or `wss:` address. */
export function socketAddress(url: string, ticket: string): string {
  return `${url.replace(/^http/, 'ws')}${url.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
}
