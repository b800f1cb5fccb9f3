import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'ava';
import type { Page } from 'playwright-core';
import { RunningAppliance, until } from '../running-appliance.ts';
import { customerAt, representativeAtDesk, VirtualScreen } from './browsers.ts';
import { claim, joinWithKey, makeSessionKey } from './people.ts';

/** An image of that size, one colour with another around it. */
async function image(page: Page, width: number, height: number): Promise<Buffer> {
  const url = await page.evaluate(
    ([wide, high]) => {
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = high;
      const drawing = canvas.getContext('2d');
      if (drawing !== null) {
        drawing.fillStyle = '#0b5c6b';
        drawing.fillRect(0, 0, wide, high);
        drawing.fillStyle = '#d95b00';
        drawing.fillRect(high / 4, high / 4, wide - high / 2, high / 2);
      }
      return canvas.toDataURL('image/png');
    },
    [width, height] as const,
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

test('a site’s banner, its watermark over the picture and the recording, and the way on after the survey', async (t) => {
  t.timeout(120_000);
  await using appliance = await RunningAppliance.start();
  await using screen = await VirtualScreen.open();
  screen.paint('#c01020');
  await using rep = await representativeAtDesk();
  const { page } = rep;
  await claim(page, appliance);
  await page.goto(`${appliance.url}/login/customer-client`);
  await page.getByLabel('Display Watermark').check();
  await page.getByLabel('Position').selectOption('Top left');
  await page.getByLabel('Opacity').selectOption('100 %');
  await page.getByLabel('Watermark text').fill('Northwind {{7*7}} <b>');
  await page.getByLabel('What the banner shows').fill('The bridge at Northwind');
  await page.getByLabel('Display Message After the Session').check();
  await page.getByLabel('Offer Recordings for Download').check();
  await page.getByLabel('Display Place in Line').uncheck();
  await page.getByLabel('Go on to the web address').selectOption({ index: 1 });
  await page.getByLabel('Web address', { exact: true }).fill(`${appliance.url}/verify`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.', { exact: true }).waitFor();
  const banner = { name: 'a.png', mimeType: 'image/png', buffer: await image(page, 1_600, 200) };
  await page.getByLabel('Banner image').setInputFiles(banner);
  await page.getByRole('button', { name: /^Upload.*Banner image/ }).click();
  await page.getByRole('img', { name: 'Banner image' }).waitFor();
  await page.goto(`${appliance.url}/console`);
  const { key } = await makeSessionKey(page);

  await using customer = await customerAt(screen);
  await joinWithKey(customer.page, appliance, key);
  const shown = customer.page.getByRole('img', { name: 'The bridge at Northwind' });
  await shown.waitFor();
  await customer.page.setViewportSize({ width: 320, height: 640 });
  await until('the whole banner in a narrow window', async () => {
    const narrow = await shown.boundingBox();
    return narrow !== null && narrow.width <= 320 && narrow.width / narrow.height > 7.9;
  });
  t.true(await customer.page.evaluate(() => document.documentElement.scrollWidth <= 320));
  await customer.page.getByRole('heading', { name: 'You are in the waiting room' }).waitFor();
  t.is(await customer.page.locator('.place').count(), 0);
  await page.getByRole('button', { name: 'Accept' }).first().click();
  await customer.page.getByRole('button', { name: 'Share my screen' }).first().click();

  const video = page.getByLabel('Customer screen');
  const mark = page.locator('.watermark > span');
  await mark.waitFor();
  t.is(await mark.textContent(), 'Northwind {{7*7}} <b>');
  await until('the picture to be there', () =>
    video.evaluate((element) => (element as HTMLVideoElement).videoWidth > 0),
  );
  await until('the mark to lie over the picture, as large as that', async () => {
    const over = await page.locator('.watermark').boundingBox();
    const area = await page.locator('.picture').boundingBox();
    return (
      over !== null &&
      area !== null &&
      Math.abs(over.width / over.height - 1_280 / 720) < 0.02 &&
      over.width <= area.width + 1 &&
      over.height <= area.height + 1
    );
  });
  await customer.page.waitForTimeout(1_000);
  await page.getByRole('button', { name: 'End session' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();

  const end = customer.page;
  await end.getByRole('link', { name: 'Answer the questions' }).click();
  await end.getByRole('link', { name: 'Skip' }).click();
  await end.getByRole('heading', { name: 'You skipped the questions' }).waitFor();
  await end.getByRole('button', { name: 'Stay on this page' }).press('Enter');
  const stayedAtMs = performance.now();
  await page.goto(`${appliance.url}/login/reports`);
  await page.getByRole('link', { name: 'Anna Lindqvist' }).first().click();
  const player = page.locator('.watermarked > video');
  await player.waitFor();
  t.is(await page.locator('.watermarked > .watermark').textContent(), 'Northwind {{7*7}} <b>');
  const file = await page.request.get(new URL((await player.getAttribute('src')) ?? '', page.url()).href);
  const bytes = await file.body();
  await page.getByRole('button', { name: 'Full screen' }).click();
  await until('the mark to fill the screen with the picture', () =>
    page.evaluate(() => document.fullscreenElement?.querySelector('.watermark') !== null),
  );
  await end.waitForTimeout(Math.max(0, stayedAtMs + 6_000 - performance.now()));
  t.true(end.url().includes('/survey'), 'who stays, stays');
  await end.getByRole('link', { name: 'Answer the questions' }).click();
  await end.getByLabel('Satisfied', { exact: true }).check();
  await end.getByRole('button', { name: 'Send answers' }).click();
  await end.getByText('Your answers have arrived.').waitFor();
  await end.waitForURL(`${appliance.url}/verify`);
  await end.goBack();
  await end.getByText('Your answers have arrived.').waitFor();
  t.false(await end.getByRole('button', { name: 'Stay on this page' }).isVisible(), 'who comes back stays');

  // What was recorded, by ffmpeg, is in the receipt with the SHA-256 of its file.
  await end.getByRole('link', { name: 'Back to the session' }).click();
  const [saved] = await Promise.all([
    end.waitForEvent('download'),
    end.getByRole('link', { name: 'Save the recording' }).click(),
  ]);
  const kept = readFileSync(await saved.path());
  await end.getByRole('link', { name: 'Receipt of this session' }).click();
  const [download] = await Promise.all([
    end.waitForEvent('download'),
    end.getByRole('link', { name: 'Save the signed receipt' }).click(),
  ]);
  const receipt = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    readonly files: readonly unknown[];
    readonly recordings: readonly { readonly sha256: string; readonly bytes: number }[];
  };
  t.deepEqual(receipt.files, []);
  t.deepEqual(
    receipt.recordings.map(({ sha256, bytes: size }) => [sha256, size]),
    [[createHash('sha256').update(bytes).digest('hex'), bytes.length]],
  );
  t.deepEqual(kept, bytes, 'the customer has saved the same');
  t.deepEqual(rep.complaints, []);
  t.deepEqual(customer.complaints, []);
});
