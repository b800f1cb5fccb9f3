/**
 * How soon a customer can use the portal on a slow mobile network: Chromium with 1.6 Mbit/s down, 150 ms there and
 * back and a processor four times slower, an empty cache, the largest logo and a notice.
 *
 *   node dev/bench/portal.ts
 *
 * Usable is when the key field can be typed in and every script has run (`loadEventStart`). The baseline is an empty page
 * of the same server on the same network: what no page can be under. Medians of seven loads. Ends by itself within 90 s.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';
import { bundle } from '../build.ts';
import { LIMITS } from '../../src/kernel/index.ts';
import { furnishPortal } from '../../test/sites.ts';
import { company } from '../../test/company.ts';

const LOADS = 7;
const GOAL_MS = 2_000;
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};

interface Load {
  readonly paintedMs: number;
  readonly usableMs: number;
  readonly bytes: number;
}

/** Runs in the page. */
const FIGURES = `(() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const loaded = [navigation, ...performance.getEntriesByType('resource')];
  return {
    paintedMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    usableMs: navigation.loadEventStart,
    bytes: loaded.reduce((sum, { transferSize }) => sum + transferSize, 0),
  };
})()`;

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  await network.send('Network.emulateNetworkConditions', SLOW_4G);
  await network.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(url, { waitUntil: 'load' });
  const figures = await page.evaluate<Load>(FIGURES);
  await context.close();
  return figures;
}

async function median(browser: Browser, url: string): Promise<Load> {
  const loads: Load[] = [];
  for (let i = 0; i <= LOADS; i += 1) {
    loads.push(await load(browser, url));
  }
  // The first load of a server also compiles and packs.
  const others = loads.slice(1);
  const middle = (of: (one: Load) => number) =>
    others.map(of).toSorted((a, b) => a - b)[Math.floor(others.length / 2)] ?? 0;
  return {
    paintedMs: middle((one) => one.paintedMs),
    usableMs: middle((one) => one.usableMs),
    bytes: middle((one) => one.bytes),
  };
}

function line(what: string, { paintedMs, usableMs, bytes }: Load, baseline: Load): void {
  const ratio = (usableMs / baseline.usableMs).toFixed(2);
  console.log(
    `  ${what}: usable after ${Math.round(usableMs)} ms (${ratio} × an empty page; goal ${GOAL_MS} ms), first seen after ${Math.round(paintedMs)} ms, ${Math.round(bytes / 1_000)} kB of ${LIMITS.portalPageBytes / 1_000}`,
  );
}

await bundle();
await using all = await company([['Printers', {}]]);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const empty = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.end(
    '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Empty</title><p>Empty</p></html>',
  );
});
await new Promise<void>((resolve) => void empty.listen(0, 'localhost', resolve));
try {
  const baseline = await median(browser, `http://localhost:${(empty.address() as AddressInfo).port}/`);
  line('an empty page', baseline, baseline);
  line('the portal as it comes', await median(browser, all.world.url), baseline);
  await furnishPortal(all);
  line('with the largest logo, a notice and twenty issues', await median(browser, all.world.url), baseline);
} finally {
  empty.close();
  await browser.close();
}
