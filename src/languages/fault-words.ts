import { FAULTS, type Fault } from '../kernel/index.ts';
import { sayByKey } from './say.ts';
import { sayLater } from './later.ts';
import type { Words } from './text.ts';
import type { faults } from './en/faults.ts';

/** Why something is refused, for a customer: the exact sentence where it has a text of its own, else by its code. */
export function faultWords(words: Words<typeof faults>, fault: Fault): string {
  if (fault.text !== undefined) {
    return sayLater(words, fault.text);
  }
  const isExact = fault.sentence !== FAULTS[fault.code][1];
  if (isExact && words.language === 'en') {
    return fault.sentence;
  }
  return sayByKey(words, `fault.${fault.code}`) ?? (words.texts['fault.other'] as string);
}
