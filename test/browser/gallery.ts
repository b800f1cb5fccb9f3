import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/languages/index.ts';
import type { StateName } from '../customer-states.ts';
import { servedPages, type ServedPage } from '../customer-pages.ts';
import { keyFrom } from '../world.ts';
import type { Gallery as InPage } from './customer-gallery.ts';
import { representativeAtDesk } from './browsers.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Look {
  readonly width: number;
  readonly height?: number;
  readonly scheme: 'light' | 'dark';
}

/** Every page that customers see, in a browser, without the way there. */
export class Gallery implements AsyncDisposable {
  readonly pages: readonly ServedPage[];
  readonly browser: Browser;
  readonly #url: string;
  readonly #shell: string;
  readonly #script: string;
  readonly #things: AsyncDisposableStack;

  private constructor(
    shown: Pick<Gallery, 'pages' | 'browser'>,
    made: { readonly url: string; readonly shell: string; readonly script: string },
    things: AsyncDisposableStack,
  ) {
    this.pages = shown.pages;
    this.browser = shown.browser;
    this.#url = made.url;
    this.#shell = made.shell;
    this.#script = made.script;
    this.#things = things;
  }

  static async open(): Promise<Gallery> {
    await using things = new AsyncDisposableStack();
    const all = things.use(await servedPages());
    const { browser } = things.use(await representativeAtDesk());
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'customer-gallery.ts')],
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'warning',
    });
    using ada = await all.administrator.page('/console');
    const { visitor, session } = await all.world.customer(await keyFrom(ada));
    const shell = await (await visitor.get(`/session/${session}`)).text();
    const script = outputFiles[0]?.text ?? '';
    return new Gallery({ pages: all.pages, browser }, { url: all.world.url, shell, script }, things.move());
  }

  async page({ width, height = 900, scheme }: Look): Promise<Page> {
    // Nothing is looked at while it still moves.
    const context = await this.browser.newContext({
      viewport: { width, height },
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    return page;
  }

  /** As the server made it, at its address. */
  async serve(page: Page, { address, html }: Pick<ServedPage, 'address' | 'html'>): Promise<void> {
    await page.unrouteAll();
    await page.route('**/*', (route) =>
      route.request().isNavigationRequest()
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.continue(),
    );
    await page.goto(`${this.#url}${address}`);
  }

  /**
   * As `serve`, for a page that is looked at and not used: where the page before had the same styles, only its body
   * takes the place of that one's, which is five times as fast.
   */
  async picture(page: Page, shown: Pick<ServedPage, 'address' | 'html'>): Promise<void> {
    const isSwapped = await page.evaluate((html) => {
      const next = new DOMParser().parseFromString(html, 'text/html');
      const styles = (from: Document) =>
        [...from.querySelectorAll('link[rel=stylesheet]')].map((link) => link.getAttribute('href')).join();
      if (styles(next) !== styles(document)) {
        return false;
      }
      document.documentElement.lang = next.documentElement.lang;
      document.documentElement.dir = next.documentElement.dir;
      document.title = next.title;
      document.body.replaceWith(document.adoptNode(next.body));
      return true;
    }, shown.html);
    if (!isSwapped) {
      await this.serve(page, shown);
    }
  }

  /** The customer's page, whose states `show` then shows: the names of them all. */
  async openCustomerPage(page: Page): Promise<readonly StateName[]> {
    await this.serve(page, { address: '/session/shell', html: this.#shell });
    await page.route('**/assets/customer-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: this.#script }),
    );
    await page.reload();
    await page.waitForFunction('globalThis.gallery !== undefined');
    return page.evaluate(() => gallery.names);
  }

  async show(page: Page, name: StateName, language: Language): Promise<void> {
    await page.evaluate(([name, language]) => gallery.show(name, language), [name, language] as const);
  }

  unsaid(page: Page): Promise<readonly string[]> {
    return page.evaluate(() => gallery.unsaid());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#things.disposeAsync();
  }
}

/** Lives in the page (customer-gallery.ts). */
declare const gallery: InPage;

/** What axe finds wrong with the page as it is now (WCAG 2.2 AA and its own good manners). */
export async function problemsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) {
    await page.evaluate(AXE);
  }
  return page.evaluate<readonly string[]>(
    `document.getAnimations().forEach((it) => it.finish()) ?? axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ passes, violations }) =>
      passes.length < 10 ? ['axe looked at nothing'] :
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`,
  );
}

/** What of the page lies beyond its window, in the direction of reading. */
export function beyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What scrolls within the page and has not even the height of a line to show it: nobody sees that there is anything. */
export function squeezed(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
      .filter((element) => element.clientHeight < 40 && element.scrollHeight > element.clientHeight + 8)
      .map((element) => `${element.localName}.${element.className}`),
  );
}
