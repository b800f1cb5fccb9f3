import { isLanguage } from '../languages/index.ts';
import { LIMITS } from '../kernel/index.ts';
import type { Team } from '../people/index.ts';
import type { LeftMessage } from '../portals/index.ts';
import type { Notice } from './notice.ts';
import { counted, languageInWords } from './words.ts';

/** Page model of login/messages. `page` counts from 1. */
export function messagesPage(shown: {
  readonly messages: readonly LeftMessage[];
  readonly teams: readonly Team[];
  readonly page: number;
  readonly notice: Notice | undefined;
}) {
  const { messages, teams, page } = shown;
  const open = messages.filter(({ done }) => done === undefined).length;
  const first = (page - 1) * LIMITS.rowsPerPage;
  const rows = messages.slice(first, first + LIMITS.rowsPerPage);
  return {
    messages: rows.map((message) => ({
      id: message.id,
      name: message.name,
      reach: message.reach,
      paragraphs: message.message.split(/\n+/).filter((line) => line.trim() !== ''),
      about: message.about,
      to: addresseeInWords(message, teams),
      siteName: message.siteName,
      language: isLanguage(message.language) ? languageInWords(message.language) : message.language,
      leftAt: message.leftAt,
      isDone: message.done !== undefined,
      doneAt: message.done?.at,
      doneBy: message.done?.by ?? '',
      action: `/login/messages/${message.id}/${message.done === undefined ? 'done' : 'reopen'}`,
    })),
    isEmpty: messages.length === 0,
    open:
      open === 0 ? 'Nothing is to be done.' : `${counted(open, 'message is', 'messages are')} to be seen to.`,
    previous: page > 1 ? `/login/messages?page=${page - 1}` : '',
    next: first + LIMITS.rowsPerPage < messages.length ? `/login/messages?page=${page + 1}` : '',
    notice: shown.notice,
  };
}

function addresseeInWords({ to }: LeftMessage, teams: readonly Team[]): string {
  switch (to.kind) {
    case 'team':
      return teams.find(({ id }) => id === to.team)?.name ?? 'A team that is no more';
    case 'representative':
      return 'One representative';
    case 'site':
      return 'Whoever serves the site';
    default:
      return to satisfies never;
  }
}
