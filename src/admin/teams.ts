import { type TeamId, unreachable } from '../kernel/index.ts';
import type { Team } from '../people/index.ts';
import { type Notice, refusal } from './notice.ts';
import { teamChatHistory } from './team-chat-history.ts';
import { algorithmInWords, lengthInWords } from './words.ts';

/** Page model of login/teams. */
export function teamsPage(shown: {
  readonly teams: readonly Team[];
  readonly sizes: ReadonlyMap<TeamId, number>;
  readonly chatHistory: Parameters<typeof teamChatHistory>[0];
  readonly notice: Notice | undefined;
}) {
  const names = new Map(shown.teams.map(({ id, name }) => [id, name]));
  return {
    teams: shown.teams.map((team) => ({
      href: teamHref(team.id),
      name: team.name,
      codeName: team.codeName,
      persistent: team.persistent,
      members: String(shown.sizes.get(team.id) ?? 0),
      algorithm: algorithmInWords(team.algorithm),
      overdue: ruleInWords(team, (id) => names.get(id) ?? 'another team'),
    })),
    isEmpty: shown.teams.length === 0,
    ...withHistory(shown.chatHistory, shown.notice),
  };
}

function withHistory(shown: Parameters<typeof teamChatHistory>[0], notice: Notice | undefined) {
  const { meanwhile, ...chatHistory } = teamChatHistory(shown);
  const fault = shown.typed?.fault;
  return { chatHistory, meanwhile, notice: fault === undefined ? notice : refusal(fault) };
}

export function teamHref(id: TeamId): string {
  return `/login/teams/${id}`;
}

/** What happens to sessions that wait too long, for a table. */
export function ruleInWords({ waitingRule }: Team, nameOf: (id: TeamId) => string): string {
  switch (waitingRule.kind) {
    case 'none':
      return 'Nothing';
    case 'alert':
      return `Alert after ${lengthInWords(waitingRule.afterMs)}`;
    case 'transfer':
      return `To ${nameOf(waitingRule.to)} after ${lengthInWords(waitingRule.afterMs)}`;
    default:
      return unreachable(waitingRule);
  }
}
