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

/** A wait as a clock shows it: "0:42", "12:05", "1:03:20"; "–" when there is none. */
export function clockOf(durationMs: number | undefined): string {
  if (durationMs === undefined) {
    return '–';
  }
  const seconds = Math.round(durationMs / SECOND_MS);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours === 0 ? `${minutes}:${rest}` : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}
