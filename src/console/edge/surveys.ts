import type { Ports } from '../ports.ts';

/** A survey that opens long after its tab was closed only surprises. */
const PATIENCE_MS = 12_000;

export const consoleSurveys: Ports['surveys'] = {
  async isOpen(session) {
    const answer = await fetch(`/console/surveys/${session}/state`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok && ((await answer.json()) as { readonly survey: string }).survey === 'open';
  },
};
