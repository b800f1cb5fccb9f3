import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { until } from '../running-appliance.ts';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** A screen that exists only in memory, with a colour that a test chooses. */
export class VirtualScreen implements AsyncDisposable {
  readonly display: string;
  readonly #server: ChildProcess;

  private constructor(display: string, server: ChildProcess) {
    this.display = display;
    this.#server = server;
  }

  static async open(width = 1280, height = 720): Promise<VirtualScreen> {
    // Xvfb chooses a free number itself and says it on file descriptor 3.
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp', '-noreset'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    const number = await new Promise<string>((resolve, reject) => {
      let text = '';
      server.once('error', reject);
      server.once('exit', () => reject(new Error('Xvfb did not start')));
      server.stdio[3]?.on('data', (part: Buffer) => {
        text += String(part);
        if (text.includes('\n')) {
          resolve(text.trim());
        }
      });
    });
    await until('the screen', () => existsSync(`/tmp/.X11-unix/X${number}`));
    return new VirtualScreen(`:${number}`, server);
  }

  /** What the screen shows where no window is. */
  paint(colour: `#${string}`): void {
    const painted = spawnSync('xsetroot', ['-solid', colour], {
      env: { ...process.env, DISPLAY: this.display },
    });
    if (painted.status !== 0) {
      throw new Error(`xsetroot: ${painted.stderr.toString()}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = new Promise((resolve) => void this.#server.once('exit', resolve));
    this.#server.kill();
    await gone;
  }
}

/** Somebody with a browser: a fresh profile, and a page to begin with. */
export interface Somebody extends AsyncDisposable {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Whatever the page complained about: uncaught errors and refused content. A test ends with none. */
  readonly complaints: readonly string[];
}

/** A customer in front of a real screen, whose browser shares it without asking which. */
export function customerAt(screen: VirtualScreen): Promise<Somebody> {
  return somebody({
    headless: false,
    env: { ...process.env, DISPLAY: screen.display } as Record<string, string>,
    args: [
      ...QUIET,
      '--auto-select-desktop-capture-source=Entire screen',
      '--window-position=0,0',
      '--window-size=700,720',
    ],
  });
}

export function representativeAtDesk(): Promise<Somebody> {
  return somebody({ headless: true, args: QUIET });
}

async function somebody(how: {
  readonly headless: boolean;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
}): Promise<Somebody> {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    headless: how.headless,
    args: [...how.args],
    ...(how.env === undefined ? {} : { env: how.env }),
  });
  const context = await browser.newContext({
    viewport: how.headless ? { width: 1440, height: 900 } : null,
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  context.on('weberror', (error) => void complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { browser, context, page, complaints, [Symbol.asyncDispose]: () => browser.close() };
}

/** The average colour of the middle of what a video shows now; undefined before its first frame. */
export function colourOf(
  page: Page,
  label: string,
  at: { readonly x: number; readonly y: number } = { x: 0.75, y: 0.5 },
): Promise<readonly [number, number, number] | undefined> {
  return page
    .getByLabel(label, { exact: true })
    .first()
    .evaluate((element, place) => {
      const video = element as HTMLVideoElement;
      if (video.videoWidth === 0 || video.readyState < 2) {
        return undefined;
      }
      const canvas = new OffscreenCanvas(16, 16);
      const drawing = canvas.getContext('2d');
      drawing?.drawImage(
        video,
        video.videoWidth * place.x - 8,
        video.videoHeight * place.y - 8,
        16,
        16,
        0,
        0,
        16,
        16,
      );
      const pixels = drawing?.getImageData(0, 0, 16, 16).data ?? new Uint8ClampedArray(4);
      const sum = [0, 0, 0];
      for (let pixel = 0; pixel < pixels.length; pixel += 4) {
        for (let channel = 0; channel < 3; channel += 1) {
          sum[channel] = (sum[channel] ?? 0) + (pixels[pixel + channel] ?? 0);
        }
      }
      const [red = 0, green = 0, blue = 0] = sum.map((channel) => Math.round(channel / (pixels.length / 4)));
      return [red, green, blue] as const;
    }, at);
}
