import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import type { Page } from 'playwright-core';
import { RunningAppliance, until } from '../running-appliance.ts';
import { colourOf, customerAt, representativeAtDesk, VirtualScreen } from './browsers.ts';
import {
  addRepresentative,
  claim,
  joinWithKey,
  makeSessionKey,
  REPRESENTATIVE,
  say,
  signIn,
} from './people.ts';

const RED = '#c01020';
const GREEN = '#10a030';
const VIDEO = 'Customer screen';

/** What must appear as it was typed, wherever it is shown (peers.md T5, T21). */
const HOSTILE = ['{{7*7}} {{constructor}} <img src=x onerror=alert(1)> $', '{7*7} <%= 7*7 %> "quoted"'].join(
  '',
);

type Colour = readonly [number, number, number];

/** Whether the picture is about this colour: what a codec makes of it is not exactly the same. */
function isNear(colour: Colour | undefined, wanted: string): boolean {
  const channels = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
  return (
    colour !== undefined && channels.every((channel, index) => Math.abs(channel - (colour[index] ?? 0)) < 40)
  );
}

async function showsColour(page: Page, wanted: string): Promise<void> {
  await until(`the picture to be ${wanted}`, async () => isNear(await colourOf(page, VIDEO), wanted));
}

async function shareScreen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share my screen' }).first().click();
}

function chatLines(page: Page, text: string): Promise<number> {
  return page.getByText(text, { exact: true }).count();
}

/** What ffprobe says of a file, after ffmpeg has decoded all of it without an error. */
function played(file: string): {
  readonly seconds: number;
  readonly frames: number;
  readonly errors: string;
} {
  const decoded = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-'], { encoding: 'utf8' });
  const probed = spawnSync(
    'ffprobe',
    [
      '-v',
      'error',
      '-count_packets',
      '-show_entries',
      'format=duration:stream=codec_name,nb_read_packets',
      '-of',
      'json',
      file,
    ],
    { encoding: 'utf8' },
  );
  const told = JSON.parse(probed.stdout) as {
    format: { duration?: string };
    streams: readonly { nb_read_packets: string }[];
  };
  return {
    seconds: Number(told.format.duration ?? 0),
    frames: Number(told.streams[0]?.nb_read_packets ?? 0),
    errors: decoded.stderr,
  };
}

/** The colour in the middle of the right half of the frame at that second. */
function colourInFile(file: string, second: number): Colour {
  const pixels = spawnSync('ffmpeg', [
    '-v',
    'error',
    '-ss',
    second.toFixed(2),
    '-i',
    file,
    '-frames:v',
    '1',
    '-vf',
    'crop=16:16:iw*3/4-8:ih/2-8,scale=1:1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-',
  ]).stdout;
  return [pixels[0] ?? 0, pixels[1] ?? 0, pixels[2] ?? 0];
}

