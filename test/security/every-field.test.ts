import test, { type ExecutionContext } from 'ava';
import {
  everyForm,
  everyPage,
  furnished,
  type FoundForm,
  type Furnished,
  patternOf,
  PROFILE,
} from '../furnished.ts';
import {
  type Control,
  type Element,
  type Form,
  isTyped,
  type Page,
  type Piece,
  readPage,
  servedFields,
} from '../html.ts';
import { World } from '../world.ts';

/**
 * Every field of every form that a person can come to by links, with everything that is wrong with text. The
 * forms are read from the pages, so that a new one is tried without being named here; a route that takes a form
 * and is on no page fails the test.
 */

/** Forms that are on none of the pages, and where they are tried. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'post /login/setup': 'below, at an appliance that nobody owns yet',
  'post /api/start_session.ns': 'the same handler as /api/start_session',
  'post /hand-over/:id': 'one button and no field: test/scenarios/start-link.test.ts',
  'post /login/simulator/replay': 'test/scenarios/simulator.test.ts: there is no week to choose yet',
};

/** What each field holds; a browser sends line breaks as CR LF. */
const HOSTILE: Readonly<Record<string, string>> = {
  'control characters': 'A\u0000\u0007\u001b[31mB\u009b31m',
  'marks that turn the text': 'abc\u202Etxt.exe\u2066',
  'nothing to be seen': '\u200B\u2060\u3164',
  markup: `"><img src=x onerror=alert(1)><script>alert(1)</script>'{{constructor}}{{#each this}}%%TITLE%%`,
  'another header': 'Anna\r\nBcc: eve@evil.example\r\n\r\nhello',
  spaces: '   ',
  'other scripts': 'שלום مرحبا 👩‍🔧𝒳',
};

type Fields = readonly (readonly [name: string, value: string])[];

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly html: string;
  readonly page: Page;
}

/** In no form that keeps what is typed; a receipt is only looked at. */
const REFUSED = new Set(
  ['control characters', 'marks that turn the text', 'nothing to be seen'].map((what) => HOSTILE[what] ?? ''),
);
/** Pages of these have markup of an administrator in them, on purpose: test/browser/html-templates.test.ts. */
const HAS_MARKUP = /^post \/login\/templates\/preview$/;
/** Which of two fields is wrong is never said there; or it is that nothing was answered at all. */
const SAID_OF_ALL = new Set(['post /login', 'post /console/surveys/:id']);
/** What is wrong with the whole form has one sentence for all of it. */
const WHOLE_FORM = new Set([401, 404, 409, 429]);

test('every field of every form takes what it is given as text, or says what is wrong beside it and keeps all of it', async (t) => {
  await using all = await furnished();
  const forms = everyForm(all, await everyPage(all.world.url, all.readers));
  const routes = all.world.appliance.routes
    .filter(({ method, kind }) => method === 'POST' && kind !== 'json')
    .map(({ path }) => `post ${path.replaceAll(/:\w+/g, ':id')}`);
  const names = new Set(forms.map(({ name }) => name));
  t.deepEqual(
    routes.filter((route) => !names.has(route)).toSorted(),
    Object.keys(ELSEWHERE).toSorted(),
    'a form that is on no page',
  );
  const faults = new Map<string, string>();
  for (const [what, text] of Object.entries(HOSTILE)) {
    for (const found of forms) {
      const problem = await tried(all, found, () => text);
      if (problem !== undefined) {
        faults.set(`${found.name} ${problem}`, what);
      }
    }
    await all.world.pass(60_000);
  }
  t.deepEqual([...faults], []);
  noErrors(t, all);
});

