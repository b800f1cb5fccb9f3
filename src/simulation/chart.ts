/** One group of bars beside each other: an hour or a day. Undefined: there is nothing to show. */
export interface BarGroup {
  readonly label: string;
  readonly valuesMs: readonly (number | undefined)[];
}

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 24;
const TOP = 10;
/** What lines may stand for: the first that needs no more than five of them. */
const STEPS_MS = [
  1,
  2,
  5,
  10,
  15,
  30,
  60,
  2 * 60,
  5 * 60,
  10 * 60,
  15 * 60,
  30 * 60,
  3_600,
  2 * 3_600,
  6 * 3_600,
  12 * 3_600,
  24 * 3_600,
].map((seconds) => seconds * 1_000);
const LINES = 5;

/** Bars as an SVG draws them; `kinds` name the classes of the bars of a group, in order. */
export function barChart(
  groups: readonly BarGroup[],
  kinds: readonly string[],
  format: (ms: number) => string,
) {
  const highestMs = Math.max(1, ...groups.flatMap(({ valuesMs }) => valuesMs.map((value) => value ?? 0)));
  const stepMs = STEPS_MS.find((step) => highestMs / step <= LINES) ?? Math.ceil(highestMs / LINES);
  const topMs = Math.ceil(highestMs / stepMs) * stepMs;
  const plotHeight = HEIGHT - TOP - BOTTOM;
  const groupWidth = (WIDTH - LEFT) / groups.length;
  const barWidth = (groupWidth * 0.78) / kinds.length;
  const heightOf = (ms: number) => (ms / topMs) * plotHeight;
  return {
    width: String(WIDTH),
    height: String(HEIGHT),
    left: String(LEFT),
    labelsAt: String(LEFT - 6),
    base: tidy(HEIGHT - BOTTOM),
    lines: Array.from({ length: Math.round(topMs / stepMs) + 1 }, (_, place) => ({
      y: tidy(HEIGHT - BOTTOM - heightOf(place * stepMs)),
      label: format(place * stepMs),
    })),
    labels: groups.map(({ label }, place) => ({
      label,
      x: tidy(LEFT + groupWidth * (place + 0.5)),
      y: tidy(HEIGHT - 8),
    })),
    bars: groups.flatMap(({ valuesMs }, place) =>
      valuesMs.flatMap((valueMs, index) => {
        const kind = kinds[index];
        return valueMs === undefined || kind === undefined
          ? []
          : [
              {
                kind,
                x: tidy(LEFT + groupWidth * place + groupWidth * 0.11 + barWidth * index),
                y: tidy(HEIGHT - BOTTOM - heightOf(valueMs)),
                width: tidy(Math.max(1, barWidth - 1)),
                height: tidy(heightOf(valueMs)),
              },
            ];
      }),
    ),
  };
}

function tidy(length: number): string {
  return String(Math.round(length * 10) / 10);
}
