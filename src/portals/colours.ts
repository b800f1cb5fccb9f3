/**
 * A site's two colours, and every colour that follows from them. All of them are readable wherever they
 * are used (WCAG 2.2): that is checked here, not left to whoever chooses.
 */

/** `#rrggbb` in small letters. */
export type Colour = string;

export interface Brand {
  /** Buttons, links and marks; undefined: the product's own. */
  readonly mainColour: Colour | undefined;
  /** The band on top of each page; undefined: none. */
  readonly headerColour: Colour | undefined;
}

/** The five that a portal overrides, for one appearance. */
export interface BrandTokens {
  readonly brand: Colour;
  readonly brandStrong: Colour;
  readonly onBrand: Colour;
  readonly brandSoft: Colour;
  readonly brandLine: Colour;
}

/** For text (WCAG 1.4.3). */
const READABLE = 4.5;
/** A little more, so that rounding to whole steps of a colour never falls below. */
const SAFELY_READABLE = 4.55;

/** The grounds on which brand colours lie, the worst one of each appearance; handrail.css has the same. */
export const GROUNDS = {
  light: { surface: '#ffffff', worst: '#ebeeea', ink: '#172022' },
  dark: { surface: '#1e2629', worst: '#20292c', ink: '#e9efee' },
} as const;

const WHITE = '#ffffff';
const BLACK = '#000000';

/** `#0B5C6B`, `0b5c6b` or `#0bc`; undefined when it is no colour. */
export function parseColour(text: string): Colour | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1]?.toLowerCase();
  return digits === undefined
    ? undefined
    : `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
}

/** A sentence when text in this colour could not be read, with the nearest darker one that can. */
export function mainColourProblem(colour: Colour): string | undefined {
  const ratio = contrast(colour, GROUNDS.light.worst);
  return ratio >= READABLE
    ? undefined
    : `Text in this colour cannot be read well: its contrast is ${ratio.toFixed(1)} : 1, and 4.5 : 1 is needed. ${readable(colour, GROUNDS.light.worst)} is near it and can be read.`;
}

/** The colour itself, or the nearest one towards black or white that can be read on `ground`. */
function readable(colour: Colour, ground: Colour): Colour {
  if (contrast(colour, ground) >= READABLE) {
    return colour;
  }
  const towards = luminance(ground) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.01) {
    const mixed = mix(colour, towards, share);
    if (contrast(mixed, ground) >= SAFELY_READABLE) {
      return mixed;
    }
  }
  return towards;
}

/** What a colour that `mainColourProblem` finds good makes of the brand's tokens. */
export function brandTokens(main: Colour): { readonly light: BrandTokens; readonly dark: BrandTokens } {
  const light = tokens(main, 'light');
  return { light, dark: tokens(readable(main, GROUNDS.dark.worst), 'dark') };
}

function tokens(wanted: Colour, appearance: 'light' | 'dark'): BrandTokens {
  const { surface, worst } = GROUNDS[appearance];
  const further = appearance === 'light' ? BLACK : WHITE;
  const brand = readable(wanted, worst);
  // The soft ground lies under the brand's own text: as soft as that needs.
  let share = 0.12;
  while (share > 0 && contrast(brand, mix(surface, brand, share)) < READABLE) {
    share -= 0.01;
  }
  const soft = mix(surface, brand, Math.max(share, 0));
  return {
    brand,
    brandStrong: mix(brand, further, 0.28),
    onBrand: textOn(brand),
    brandSoft: soft,
    brandLine: mix(surface, brand, 0.45),
  };
}

/** White or nearly black, whichever is read better on this ground: at least 4.5 : 1 on any. */
export function textOn(ground: Colour): Colour {
  return contrast(WHITE, ground) >= contrast(BLACK, ground) ? WHITE : BLACK;
}

/** The stylesheet of a site: only custom properties, each a colour that was checked before. '' when there is nothing to say. */
export function brandStylesheet(brand: Brand): string {
  const blocks: string[] = [];
  if (brand.mainColour !== undefined) {
    const { light, dark } = brandTokens(brand.mainColour);
    const names = {
      brand: '--brand',
      brandStrong: '--brand-strong',
      onBrand: '--on-brand',
      brandSoft: '--brand-soft',
      brandLine: '--brand-line',
    } as const satisfies Record<keyof BrandTokens, string>;
    const lines = (value: (token: keyof BrandTokens) => string) =>
      (Object.keys(names) as (keyof BrandTokens)[])
        .map((token) => `${names[token]}: ${value(token)};`)
        .join(' ');
    blocks.push(`:root { ${lines((token) => light[token])} --focus: ${light.brand}; }`);
    blocks.push(
      `@supports (color: light-dark(#fff, #000)) { :root { ${lines((token) => `light-dark(${light[token]}, ${dark[token]})`)} --focus: light-dark(${light.brand}, ${dark.brandStrong}); } }`,
    );
  }
  if (brand.headerColour !== undefined) {
    blocks.push(`:root { --header: ${brand.headerColour}; --on-header: ${textOn(brand.headerColour)}; }`);
  }
  return blocks.length === 0 ? '' : `@layer brand {\n${blocks.join('\n')}\n}\n`;
}

/** Contrast as WCAG 2.2 defines it, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** `share` of the other colour in the one. */
function mix(one: Colour, other: Colour, share: number): Colour {
  const others = channels(other);
  return `#${channels(one)
    .map((value, index) => Math.round(value + ((others[index] ?? 0) - value) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`;
}

function channels(colour: Colour): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
