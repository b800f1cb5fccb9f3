import { type Grant, GRANTS, DEFAULT_GRANTS } from './can.ts';
import type { Recorded } from './recorded.ts';

const MINUTE_MS = 60_000;

/** What *Do not assign sessions if the representative is participating in more than* offers, beside none. */
export const SESSION_LIMITS = Array.from({ length: 20 }, (_, index) => index + 1);
/** What *… has been idle for at least* offers; 0: never too long. */
export const IDLE_LIMITS_MS = [0, 3, 5, 10, 15, 20, 30, 45, 60].map((count) => count * MINUTE_MS);
export const DISPLAY_NUMBER_MAX = 999_999;

/** When Equilibrium may ask a representative. */
export interface AvailabilityRules {
  /** In more sessions than this: not asked. undefined: asked however many. */
  readonly sessionLimit: number | undefined;
  /** Idle for so long: not asked. 0: asked however long idle. */
  readonly idleLimitMs: number;
}

/** What an administrator says about a user as a representative. */
export interface RepSettings extends AvailabilityRules {
  /** The place in lists of representatives; no two have the same. */
  readonly displayNumber: number;
  readonly grants: ReadonlySet<Grant>;
}

/** What a new user begins with, beside a Display Number. */
export const NEW_REP: Omit<RepSettings, 'displayNumber'> = {
  grants: DEFAULT_GRANTS,
  sessionLimit: 3,
  idleLimitMs: 15 * MINUTE_MS,
};

/** A sentence for each field that cannot stay as it is. */
export function repSettingsProblems(
  settings: RepSettings,
  isTaken: (displayNumber: number) => boolean,
): Readonly<Record<string, string>> {
  const { displayNumber, sessionLimit, idleLimitMs } = settings;
  const problems: Record<string, string> = {};
  if (!Number.isInteger(displayNumber) || displayNumber < 1 || displayNumber > DISPLAY_NUMBER_MAX) {
    problems['displayNumber'] = `Please give a number from 1 to ${DISPLAY_NUMBER_MAX}.`;
  } else if (isTaken(displayNumber)) {
    problems['displayNumber'] = 'Another user has this number. Please choose another one, or leave it blank.';
  }
  if (sessionLimit !== undefined && !SESSION_LIMITS.includes(sessionLimit)) {
    problems['sessionLimit'] = 'Please choose one of the offered values.';
  }
  if (!IDLE_LIMITS_MS.includes(idleLimitMs)) {
    problems['idleLimitMs'] = 'Please choose one of the offered times.';
  }
  return problems;
}

/** What the audit keeps of it. */
export function recordedRepSettings(settings: RepSettings): Recorded {
  return {
    displayNumber: settings.displayNumber,
    permissions: GRANTS.filter((grant) => settings.grants.has(grant)),
    sessionLimit: settings.sessionLimit ?? 'none',
    idleLimitMs: settings.idleLimitMs,
  };
}
