import type { Ports } from '../ports.ts';

export const consoleSurveys: Ports['surveys'] = {
  async isOpen(session) {
    const answer = await fetch(`/console/surveys/${session}/state`);
    return answer.ok && ((await answer.json()) as { readonly survey: string }).survey === 'open';
  },
};
