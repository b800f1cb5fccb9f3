import { unreachable, type ParticipantId } from '../../kernel/index.ts';
import type { SessionView } from '../../protocol/index.ts';
import type { ConsoleState } from './console-state.ts';
import { endWords } from './happening-words.ts';

/** Where somebody from outside stands with the one session that they were let into. */
export type ExternalStage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'in-session' }
  | { readonly kind: 'over'; readonly title: string; readonly sentence: string };

export function externalStage(state: Pick<ConsoleState, 'me' | 'sessions' | 'connection'>): ExternalStage {
  const { me, connection } = state;
  const session = me?.external;
  const view = session === undefined ? undefined : state.sessions.get(session)?.view;
  const out = me === undefined || view === undefined ? undefined : outOf(view, me.id);
  if (out !== undefined) {
    return { kind: 'over', ...out };
  }
  if (connection.kind === 'over' && (connection.why === 'signed-out' || connection.why === 'gone')) {
    return {
      kind: 'over',
      title: 'You are not in this session any more',
      sentence: 'It ended, was passed on, or you were taken out of it while this page was not connected.',
    };
  }
  return view === undefined || view.lastSeq === 0 ? { kind: 'opening' } : { kind: 'in-session' };
}

/** Whether the events say that it is over for this one, and how. */
function outOf(
  view: SessionView,
  me: ParticipantId,
): { readonly title: string; readonly sentence: string } | undefined {
  if (view.endReason !== undefined) {
    const ended = view.timeline.findLast(({ event }) => event.type === 'ended')?.event;
    const by = ended?.type === 'ended' ? ended.by?.name : undefined;
    return { title: 'The session is over', sentence: endWords(view.endReason, by) };
  }
  const last = view.timeline.findLast(
    ({ event }) => (event.type === 'left' || event.type === 'joined') && event.who.id === me,
  )?.event;
  if (last?.type !== 'left') {
    return undefined;
  }
  const { how } = last;
  switch (how) {
    case 'lost':
      // Whoever has entered may come back, which this page does by itself.
      return undefined;
    case 'left':
      return { title: 'You left the session', sentence: 'It goes on without you.' };
    case 'removed':
      return { title: 'You were taken out of the session', sentence: 'Its owner decided that you leave.' };
    case 'ownerless':
    case 'transferred':
      return {
        title: 'Your invitation is over',
        sentence: 'Whoever owned the session is gone, and nobody from outside stays in it without them.',
      };
    default:
      return unreachable(how);
  }
}