test('the form of whoever claims an appliance keeps what was typed too, and shows no password again', async (t) => {
  await using world = await World.open();
  const { pathname, search } = new URL(await world.claimUrl());
  const visitor = world.visitor();
  const begin = [`${pathname}${search}`];
  const pages = await everyPage(world.url, [{ who: 'claimant', visitor, begin }]);
  const [found] = everyForm({ world }, pages);
  if (found === undefined) {
    throw new Error('there is no form');
  }
  const secret = 'a password that is shown to nobody';
  const form = await freshForm(found);
  const fields = servedFields(form ?? found.form).map(
    ([name, value]) => [name, name === 'password' ? secret : name === 'csrf' ? value : 'a\u202eb'] as const,
  );
  const answer = await send({ world }, found, fields);
  t.is(answer.status, 422);
  t.is(faultIn(found, answer, fields), undefined);
  t.false(answer.html.includes(secret));
  t.false(JSON.stringify(world.log.lines).includes(secret));
});

/** One character of one byte in UTF-8 and one of three. */
const FILLERS = ['x', '漢'];
const ABOUT_LENGTH = /too long|at most|characters|bytes|is too large/i;

/** Short enough for every name, and another one each time. */
const literal = (number: number) => `<script>x</script>{{7*7}}%%TITLE%%"'&${number}א`;
/** For what is not any text. */
const PLAUSIBLE: Readonly<Record<string, (number: number) => string>> = {
  username: (number) => `user${number}`,
  password: () => 'a quiet blue kettle',
  reach: () => 'mia@example.com',
  addresses: (number) => `site${number}.example`,
  from: () => 'help@example.com',
  server: () => 'mail.example.com',
  port: () => '465',
  type: () => 'textarea',
};
/** They take nothing that is not of one form, or what is typed there is only looked for. */
const NO_TEXT = [
  'post /console/external',
  'post /ios-profiles',
  'post /join',
  'post /login',
  'post /login/teams/:id/members',
];

test('text that is taken is text on every page where it is shown', async (t) => {
  await using all = await furnished();
  const forms = everyForm(all, await everyPage(all.world.url, all.readers)).filter(
    ({ form }) => form.method === 'post' && typedIn(form).length > 0,
  );
  const never: string[] = [];
  for (const [number, found] of forms.entries()) {
    if (!(await takes(all, found, number))) {
      never.push(found.name);
    }
  }
  t.deepEqual([...new Set(never)].toSorted(), NO_TEXT);
  const pages = await everyPage(all.world.url, all.readers);
  const faults = pages.flatMap(({ address, page }) => {
    const foreign = foreignIn(page);
    return foreign === undefined ? [] : [`${address} shows <${foreign.tag}> of somebody’s text`];
  });
  t.deepEqual(faults, []);
  const turned = pages.flatMap(({ address, page }) =>
    page.pieces.flatMap((piece) =>
      isKeptApart(piece)
        ? []
        : [
            `${patternOf(address)}: ${piece.within
              .slice(0, 3)
              .map(({ tag }) => tag)
              .join(' < ')}: ${piece.text.trim()}`,
          ],
    ),
  );
  t.deepEqual([...new Set(turned)], [], 'what may turn the text around it');
  const shows = pages.filter(({ html }) => html.includes('&lt;script&gt;x&lt;/script&gt;{{7*7}}%%TITLE%%'));
  t.true(shows.length > 40, `only ${shows.length} of ${pages.length} pages show it`);
  noErrors(t, all);
});

const BLOCKS = new Set(
  'p li td th dt dd div h1 h2 h3 label legend option button title textarea section summary form main output pre blockquote figcaption'.split(
    ' ',
  ),
);

/**
 * Whether a name in another direction turns nothing but itself: it is isolated, or has a line or a box of its own.
 */
function isKeptApart({ text, within }: Piece): boolean {
  if (!text.includes('א')) {
    return true;
  }
  for (const { tag, attributes, text: all } of within) {
    const { class: classes = '', dir } = attributes;
    // A box with an end, or nothing to be seen.
    if (tag === 'bdi' || dir !== undefined || /\b(?:cut|visually-hidden)\b/.test(classes)) {
      return true;
    }
    if (BLOCKS.has(tag)) {
      return all.trim() === text.trim();
    }
  }
  return false;
}

