import type { Ports } from '../ports.ts';

const WORK = 'handrail-console-work';

/** What this browser keeps. One that keeps nothing for us (private mode, a strict policy) gives a console that forgets. */
export const browserMemory: Ports['memory'] = {
  preferences: (rep) => read(() => localStorage, preferencesOf(rep)),
  keepPreferences: (rep, preferences) => write(() => localStorage, preferencesOf(rep), preferences),
  work: () => read(() => sessionStorage, WORK),
  keepWork: (work) => write(() => sessionStorage, WORK, work),
  forgetWork() {
    try {
      sessionStorage.removeItem(WORK);
    } catch {
      // Nothing was kept, so there is nothing to forget.
    }
  },
};

function preferencesOf(rep: string): string {
  return `handrail-console-preferences-${rep}`;
}

function read(storage: () => Storage, key: string): unknown {
  try {
    return JSON.parse(storage().getItem(key) ?? 'null');
  } catch {
    return undefined;
  }
}

function write(storage: () => Storage, key: string, value: unknown): void {
  try {
    storage().setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the console works on, and forgets at the next reload.
  }
}
