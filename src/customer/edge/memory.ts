import type { SessionId } from '../../kernel/index.ts';
import { readSavedWork } from '../model/saved-work.ts';
import type { Ports } from '../ports.ts';

/** Kept by this browser tab until it is closed. A browser that keeps nothing loses only what was not sent before a reload. */
export function tabMemory(session: SessionId): Ports['memory'] {
  const key = `handrail-session-${session}`;
  return {
    work() {
      try {
        return readSavedWork(JSON.parse(sessionStorage.getItem(key) ?? 'null'));
      } catch {
        return readSavedWork(undefined);
      }
    },
    keepWork(work) {
      try {
        sessionStorage.setItem(key, JSON.stringify(work));
      } catch {
        // Nothing is kept then.
      }
    },
  };
}