/** The form with something chosen wherever there is a choice. */
function decided(form: Form): Form {
  const ticked = new Set(form.controls.filter(({ isTicked }) => isTicked).map(({ name }) => name));
  return {
    ...form,
    controls: form.controls.map((each) => {
      const { name, kind, value, choices } = each;
      const isFirst = kind === 'radio' && !ticked.has(name);
      ticked.add(name);
      return kind === 'select' && value === ''
        ? { ...each, value: choices.find((choice) => choice !== '') ?? '' }
        : isFirst
          ? { ...each, isTicked: true }
          : each;
    }),
  };
}

/** Whether the form takes the text, in all fields that take any. */
async function takes(all: Furnished, found: FoundForm, number: number): Promise<boolean> {
  const usual = new Set<string>();
  for (let attempt = 0; attempt < 16; attempt += 1) {
    const fresh = await freshForm(found);
    if (fresh === undefined) {
      return false;
    }
    const typed = new Set(typedIn(found.form).map(({ name }) => name));
    const fields = servedFields(decided(fresh)).map(([name, value]) => {
      const plausible = PLAUSIBLE[name]?.(number);
      const text = typed.has(name) && !usual.has(name) ? literal(number) : (plausible ?? value);
      return [name, text] as const;
    });
    const { status, page } = await send(all, found, fields);
    if (status < 400) {
      return true;
    }
    for (const { attributes } of page.elements) {
      if (attributes['aria-invalid'] === 'true') {
        usual.add(attributes['name'] ?? '');
      }
    }
  }
  return false;
}

test('every field that is typed into has a limit, takes what is just within it, and says so of what is over it', async (t) => {
  await using all = await furnished();
  const forms = everyForm(all, await everyPage(all.world.url, all.readers));
  const faults = new Set<string>();
  for (const { name, form } of forms) {
    for (const each of typedIn(form)) {
      if (maxOf(each) === undefined) {
        faults.add(`${name}: ${each.name} has no limit`);
      }
    }
  }
  for (const filler of FILLERS) {
    for (const found of forms) {
      const within = await filled(all, found, (max) => filler.repeat(Math.floor(max / filler.length)));
      for (const problem of within === undefined ? [] : errorsOf(within.answer.page)) {
        if (ABOUT_LENGTH.test(problem) && !OF_ANOTHER_KIND.has(`${found.name} ${filler}`)) {
          faults.add(`${found.name} refuses what is within the limit: ${problem}`);
        }
      }
      if (within?.answer.status === 413 || (within?.answer.status ?? 0) >= 500) {
        faults.add(`${found.name} answers ${within?.answer.status} to ${filler} within the limits`);
      }
    }
    await all.world.pass(60_000);
  }
  for (const found of forms) {
    if (found.form.method !== 'post') {
      continue;
    }
    const over = await filled(all, found, (max) => 'x'.repeat(max + 1));
    if (over === undefined || WHOLE_FORM.has(over.answer.status) || LOOSER.has(found.name)) {
      continue;
    }
    const { answer, fields } = over;
    const problem = faultIn(found, answer, fields);
    if (answer.status !== 422 || problem !== undefined) {
      faults.add(`${found.name} answers ${answer.status} to too much: ${problem}`);
      continue;
    }
    const marked = new Set(
      answer.page.elements.flatMap(({ attributes }) =>
        attributes['aria-invalid'] === 'true' ? [attributes['name']] : [],
      ),
    );
    for (const { name } of typedIn(found.form)) {
      const alone = found.name.endsWith('/new') ? undefined : await faultAlone(all, found, name);
      if (alone !== undefined && !marked.has(name)) {
        faults.add(`${found.name} does not say that ${name} is too long`);
      } else if (alone !== undefined && alone !== '') {
        faults.add(`${found.name} with ${name} too long: ${alone}`);
      }
    }
  }
  t.deepEqual([...faults], []);
  noErrors(t, all);
});

/** Limits in bytes, and of each line, which say so. */
const OF_ANOTHER_KIND = new Set([
  'post /start 漢',
  'post /api/start_session 漢',
  'post /button/:id 漢',
  'post /login/exit-surveys/question x',
  'post /login/exit-surveys/question 漢',
]);
/** What is typed there is only looked for, so that too much of it is not found. */
const LOOSER = new Set([
  'post /login',
  'post /join',
  'post /verify',
  'post /ask',
  'post /button/:id',
  'post /login/templates/preview',
]);

