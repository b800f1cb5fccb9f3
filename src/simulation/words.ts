const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** As exact as it matters: "40 s", "4 min", "3 h", "2 h 5 min". */
export function lengthOf(durationMs: number): string {
  if (durationMs < MINUTE_MS) {
    return `${Math.round(durationMs / SECOND_MS)} s`;
  }
  const hours = Math.floor(durationMs / HOUR_MS);
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS);
  return [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '']
    .filter((part) => part !== '')
    .join(' ');
}
