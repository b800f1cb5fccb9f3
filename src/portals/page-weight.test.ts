import test from 'ava';
import { LIMITS, type StoredFileId } from '../kernel/index.ts';
import { DEFAULT_TEMPLATE } from './html-template.ts';
import { weightWarning } from './page-weight.ts';

const HERO = { id: 'h'.repeat(22) as StoredFileId, name: 'hero.png', size: 300_000 };
const STYLE = { id: 's'.repeat(22) as StoredFileId, name: 'ours.css', size: 4_000 };
const WITH_HERO = `${DEFAULT_TEMPLATE}<img src="/content/${HERO.id}" alt=""><link rel="stylesheet" href="/content/${STYLE.id}">`;

test('the default page is light with the largest logo, and files that a page does not name weigh nothing', (t) => {
  t.is(weightWarning(DEFAULT_TEMPLATE, [HERO, STYLE], LIMITS.logoBytes), undefined);
  t.is(weightWarning('x'.repeat(LIMITS.templateCharacters), [], 0), undefined);
});

test('a heavy page is told with what makes it heavy, the heaviest first', (t) => {
  t.regex(
    weightWarning(WITH_HERO, [STYLE, HERO], 0) ?? '',
    /weighs about 33\d kB; up to 150 kB .* The heaviest: hero\.png \(300 kB\), ours\.css \(4 kB\)\.$/,
  );
  t.is(weightWarning(WITH_HERO, [STYLE, { ...HERO, size: 90_000 }], 0), undefined);
});
