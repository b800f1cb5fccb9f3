import { isolated, kept } from './locale.ts';
import type { Language } from './language.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** One way to write digits, that of session keys and clocks, on the whole page. */
const DIGITS = { numberingSystem: 'latn' } as const;
const LONG = { ...DIGITS, style: 'unit', unitDisplay: 'long' } as const;

const numbers = kept((language: Language) => new Intl.NumberFormat(language, DIGITS));
const hours = kept((language: Language) => new Intl.NumberFormat(language, { ...LONG, unit: 'hour' }));
const minutes = kept((language: Language) => new Intl.NumberFormat(language, { ...LONG, unit: 'minute' }));
const together = kept(
  (language: Language) => new Intl.ListFormat(language, { type: 'unit', style: 'narrow' }),
);
const several = kept((language: Language) => new Intl.ListFormat(language, { type: 'unit', style: 'short' }));

export function numberText(language: Language, value: number): string {
  return numbers(language).format(value);
}

/** A length of at least a minute in words, as exact as people need it: "1 minute", "2 hours 5 minutes". */
export function lengthText(language: Language, durationMs: number): string {
  const wholeHours = Math.floor(durationMs / HOUR_MS);
  const rest = Math.floor((durationMs % HOUR_MS) / MINUTE_MS);
  const parts = [
    ...(wholeHours === 0 ? [] : [hours(language).format(wholeHours)]),
    ...(rest === 0 && wholeHours > 0 ? [] : [minutes(language).format(rest)]),
  ];
  return together(language).format(parts);
}

/** A length between two, both whole minutes, or whole hours from an hour on: "2–5 minutes", "3 minutes". */
export function lengthRangeText(language: Language, fromMs: number, toMs: number): string {
  const [format, unitMs] = fromMs < HOUR_MS ? [minutes(language), MINUTE_MS] : [hours(language), HOUR_MS];
  const [from, to] = [fromMs / unitMs, toMs / unitMs];
  return from === to ? format.format(to) : format.formatRange(from, to);
}

/** Names in a row: "Mira, Ravi". */
export function namesText(language: Language, names: readonly string[]): string {
  return several(language).format(names.map((name) => isolated(language, name)));
}

/** The time of day, as it is written where the reader is: `preferred` are the browser's languages, of which one may know the country. */
export function clockText(language: Language, preferred: readonly string[], at: number): string {
  return clocks(placeOf(language, preferred)).format(at);
}

export function fullTimeText(language: Language, preferred: readonly string[], at: number): string {
  return fullTimes(placeOf(language, preferred)).format(at);
}

const clocks = kept(
  (place: string) => new Intl.DateTimeFormat(place, { ...DIGITS, hour: '2-digit', minute: '2-digit' }),
);
const fullTimes = kept(
  (place: string) => new Intl.DateTimeFormat(place, { ...DIGITS, dateStyle: 'full', timeStyle: 'medium' }),
);

function placeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.toLowerCase().split('-', 1)[0] === language) ?? language;
}
