import type { Instant, SessionId } from '../../kernel/index.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import type { Command } from '../facts.ts';
import { newSession, type Session } from '../session.ts';

/** Sessions as commands make them, all at `now` unless said otherwise; one that is refused throws. */
export function sessionsAt(now: Instant): {
  readonly given: (...commands: readonly Command[]) => Session;
  readonly after: (session: Session, command: Command, at?: Instant) => Session;
} {
  function after(session: Session, command: Command, at: Instant = now): Session {
    const decision = decide(session, command);
    if ('refused' in decision) {
      throw new Error(`${command.kind} was refused: ${decision.refused}`);
    }
    return decision.reduce((each, fact) => evolve(each, fact, at), session);
  }
  return {
    given: (...commands) =>
      commands.reduce((session, command) => after(session, command), newSession('s' as SessionId)),
    after,
  };
}
