import { readFileSync } from 'node:fs';
import test from 'ava';

const css = readFileSync(new URL('../../views/assets/handrail.css', import.meta.url), 'utf8');
const pairs = new Map<string, readonly [light: string, dark: string]>();
for (const [, name, light, dark] of css.matchAll(
  /--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g,
)) {
  pairs.set(name ?? '', [light ?? '', dark ?? '']);
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['page', 'surface', 'raised', 'hover', 'sunken'];
/** 4.5 for text (1.4.3), 3 for the edges of controls and the focus (1.4.11). */
const DEMANDS: readonly (readonly [ink: string, grounds: readonly string[], atLeast: number])[] = [
  ['ink', [...GROUNDS, 'brand-soft', 'good-soft', 'warn-soft', 'danger-soft', 'info-soft'], 7],
  ['ink-soft', [...GROUNDS, 'brand-soft', 'good-soft', 'warn-soft', 'danger-soft', 'info-soft'], 4.5],
  ['ink-faint', GROUNDS, 4.5],
  ['brand', [...GROUNDS, 'brand-soft'], 4.5],
  ['brand-strong', [...GROUNDS, 'brand-soft'], 4.5],
  ['on-brand', ['brand', 'brand-strong'], 4.5],
  ['good', [...GROUNDS, 'good-soft'], 4.5],
  ['warn', [...GROUNDS, 'warn-soft'], 4.5],
  ['danger', [...GROUNDS, 'danger-soft'], 4.5],
  ['info', [...GROUNDS, 'info-soft'], 4.5],
  ['on-danger', ['danger', 'danger-strong'], 4.5],
  ['page', ['ink'], 7],
  ['line-strong', GROUNDS, 3],
  ['focus', GROUNDS, 3],
  ['news', GROUNDS, 3],
];

for (const [which, scheme] of ['light', 'dark'].entries()) {
  test(`every ink is readable on every ground it is used on, ${scheme}`, (t) => {
    for (const [ink, grounds, atLeast] of DEMANDS) {
      for (const ground of grounds) {
        const ratio = contrast(pairs.get(ink)?.[which] ?? '', pairs.get(ground)?.[which] ?? '');
        t.true(ratio >= atLeast, `--${ink} on --${ground}: ${ratio.toFixed(2)}, wanted ${atLeast}`);
      }
    }
  });
}

test('browsers that do not know light-dark() get every colour of the light look', (t) => {
  const fallback = css.slice(css.indexOf('@supports not (color: light-dark'));
  for (const [name, [light]] of pairs) {
    const short = light.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3');
    t.true(
      fallback.includes(`--${name}: ${light};`) || fallback.includes(`--${name}: ${short};`),
      `--${name} is missing or differs`,
    );
  }
});
