import type { Instant } from '../../kernel/index.ts';

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** For programs: ISO 8601 in UTC. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** For people: in the appliance's time zone, which is named, since the reader's is unknown here. */
export function absoluteTime(at: number): string {
  return DAY.format(at);
}

/** How long ago, in the largest unit that says something: "just now", "3 min ago", "2 h ago", "5 days ago". */
export function relativeTime(at: Instant, now: Instant): string {
  const seconds = Math.round(Math.abs(now - at) / 1000);
  const [count, unit] =
    seconds < 60
      ? [0, '']
      : seconds < 3600
        ? [Math.floor(seconds / 60), 'min']
        : seconds < 86_400
          ? [Math.floor(seconds / 3600), 'h']
          : [Math.floor(seconds / 86_400), seconds < 172_800 ? 'day' : 'days'];
  if (count === 0) {
    return 'just now';
  }
  return now >= at ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

/** A length of time: "0:42", "12:05", "1:03:20", "2 d 4 h". */
export function durationText(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const days = Math.floor(seconds / 86_400);
  if (days > 0) {
    return `${days} d ${Math.floor((seconds % 86_400) / 3600)} h`;
  }
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Bytes in decimal units, as browsers show downloads. */
export function byteCount(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
