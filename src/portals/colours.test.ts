import { readFileSync } from 'node:fs';
import test from 'ava';
import * as fc from 'fast-check';
import {
  brandStylesheet,
  brandTokens,
  type Colour,
  contrast,
  GROUNDS,
  mainColourProblem,
  parseColour,
  textOn,
} from './colours.ts';

const css = readFileSync(new URL('../../views/assets/handrail.css', import.meta.url), 'utf8');
const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value): Colour => `#${value.toString(16).padStart(6, '0')}`);

test('the worst grounds are the ones of the stylesheet', (t) => {
  const of = (token: string) =>
    new RegExp(`--${token}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  for (const [index, { worst, ink }] of [GROUNDS.light, GROUNDS.dark].entries()) {
    const grounds = ['page', 'surface', 'raised', 'hover', 'sunken'].map(
      (token) => of(token)?.[index + 1] ?? '',
    );
    const lowest = Math.min(...grounds.map((ground) => contrast(ground, ink)));
    t.is(contrast(worst, ink), lowest);
    t.is(of('ink')?.[index + 1], ink);
    t.true(grounds.includes(GROUNDS[index === 0 ? 'light' : 'dark'].surface));
  }
});

test('a colour in which text cannot be read is refused, and the one that is offered is accepted', (t) => {
  t.is(mainColourProblem('#0b5c6b'), undefined);
  t.is(mainColourProblem('#000000'), undefined);
  t.regex(mainColourProblem('#ffff00') ?? '', /its contrast is 1\.\d : 1, and 4\.5 : 1 is needed/);
  fc.assert(
    fc.property(colour, (wanted) => {
      const offered = /(#[0-9a-f]{6}) is near it/.exec(mainColourProblem(wanted) ?? '')?.[1];
      t.true(offered === undefined || mainColourProblem(offered) === undefined, wanted);
    }),
  );
});

test('whatever colour is accepted, all that is made of it can be read in both appearances', (t) => {
  fc.assert(
    fc.property(colour, (wanted) => {
      if (mainColourProblem(wanted) !== undefined) {
        return;
      }
      const { light, dark } = brandTokens(wanted);
      for (const [tokens, ground, inkSoft] of [
        [light, GROUNDS.light, '#4a5659'],
        [dark, GROUNDS.dark, '#acb8ba'],
      ] as const) {
        for (const [ink, under, atLeast] of [
          [tokens.brand, ground.worst, 4.5],
          [tokens.brand, tokens.brandSoft, 4.5],
          [tokens.brandStrong, ground.worst, 4.5],
          [tokens.brandStrong, tokens.brandSoft, 4.5],
          [tokens.onBrand, tokens.brand, 4.5],
          [tokens.onBrand, tokens.brandStrong, 4.5],
          [ground.ink, tokens.brandSoft, 7],
          [inkSoft, tokens.brandSoft, 4.5],
        ] as const) {
          t.true(contrast(ink, under) >= atLeast, `${wanted}: ${ink} on ${under} ${contrast(ink, under)}`);
        }
      }
      t.is(light.brand, wanted, 'in the light appearance it is the very colour that was chosen');
    }),
    { numRuns: 2_000 },
  );
});

test('text on any header can be read', (t) => {
  fc.assert(fc.property(colour, (ground) => t.true(contrast(textOn(ground), ground) >= 4.5, ground)));
});

test('colours are written with three or six digits', (t) => {
  t.is(parseColour(' #0B5C6B '), '#0b5c6b');
  t.is(parseColour('0bc'), '#00bbcc');
  for (const wrong of ['', 'red', '#12345', '#1234567', 'url(x)', '#00000g', '}']) {
    t.is(parseColour(wrong), undefined, wrong);
  }
});

test('the stylesheet has custom properties and nothing else, and none where nothing was chosen', (t) => {
  t.is(brandStylesheet({ mainColour: undefined, headerColour: undefined }), '');
  const both = brandStylesheet({ mainColour: '#a01030', headerColour: '#102a43' });
  t.regex(both, /^@layer brand \{/);
  t.regex(both, /--brand: #a01030;/);
  t.regex(both, /--header: #102a43; --on-header: #ffffff;/);
  const declared = both.replaceAll(/@layer brand|@supports \(color: light-dark\(#fff, #000\)\)|:root/g, '');
  t.regex(
    declared,
    /^[\s{}]*(?:--[a-z-]+: (?:#[0-9a-f]{6}|light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\));[\s{}]*)+$/,
  );
});
