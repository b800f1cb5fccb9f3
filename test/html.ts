/**
 * A page of the appliance as a reader of HTML sees it. Our views write plain, well-formed markup, so a tokenizer is
 * all it takes; what it finds is also the proof that nobody's text became markup.
 */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What stands between its tags, as text; of an element without an end '' . */
  readonly text: string;
}

export interface Control {
  readonly name: string;
  /** `text`, `textarea`, `select`, `checkbox`, … */
  readonly kind: string;
  readonly value: string;
  readonly isTicked: boolean;
  /** What a list or radio buttons offer. */
  readonly choices: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Form {
  readonly method: string;
  readonly action: string;
  readonly isUpload: boolean;
  readonly controls: readonly Control[];
}

/** A piece of text between two tags, and the elements around it, the nearest first. */
export interface Piece {
  readonly text: string;
  readonly within: readonly Element[];
}

export interface Page {
  readonly elements: readonly Element[];
  readonly forms: readonly Form[];
  readonly pieces: readonly Piece[];
  /** Addresses of links, as they are written. */
  readonly links: readonly string[];
}

const TYPED = new Set(['text', 'search', 'email', 'url', 'tel', 'textarea', 'password', 'number']);

/** Whether a person types into it. */
export function isTyped({ kind }: Control): boolean {
  return TYPED.has(kind);
}

const TAG =
  /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*\/?>/gu;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gu;
const EMPTY = new Set(['input', 'br', 'hr', 'img', 'meta', 'link', 'source', 'track', 'wbr']);

export function readPage(html: string): Page {
  const elements: Element[] = [];
  const forms: { form: Form; controls: Control[] }[] = [];
  const byId = new Map<string, Control[]>();
  const open: { tag: string; from: number; index: number; form: Control[] | undefined }[] = [];
  const pieces: { readonly text: string; readonly within: readonly number[] }[] = [];
  let from = 0;
  let form: Control[] | undefined;
  let select: { control: Control; choices: string[]; into: Control[] } | undefined;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null; match = TAG.exec(html)) {
    const [whole, slash, name = '', rest = ''] = match;
    const tag = name.toLowerCase();
    const text = unescaped(html.slice(from, match.index));
    if (text.trim() !== '') {
      pieces.push({ text, within: open.map(({ index }) => index).toReversed() });
    }
    from = match.index + whole.length;
    if (slash === '/') {
      close(tag, match.index);
      continue;
    }
    const attributes = attributesOf(rest);
    elements.push({ tag, attributes, text: '' });
    begin(tag, attributes, match.index + whole.length);
    if (tag === 'script' || tag === 'style' || tag === 'title' || tag === 'textarea') {
      const end = html.indexOf(`</${tag}`, TAG.lastIndex);
      TAG.lastIndex = end === -1 ? html.length : end;
    }
  }
  return {
    elements,
    forms: forms.map((each) => ({ ...each.form, controls: each.controls })),
    pieces: pieces.map(({ text, within }) => ({
      text,
      within: within.flatMap((index) => elements[index] ?? []),
    })),
    links: elements.flatMap(({ tag, attributes }) =>
      tag === 'a' && attributes['href'] !== undefined ? [attributes['href']] : [],
    ),
  };

  function begin(tag: string, attributes: Readonly<Record<string, string>>, inside: number): void {
    if (tag === 'form') {
      form = controlsOf(attributes['id']);
      forms.push({
        form: {
          method: (attributes['method'] ?? 'get').toLowerCase(),
          action: attributes['action'] ?? '',
          isUpload: attributes['enctype'] === 'multipart/form-data',
          controls: form,
        },
        controls: form,
      });
    }
    const into = attributes['form'] === undefined ? form : controlsOf(attributes['form']);
    const elsewhere = attributes['formaction'];
    if (elsewhere !== undefined && into !== undefined) {
      forms.push({
        form: { method: 'post', action: elsewhere, isUpload: false, controls: into },
        controls: into,
      });
    }
    if (into !== undefined && attributes['name'] !== undefined) {
      const control = controlOf(tag, attributes);
      if (control !== undefined) {
        into.push(control);
        select = tag === 'select' ? { control, choices: [], into } : select;
      }
    }
    if (tag === 'option' && select !== undefined) {
      select.choices.push(attributes['value'] ?? '');
      if (attributes['selected'] !== undefined || select.choices.length === 1) {
        settle({ ...select.control, value: attributes['value'] ?? '', choices: select.choices });
      }
    }
    if (!EMPTY.has(tag)) {
      open.push({ tag, from: inside, index: elements.length - 1, form: into });
    }
  }

  /** A control may name its form before that form begins. */
  function controlsOf(id: string | undefined): Control[] {
    const controls = byId.get(id ?? '') ?? [];
    if (id !== undefined) {
      byId.set(id, controls);
    }
    return controls;
  }

  function settle(control: Control): void {
    if (select !== undefined) {
      select.into[select.into.indexOf(select.control)] = control;
      select.control = control;
    }
  }

  function close(tag: string, at: number): void {
    const index = open.findLastIndex((each) => each.tag === tag);
    const [begun] = index === -1 ? [] : open.splice(index);
    if (begun === undefined) {
      return;
    }
    const text = unescaped(html.slice(begun.from, at).replaceAll(/<[^>]*>/gu, ''));
    const element = elements[begun.index];
    if (element !== undefined) {
      elements[begun.index] = { ...element, text };
    }
    if (tag === 'form') {
      form = undefined;
    }
    if (tag === 'select') {
      select = undefined;
    }
    if (tag === 'textarea' && begun.form !== undefined) {
      const last = begun.form.findLastIndex(({ kind }) => kind === 'textarea');
      const control = begun.form[last];
      if (control !== undefined) {
        // A browser passes over one line break at the beginning.
        begun.form[last] = { ...control, value: text.replace(/^\n/u, '') };
      }
    }
  }
}

function controlOf(tag: string, attributes: Readonly<Record<string, string>>): Control | undefined {
  const kinds: Readonly<Record<string, string>> = {
    input: (attributes['type'] ?? 'text').toLowerCase(),
    textarea: 'textarea',
    select: 'select',
    button: 'button',
  };
  const kind = kinds[tag];
  return kind === undefined
    ? undefined
    : {
        name: attributes['name'] ?? '',
        kind,
        value: attributes['value'] ?? (kind === 'checkbox' ? 'on' : ''),
        isTicked: attributes['checked'] !== undefined,
        choices: [],
        attributes,
      };
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] = unescaped(double ?? single ?? bare ?? '');
  }
  return attributes;
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

export function unescaped(html: string): string {
  return html.replaceAll(
    /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(lt|gt|quot|amp));/gu,
    (_, hex?: string, decimal?: string, named?: string) =>
      named !== undefined
        ? (NAMED[named] ?? '')
        : String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}

/** What a browser would send if nothing were changed. */
export function servedFields({ controls }: Form): readonly (readonly [name: string, value: string])[] {
  return controls.flatMap(({ name, kind, value, isTicked }) =>
    kind === 'file' || kind === 'button' || ((kind === 'checkbox' || kind === 'radio') && !isTicked)
      ? []
      : [[name, value] as const],
  );
}

/** Which version of what is edited the first form of this page, or of this part of one, was made from. */
export function revisionIn(html: string): string {
  const revision = /name="revision" value="(\d+)"/u.exec(html)?.[1];
  if (revision === undefined) {
    throw new Error(`no form here has a revision: ${html.slice(0, 200)}`);
  }
  return revision;
}
