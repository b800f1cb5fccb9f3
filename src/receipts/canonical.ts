/** What a receipt is made of: no number but whole ones, so that there is one way to write each. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/**
 * One text for one value, whatever the order of its fields (RFC 8785 for what `Json` allows): names in
 * order, nothing between. This is what is signed. Raises TypeError for a number that is not whole.
 */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new TypeError('only whole numbers are signed');
  }
  if (typeof value !== 'object') {
    return JSON.stringify(value);
  }
  if (isList(value)) {
    return `[${value.map(canonical).join(',')}]`;
  }
  return `{${Object.keys(value)
    .toSorted(byCodeUnits)
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? '')}`)
    .join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Whether a text of JSON names a field twice: readers of it could see another value than we do. */
export function namesTwice(text: string, parsed: unknown): boolean {
  const written = [...text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/gu)].filter(([, colon]) => colon !== undefined);
  return written.length !== countNames(parsed);
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 0;
  }
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, each) => sum + countNames(each), own);
}