/**
 * Rules of one field are looked at before those of several, so that it may have been silent about this one: what is
 * wrong with the answer when it is the only one, '' when it says nothing of it.
 */
async function faultAlone(all: Furnished, found: FoundForm, field: string): Promise<string | undefined> {
  const alone = await filled(all, found, (max, { name, value, attributes }) =>
    name === field
      ? 'x'.repeat(max + 1)
      : value === '' && attributes['required'] !== undefined
        ? 'a1'
        : undefined,
  );
  if (alone === undefined || WHOLE_FORM.has(alone.answer.status)) {
    return undefined;
  }
  const isMarked = alone.answer.page.elements.some(
    ({ attributes }) => attributes['name'] === field && attributes['aria-invalid'] === 'true',
  );
  return isMarked ? faultIn(found, alone.answer, alone.fields) : '';
}

function maxOf({ attributes }: Control): number | undefined {
  const { maxlength } = attributes;
  return maxlength === undefined ? undefined : Number(maxlength);
}

function errorsOf({ elements }: Page): readonly string[] {
  return elements
    .filter(({ attributes }) => /\b(?:error|alert)\b/.test(attributes['class'] ?? ''))
    .map(({ text }) => text);
}

/** The answer to as much as `textOf` makes of each field's limit. */
async function filled(
  all: Furnished,
  found: FoundForm,
  textOf: (max: number, control: Control) => string | undefined,
): Promise<{ readonly answer: Answer; readonly fields: Fields } | undefined> {
  const fresh = typedIn(found.form).length === 0 ? undefined : await freshForm(found);
  if (fresh === undefined) {
    return undefined;
  }
  const texts = new Map(typedIn(found.form).map((each) => [each.name, textOf(maxOf(each) ?? 1_000, each)]));
  const fields = servedFields(fresh).map(([name, value]) => [name, texts.get(name) ?? value] as const);
  return { answer: await send(all, found, fields), fields };
}

test('fields that are missing, sent twice, sent as lists or objects, or not what was offered are refused with a sentence', async (t) => {
  await using all = await furnished();
  const forms = everyForm(all, await everyPage(all.world.url, all.readers));
  const faults = new Set<string>();
  // What only has buttons does what it says; it comes last.
  const inOrder = forms.toSorted((one, other) => typedIn(other.form).length - typedIn(one.form).length);
  let tries = 0;
  for (const found of inOrder.filter(({ form }) => !form.isUpload)) {
    let fresh: Form | undefined;
    const names = [...new Set(found.form.controls.map(({ name }) => name))];
    for (const name of names.slice(0, 40)) {
      for (const [what, change] of Object.entries(WRONG)) {
        fresh ??= await freshForm(found);
        if (fresh === undefined) {
          break;
        }
        const answer = await send(all, found, change(servedFields(fresh), name));
        tries += 1;
        if (
          answer.status >= 500 ||
          (answer.status >= 400 && (answer.page.elements.length === 0 || !/<h1/.test(answer.html)))
        ) {
          faults.add(`${found.name} answers ${answer.status} to ${name} ${what}`);
        }
        const sentences = errorsOf(answer.page);
        const isShown = theSame(answer.page, found.form) !== undefined;
        if (
          isShown &&
          answer.status === 422 &&
          (sentences.length === 0 || sentences.some((text) => /^\s*$|Invalid|Expected|undefined/.test(text)))
        ) {
          faults.add(`${found.name} ${name} ${what}: says ${sentences.join(', ') || 'nothing'}`);
        }
        const said = isShown && answer.status === 422 ? saidProblem(answer.page, true) : undefined;
        if (said !== undefined) {
          faults.add(`${found.name} ${name} ${what}: ${said}`);
        }
        if (answer.status < 400) {
          fresh = undefined;
        }
      }
    }
    await all.world.pass(10_000);
  }
  t.true(tries > 1_000, `only ${tries}`);
  t.deepEqual([...faults], []);
  noErrors(t, all);
});