function recordingsOf(appliance: RunningAppliance): readonly string[] {
  return readdirSync(appliance.recordingsDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.webm'))
    .map((entry) => join(entry.parentPath, entry.name));
}

test('from the claim to the report: a customer is helped, and all of it can be seen afterwards', async (t) => {
  t.timeout(180_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  screen.paint(RED);
  await using rep = await representativeAtDesk();
  await claim(rep.page, appliance);
  await addRepresentative(rep.page, appliance);
  await rep.context.clearCookies();
  await signIn(rep.page, appliance, REPRESENTATIVE);
  const { key, url } = await makeSessionKey(rep.page);
  t.regex(key, /^[2-9A-HJKMNP-Z]{4}[ -][2-9A-HJKMNP-Z]{4}$/);
  t.true(url.startsWith(appliance.url));

  // The customer waits, and can write already.
  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key.toLowerCase());
  await say(customer.page, 'Hello from the waiting room');
  const queue = rep.page.getByRole('table', { name: 'Personal queue' });
  const row = queue.getByRole('row', { name: /Anna Lindqvist/ });
  await row.waitFor();
  await rep.page.getByRole('button', { name: 'Accept' }).first().click();
  await rep.page.getByText('Hello from the waiting room').first().waitFor();
  await say(rep.page, 'May I see your screen?');
  await customer.page.getByText('May I see your screen?').first().waitFor();
  await customer.page.getByText(REPRESENTATIVE.name).first().waitFor();
  await say(customer.page, HOSTILE);
  await rep.page.getByText(HOSTILE, { exact: true }).first().waitFor();
  await customer.page.getByText(HOSTILE, { exact: true }).first().waitFor();

  // The representative asks; Deny has the focus; the customer allows.
  await rep.page.getByRole('button', { name: 'Request screen' }).click();
  const question = customer.page.getByRole('dialog');
  await question.getByRole('button', { name: 'Deny' }).waitFor();
  t.is(await customer.page.evaluate(() => document.activeElement?.textContent?.trim()), 'Deny');
  // A key that was on its way to somewhere else when the question came up answers nothing.
  await question.getByRole('button', { name: 'Allow' }).and(customer.page.locator(':enabled')).waitFor();
  await customer.page.keyboard.press('Enter');
  await rep.page.getByRole('button', { name: 'Request screen' }).waitFor();
  await rep.page.getByRole('button', { name: 'Request screen' }).click();
  await question.getByRole('button', { name: 'Allow' }).click();
  await showsColour(rep.page, RED);
  await rep.page
    .getByText(/Picture \d+ ms old/)
    .first()
    .waitFor();
  await customer.page.getByText('Recording', { exact: false }).first().waitFor();
  screen.paint(GREEN);
  await showsColour(rep.page, GREEN);

  // Reloading the console brings the same session back, picture included.
  const beforeMs = performance.now();
  await rep.page.reload();
  await showsColour(rep.page, GREEN);
  t.log(`the console was back with its picture after ${Math.round(performance.now() - beforeMs)} ms`);
  await rep.page.getByText('Hello from the waiting room').first().waitFor();

  // The customer's reload ends the capture, by the browser's rules, and one click brings it back.
  await customer.page.reload();
  await customer.page.getByText('May I see your screen?').first().waitFor();
  const again = customer.page.getByRole('button', { name: /Share my screen/ });
  const isSharing = customer.page.getByRole('button', { name: 'Stop sharing' });
  await again.or(isSharing).first().waitFor();
  if (await again.first().isVisible()) {
    await again.first().click();
  }
  screen.paint(RED);
  await showsColour(rep.page, RED);

  await customer.page.waitForTimeout(1_500);
  await customer.page.getByRole('button', { name: 'Stop sharing' }).click();
  await rep.page.getByRole('button', { name: 'Request screen' }).waitFor();
  await rep.page.getByRole('button', { name: 'End session' }).first().click();
  await rep.page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await customer.page
    .getByText(/has ended|is over|ended/i)
    .first()
    .waitFor();

  // The recording plays, and shows what the screen showed.
  const files = await until('the recordings to be finished', () => {
    const found = recordingsOf(appliance);
    return found.length > 0 && found.every((file) => played(file).seconds > 0) ? found : undefined;
  });
  const recordings = files.map((file) => ({ file, ...played(file) }));
  for (const { file, errors, frames, seconds } of recordings) {
    t.is(errors, '', file);
    t.true(frames > 0 && seconds > 0, `${file}: ${frames} frames in ${seconds} s`);
  }
  const colours = recordings.flatMap(({ file, seconds }) =>
    Array.from({ length: 12 }, (_, part) => colourInFile(file, (seconds * (part + 0.5)) / 12)),
  );
  t.true(
    colours.some((colour) => isNear(colour, GREEN)),
    JSON.stringify(colours),
  );
  t.true(
    colours.some((colour) => isNear(colour, RED)),
    JSON.stringify(colours),
  );

  // The report shows all of it, and plays the recording in place.
  await rep.page.goto(`${appliance.url}/login/reports`);
  await rep.page
    .getByRole('link', { name: /Anna Lindqvist/ })
    .first()
    .click();
  for (const text of [
    'Hello from the waiting room',
    'May I see your screen?',
    HOSTILE,
    REPRESENTATIVE.name,
  ]) {
    await rep.page.getByText(text).first().waitFor();
  }
  const player = rep.page
    .getByLabel(/^Recording/)
    .and(rep.page.locator('video'))
    .first();
  await player.waitFor();
  const length = await until('the player to know its length', () =>
    player.evaluate((element) => {
      const video = element as HTMLVideoElement;
      video.preload = 'metadata';
      return Number.isFinite(video.duration) && video.duration > 0 ? video.duration : undefined;
    }),
  );
  t.true(length > 1);
  await player.evaluate(async (element, second) => {
    const video = element as HTMLVideoElement;
    await new Promise((resolve) => {
      video.addEventListener('seeked', resolve, { once: true });
      video.currentTime = second;
    });
  }, length / 2);

  t.deepEqual(rep.complaints, []);
  t.deepEqual(customer.complaints, []);
});

test('kill -9 in the middle: both pages come back by themselves, nothing acknowledged is lost or doubled', async (t) => {
  t.timeout(180_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  screen.paint(RED);
  await using rep = await representativeAtDesk();
  await claim(rep.page, appliance);
  await rep.page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(rep.page);
  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key);
  await rep.page.getByRole('button', { name: 'Accept' }).first().click();
  await say(rep.page, 'Sentence 1 of the representative');
  await customer.page.getByText('Sentence 1 of the representative').first().waitFor();
  await shareScreen(customer.page);
  await showsColour(rep.page, RED);
  const sharedSinceMs = performance.now();
  await customer.page.waitForTimeout(4_000);

  // Chat while the process dies: whatever the pages were told is kept, is kept.
  await say(customer.page, 'Sentence 2 of the customer');
  await say(rep.page, 'Sentence 3 of the representative');
  await rep.page.getByText('Sentence 2 of the customer').first().waitFor();
  await customer.page.getByText('Sentence 3 of the representative').first().waitFor();
  const recordedMs = performance.now() - sharedSinceMs;
  await appliance.stop('SIGKILL');
  await say(customer.page, 'Sentence 4, written while nobody was there');
  await appliance.start();
  const backMs = performance.now();
  screen.paint(GREEN);
  await rep.page.getByText('Sentence 4, written while nobody was there').first().waitFor();
  await showsColour(rep.page, GREEN);
  t.log(`after the restart the picture was back within ${Math.round(performance.now() - backMs)} ms`);
  for (const [page, name] of [
    [rep.page, 'the console'],
    [customer.page, "the customer's page"],
  ] as const) {
    for (const sentence of [
      'Sentence 1 of the representative',
      'Sentence 2 of the customer',
      'Sentence 3 of the representative',
      'Sentence 4, written while nobody was there',
    ]) {
      t.is(await chatLines(page, sentence), 1, `${name}: ${sentence}`);
    }
  }

  // The relay's worker dies alone: sessions and chat do not notice, and the picture returns.
  const worker = [...appliance.output.matchAll(/"workerPid":(\d+)/g)].at(-1)?.[1];
  process.kill(Number(worker), 'SIGKILL');
  await say(customer.page, 'Sentence 5, while the relay starts again');
  await rep.page.getByText('Sentence 5, while the relay starts again').first().waitFor();
  screen.paint(RED);
  await showsColour(rep.page, RED);

  // What was recorded until the kill is there, but for two seconds.
  const recording = await until('the file that the crash left', () =>
    recordingsOf(appliance).find((file) => played(file).seconds * 1_000 > recordedMs - 2_000),
  );
  t.is(played(recording).errors, '');
  t.deepEqual(rep.complaints, []);
  t.deepEqual(customer.complaints, []);
});
