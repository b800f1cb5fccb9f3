import type { Instant } from '../kernel/index.ts';
import type { Language } from './language.ts';

/** By clocks whose zone is named, since the reader's are unknown here. */
export function untilWhen(at: Instant, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'short',
  }).format(at);
}