const WRONG: Readonly<Record<string, (fields: Fields, name: string) => Fields>> = {
  missing: (fields, name) => fields.filter(([each]) => each !== name),
  twice: (fields, name) => [...fields, [name, 'x'], [name, 'y']],
  'as a list': (fields, name) => replaced(fields, name, `${name}[]`),
  'as a prototype': (fields, name) => [...replaced(fields, name, '__proto__'), ['constructor', 'x']],
  'not offered': (fields, name) => [...fields.filter(([each]) => each !== name), [name, '../-1']],
};

function replaced(fields: Fields, name: string, by: string): Fields {
  return fields.map(([each, value]) => [each === name ? by : each, value]);
}

function noErrors(t: ExecutionContext, { world }: Furnished): void {
  t.deepEqual(
    world.log.lines.filter(({ level }) => level === 'error' || level === 'warn'),
    [],
  );
}

/** What is wrong with the answer to this form with `textOf` in every field that is typed into. */
async function tried(
  all: Furnished,
  found: FoundForm,
  textOf: (control: Control) => string | undefined,
): Promise<string | undefined> {
  const typed = typedIn(found.form);
  const fresh = typed.length === 0 ? undefined : await freshForm(found);
  if (fresh === undefined) {
    return undefined;
  }
  const texts = new Map(typed.map((control) => [control.name, textOf(control)] as const));
  const fields = servedFields(fresh).map(([name, value]) => [name, texts.get(name) ?? value] as const);
  const answer = await send(all, found, fields);
  return faultIn(found, answer, fields);
}

function typedIn(form: Form): readonly Control[] {
  return form.controls.filter(
    (each) => isTyped(each) && each.kind !== 'password' && each.attributes['readonly'] === undefined,
  );
}

/** The form as it is now, with its token and revision; undefined when it is not there any more. */
async function freshForm({ reader, address, form }: FoundForm): Promise<Form | undefined> {
  const answer = await reader.visitor.request(address, { headers: { Accept: 'text/html' } });
  return theSame(readPage(await answer.text()), form, address);
}

/** There may be several forms that are sent to the same address. */
function theSame({ forms }: Page, form: Form, address = ''): Form | undefined {
  return forms.find(
    (each) =>
      each.method === form.method &&
      (each.action || address) === form.action &&
      each.controls[1]?.name === form.controls[1]?.name,
  );
}

