import type { SiteSettings } from '../settings/index.ts';
import { field, revisionShown, type Typed } from './field.ts';

/** The part of login/teams that says how long team chats are kept. */
export function teamChatHistory(shown: {
  readonly settings: Pick<SiteSettings, 'teamChatHistoryDays'>;
  readonly revision: number;
  readonly typed?: Typed | undefined;
}) {
  const { settings, revision, typed } = shown;
  const days = String(settings.teamChatHistoryDays);
  return {
    revision: revisionShown(revision, typed),
    days: field('teamChatHistoryDays', days, typed),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [{ label: 'Team Chat History', value: days === '1' ? '1 day' : `${days} days` }]
        : [],
  };
}
