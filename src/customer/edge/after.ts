import type { SessionId } from '../../kernel/index.ts';
import type { After } from '../model/page-state.ts';
import type { Ports } from '../ports.ts';

export function afterTheEnd(session: SessionId): Ports['after'] {
  return {
    async ask() {
      const answer = await fetch(`/session/${session}/after`);
      if (!answer.ok) {
        throw new Error(`the appliance answered ${answer.status}`);
      }
      return (await answer.json()) as After;
    },
  };
}