async function send(
  { world }: { readonly world: World },
  { reader, form }: FoundForm,
  fields: Fields,
): Promise<Answer> {
  const asSent = fields.map(([name, value]) => [name, value.replaceAll(/\r?\n/g, '\r\n')] as const);
  const body = new URLSearchParams(asSent.map(([name, value]) => [name, value])).toString();
  const answer = await reader.visitor.request(
    form.method === 'post' ? form.action : `${form.action.split('?')[0]}?${body}`,
    {
      method: form.method.toUpperCase(),
      headers: {
        Accept: 'text/html',
        ...(form.method === 'post' ? { Origin: world.url } : {}),
        ...(form.method === 'post' && !form.isUpload
          ? { 'Content-Type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(form.method === 'post' ? { body: form.isUpload ? withFile(form, asSent) : body } : {}),
    },
  );
  const html = await answer.text();
  return { status: answer.status, location: answer.headers.get('location'), html, page: readPage(html) };
}

/** With a file that is as it should be: it is the text that is tried. */
function withFile(form: Form, fields: Fields): FormData {
  const body = new FormData();
  for (const [name, value] of fields) {
    body.set(name, value);
  }
  for (const { name } of form.controls.filter(({ kind }) => kind === 'file')) {
    body.set(name, new File([PROFILE], 'x'));
  }
  return body;
}

function faultIn(
  { name, form }: FoundForm,
  { status, location, page }: Answer,
  fields: Fields,
): string | undefined {
  if (status >= 500) {
    return `answered ${status}`;
  }
  const foreign = foreignIn(page);
  if (foreign !== undefined && !HAS_MARKUP.test(name)) {
    return `shows <${foreign.tag}> of somebody’s text`;
  }
  if (
    form.method === 'post' &&
    status < 400 &&
    name !== 'post /verify' &&
    !HAS_MARKUP.test(name) &&
    fields.some(([, value]) => REFUSED.has(value))
  ) {
    return 'takes what it should refuse';
  }
  if (status === 303) {
    return location !== null && /^\/(?!\/)/.test(location) && !/[\r\n]|evil/.test(location)
      ? undefined
      : `leads to ${location}`;
  }
  if (status === 200 && form.method === 'post') {
    return undefined;
  }
  const again = theSame(page, form);
  if (status === 200 || (again === undefined && (WHOLE_FORM.has(status) || HAS_MARKUP.test(name)))) {
    return undefined;
  }
  if (again === undefined) {
    return `answered ${status} without the form`;
  }
  return (
    keptProblem(again, fields) ?? (status === 422 ? saidProblem(page, SAID_OF_ALL.has(name)) : undefined)
  );
}

/** An element or attribute that no view of ours has. */
function foreignIn({ elements }: Page): Element | undefined {
  return elements.find(
    ({ tag, attributes }) =>
      Object.keys(attributes).some((attribute) => attribute.startsWith('on')) ||
      (tag === 'img' && attributes['src'] === 'x') ||
      (tag === 'script' && attributes['src'] === undefined && attributes['type'] === undefined),
  );
}

/** What was typed is still there, all of it. */
function keptProblem(again: Form, fields: Fields): string | undefined {
  const sent = new Map(fields);
  for (const { name, value } of typedIn(again)) {
    const text = sent.get(name)?.replaceAll('\r\n', '\n') ?? '';
    const shown = [
      ...(name === 'key' ? [text.slice(0, 64)] : []),
      text,
      text.normalize('NFC').trim(),
      text.replaceAll(/\s+/g, ' ').trim(),
    ];
    // A browser's one-line field loses line breaks by itself, and no page can show a NUL.
    if (!shown.some((each) => value.replaceAll('\r\n', '\n') === each)) {
      return `loses the text of ${name}: ${JSON.stringify(value)} for ${JSON.stringify(text)}`;
    }
  }
  return undefined;
}

/** Of several fields; they cannot be marked, and take the focus themselves. */
const GROUPS = new Set(['fieldset', 'section']);

/** What is wrong stands beside its field and is read out with it, and the first one has the focus. */
function saidProblem(page: Page, isOfAll: boolean): string | undefined {
  const byId = new Map(page.elements.map((element) => [element.attributes['id'], element]));
  const errors = new Set(
    page.elements.filter(({ attributes }) => /\berror\b/.test(attributes['class'] ?? '')),
  );
  const described = page.elements.map((element) => ({
    element,
    by: (element.attributes['aria-describedby'] ?? '').split(' ').map((id) => byId.get(id)),
  }));
  const wrong = described.filter(({ by }) => by.some((each) => each !== undefined && errors.has(each)));
  const [first] = wrong;
  if (first === undefined) {
    return isOfAll && errorsOf(page).length > 0 ? undefined : 'marks no field';
  }
  for (const error of errors) {
    if (error.text.trim() === '' || !wrong.some(({ by }) => by.includes(error))) {
      return `says “${error.text}” of no field`;
    }
  }
  for (const { element } of described) {
    const isMarked = wrong.some((each) => each.element === element);
    if (!GROUPS.has(element.tag) && (element.attributes['aria-invalid'] === 'true') !== isMarked) {
      return `does not mark ${element.attributes['name']} as it should`;
    }
  }
  const focused = page.elements.find(({ attributes }) => attributes['autofocus'] !== undefined);
  const isWithin = GROUPS.has(first.element.tag) || focused === first.element;
  return focused !== undefined && isWithin
    ? undefined
    : `has the focus on ${focused?.attributes['name'] ?? 'nothing'} and not on ${first.element.attributes['name']}`;
}
