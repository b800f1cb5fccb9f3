import type { PresenceEvent } from '../model/presence.ts';

/** Seconds between two words about the same activity: a moving pointer says it hundreds of times. */
const ACTIVITY_EVERY_MS = 1000;
/** The least that the browser allows. */
const IDLE_THRESHOLD_MS = 60_000;

/** The browser's own watch over the whole computer; only some browsers have it, and types do not. */
interface IdleDetector extends EventTarget {
  readonly userState: 'active' | 'idle' | null;
  readonly screenState: 'locked' | 'unlocked' | null;
  start(options: { readonly threshold: number }): Promise<void>;
}

/** Tells of every sign that somebody is at this page; and of the whole computer where that was allowed before. */
export function watchPresence(tell: (event: PresenceEvent) => void): void {
  let lastMs = -Infinity;
  const active = () => {
    const nowMs = performance.now();
    if (nowMs - lastMs >= ACTIVITY_EVERY_MS) {
      lastMs = nowMs;
      tell({ kind: 'activity' });
    }
  };
  for (const type of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
    addEventListener(type, active, { capture: true, passive: true });
  }
  void watchSystem(tell).catch(() => {
    // Refused after all, or taken back: what happens on the page has to do.
  });
}

async function watchSystem(tell: (event: PresenceEvent) => void): Promise<void> {
  const Detector = (globalThis as { readonly IdleDetector?: new () => IdleDetector }).IdleDetector;
  if (Detector === undefined) {
    return;
  }
  const permission = await navigator.permissions.query({ name: 'idle-detection' as PermissionName });
  if (permission.state !== 'granted') {
    return;
  }
  const detector = new Detector();
  detector.addEventListener('change', () =>
    tell({
      kind: 'system',
      state: detector.screenState === 'locked' ? 'locked' : detector.userState === 'idle' ? 'idle' : 'active',
    }),
  );
  await detector.start({ threshold: IDLE_THRESHOLD_MS });
}
