import { sayByKey } from './say.ts';
import type { Texts, Words } from './text.ts';

type Values = Readonly<Record<string, string | number>>;

const MARK = '{"say":';

/** What a schema says of a field, to be put into words when it is shown: a key with its values, as one string. */
export function later(key: string, values: Values): string {
  return JSON.stringify({ say: key, values });
}

/** A key, or what `later` made, in words. What is neither is a sentence already. */
export function sayLater(words: Words<Texts>, said: string): string {
  if (!said.startsWith(MARK)) {
    return sayByKey(words, said) ?? said;
  }
  const { say, values } = JSON.parse(said) as { readonly say: string; readonly values: Values };
  return sayByKey(words, say, values) ?? said;
}
