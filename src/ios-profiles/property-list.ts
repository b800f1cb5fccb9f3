/** A value of a property list, as far as a profile needs to be understood. */
export type PlistValue =
  | { readonly kind: 'text' | 'number' | 'data' | 'date'; readonly text: string }
  | { readonly kind: 'yes' | 'no' }
  | { readonly kind: 'array'; readonly items: readonly PlistValue[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PlistValue> };

/** Deeper ones are nobody's profile. */
const DEPTH = 64;

/**
 * The value of an XML property list; undefined for everything else, also for one with something before
 * or behind it, a document type with declarations of its own, or an element that property lists do not
 * have. Nothing outside the text is ever looked at.
 */
export function readPropertyList(text: string): PlistValue | undefined {
  try {
    return new Reader(text).document();
  } catch (thrown) {
    if (thrown instanceof NoPropertyList) {
      return undefined;
    }
    throw thrown;
  }
}

class NoPropertyList extends Error {}

const DECLARATION = /\ufeff?<\?xml\s[^<>?]*\?>/y;
/** In another encoding the bytes would have been read wrongly. */
const OTHER_ENCODING = /encoding\s*=\s*["'](?!utf-8["'])/i;
const SPACE = /[ \t\r\n]+/y;
const DOCUMENT_TYPE = /<!DOCTYPE\s+plist\b[^<>[\]]*>/y;
const PLIST = /<plist(?:\s+version\s*=\s*(?:"[\d.]{1,9}"|'[\d.]{1,9}'))?\s*>/y;
const TAG = /<([a-z]{3,7})\s*(\/?)>/y;
const LETTERS = /[^<&]+/y;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));/y;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
/** XML has none of them. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): PlistValue {
    const declaration = this.#take(DECLARATION)?.[0] ?? '';
    if (NO_CHARACTER.test(this.#text) || OTHER_ENCODING.test(declaration)) {
      throw new NoPropertyList();
    }
    this.#between();
    this.#take(DOCUMENT_TYPE);
    this.#between();
    this.#need(this.#take(PLIST));
    this.#between();
    const value = this.#value(0);
    this.#between();
    this.#end('plist');
    this.#between();
    this.#need(this.#at === this.#text.length);
    return value;
  }

  #value(depth: number): PlistValue {
    const [, name = '', slash] = this.#need(this.#take(TAG));
    const isEmpty = slash === '/';
    this.#need(depth < DEPTH);
    switch (name) {
      case 'dict':
        return { kind: 'dict', entries: isEmpty ? new Map() : this.#entries(depth) };
      case 'array':
        return { kind: 'array', items: isEmpty ? [] : this.#items(depth) };
      case 'string':
        return { kind: 'text', text: isEmpty ? '' : this.#letters(name) };
      case 'data':
      case 'date':
        return { kind: name, text: isEmpty ? '' : this.#letters(name) };
      case 'integer':
      case 'real':
        return { kind: 'number', text: isEmpty ? '' : this.#letters(name) };
      case 'true':
      case 'false':
        if (!isEmpty) {
          this.#between();
          this.#end(name);
        }
        return { kind: name === 'true' ? 'yes' : 'no' };
      default:
        throw new NoPropertyList();
    }
  }

  #entries(depth: number): ReadonlyMap<string, PlistValue> {
    const entries = new Map<string, PlistValue>();
    for (;;) {
      this.#between();
      if (this.#text.startsWith('</', this.#at)) {
        this.#end('dict');
        return entries;
      }
      const tag = this.#need(this.#take(TAG));
      this.#need(tag[1] === 'key');
      const key = tag[2] === '/' ? '' : this.#letters('key');
      // With one twice, two readers could understand two things.
      this.#need(!entries.has(key));
      this.#between();
      entries.set(key, this.#value(depth + 1));
    }
  }

  #items(depth: number): readonly PlistValue[] {
    const items: PlistValue[] = [];
    for (;;) {
      this.#between();
      if (this.#text.startsWith('</', this.#at)) {
        this.#end('array');
        return items;
      }
      items.push(this.#value(depth + 1));
    }
  }

  /** The text up to the end of this element. */
  #letters(name: string): string {
    const parts: string[] = [];
    for (;;) {
      const letters = this.#take(LETTERS)?.[0];
      const entity = letters === undefined ? this.#take(ENTITY) : undefined;
      if (letters !== undefined) {
        parts.push(letters);
      } else if (entity !== undefined) {
        parts.push(this.#character(entity));
      } else if (this.#text.startsWith('</', this.#at)) {
        this.#end(name);
        return parts.join('');
      } else if (this.#text.startsWith('<![CDATA[', this.#at)) {
        parts.push(this.#upTo('<![CDATA[', ']]>'));
      } else {
        this.#upTo('<!--', '-->');
      }
    }
  }

  #character([, named, decimal, hexadecimal]: RegExpExecArray): string {
    if (named !== undefined) {
      return NAMED[named] ?? '';
    }
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    this.#need(point <= 0x10ffff && (point < 0xd800 || point > 0xdfff));
    const character = String.fromCodePoint(point);
    this.#need(!NO_CHARACTER.test(character));
    return character;
  }

  /** Spaces and comments. */
  #between(): void {
    this.#take(SPACE);
    while (this.#text.startsWith('<!--', this.#at)) {
      this.#upTo('<!--', '-->');
      this.#take(SPACE);
    }
  }

  #upTo(opening: string, closing: string): string {
    this.#need(this.#text.startsWith(opening, this.#at));
    const from = this.#at + opening.length;
    const to = this.#text.indexOf(closing, from);
    this.#need(to >= 0);
    this.#at = to + closing.length;
    return this.#text.slice(from, to);
  }

  #end(name: string): void {
    const tag = `</${name}`;
    this.#need(this.#text.startsWith(tag, this.#at));
    this.#at += tag.length;
    this.#take(SPACE);
    this.#need(this.#text[this.#at] === '>');
    this.#at += 1;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) {
      return undefined;
    }
    this.#at += found[0].length;
    return found;
  }

  #need<T>(there: T): Exclude<T, undefined | false> {
    if (there === undefined || there === false) {
      throw new NoPropertyList();
    }
    return there as Exclude<T, undefined | false>;
  }
}
