import type { SessionId } from '../../kernel/index.ts';
import type { After } from '../model/page-state.ts';
import type { Ports } from '../ports.ts';

/** The page is whole without it, and somebody may be waiting for where they are led on to. */
const PATIENCE_MS = 12_000;

export function afterTheEnd(session: SessionId): Ports['after'] {
  return {
    async ask() {
      const answer = await fetch(`/session/${session}/after`, {
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!answer.ok) {
        throw new Error(`the appliance answered ${answer.status}`);
      }
      return (await answer.json()) as After;
    },
  };
}
