import { faults as arFaults } from './ar/faults.ts';
import { portal as arPortal } from './ar/portal.ts';
import { faults as deFaults } from './de/faults.ts';
import { portal as dePortal } from './de/portal.ts';
import { faults as enFaults } from './en/faults.ts';
import { portal as enPortal } from './en/portal.ts';
import { faults as esFaults } from './es/faults.ts';
import { portal as esPortal } from './es/portal.ts';
import { faults as frFaults } from './fr/faults.ts';
import { portal as frPortal } from './fr/portal.ts';
import { faults as jaFaults } from './ja/faults.ts';
import { portal as jaPortal } from './ja/portal.ts';
import type { Language } from './language.ts';
import type { Words } from './text.ts';

/** What the appliance itself says to customers: its pages, and why something is refused. */
export type ServerTexts = typeof enPortal & typeof enFaults;
export type ServerWords = Words<ServerTexts>;

let made: Readonly<Record<Language, ServerWords>> | undefined;

export function wordsOf(language: Language): ServerWords {
  made ??= {
    en: { language: 'en', texts: { ...enPortal, ...enFaults } },
    de: { language: 'de', texts: { ...dePortal, ...deFaults } },
    fr: { language: 'fr', texts: { ...frPortal, ...frFaults } },
    es: { language: 'es', texts: { ...esPortal, ...esFaults } },
    ja: { language: 'ja', texts: { ...jaPortal, ...jaFaults } },
    ar: { language: 'ar', texts: { ...arPortal, ...arFaults } },
  };
  return made[language];
}
