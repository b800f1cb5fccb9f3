import { createHash } from 'node:crypto';
import test from 'ava';
import { chromiumRtpParameters, CHROMIUM_CAPABILITIES } from '../../src/media/testing/contract.ts';
import { company, settle, type Company } from '../company.ts';
import { CLIENT_PAGE, configureClient, sendSitePicture } from '../customer-client.ts';
import type { PageEnd } from '../world.ts';

const SITE = 'default-portal--------';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAADUlEQVR4nGP4z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==',
  'base64',
);
const DIGEST = createHash('sha256').update(PNG).digest('hex');
const HOSTILE = '<b>%REP_NAME%</b> {{7*7}} “Northwind”';

/** Anna waits, is accepted by Rita, and shares; answers what she sends. */
async function sharing(all: Company) {
  const { visitor, session } = await all.world.arrival(all.queue('Laptops'));
  const page = await visitor.page(`/session/${session}`);
  await settle(all);
  await all.rita.command({ type: 'accept', session });
  const opened = await page.command({ type: 'media-open', session });
  const { transportId } = (opened.type === 'answer' ? opened.body : {}) as { readonly transportId: string };
  const produced = await page.command({
    type: 'media-produce',
    session,
    transportId,
    rtpParameters: { ...chromiumRtpParameters(1) },
  });
  const { producerId } = (produced.type === 'answer' ? produced.body : {}) as { readonly producerId: string };
  await settle(all);
  return { visitor, session, page, producerId };
}

/** What who watches is told of what is drawn over the picture. */
async function watermarkFor(watcher: PageEnd, session: string, producerId: string): Promise<unknown> {
  const opened = await watcher.command({ type: 'media-open', session } as never);
  const { transportId } = (opened.type === 'answer' ? opened.body : {}) as { readonly transportId: string };
  const consumed = await watcher.command({
    type: 'media-consume',
    session,
    transportId,
    producerId,
    rtpCapabilities: { ...CHROMIUM_CAPABILITIES },
  } as never);
  if (consumed.type !== 'answer') {
    throw new Error(`not given: ${JSON.stringify(consumed)}`);
  }
  return (consumed.body as { readonly watermark?: unknown }).watermark;
}

test('a banner is what its bytes say, is told to customers with its size and what it shows, and is removed', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  const { administrator, world } = all;
  for (const [file, status, sentence] of [
    [undefined, 422, /choose/],
    [
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      422,
      /not a PNG, JPEG, WebP/,
    ],
    [Buffer.alloc(1_000_000), 413, /256 kB fit/],
  ] as const) {
    const refused = await sendSitePicture(administrator, 'banner', file);
    t.is(refused.status, status);
    const html = await refused.text();
    t.regex(html, /id="file-banner-problem" role="alert"/);
    t.regex(html, sentence);
  }
  t.is((await sendSitePicture(administrator, 'other', PNG)).status, 404);
  const saved = await sendSitePicture(administrator, 'banner', PNG);
  t.is(saved.headers.get('location'), `${CLIENT_PAGE}&done=picture-saved#picture-banner`);

  const address = `/sites/${SITE}/pictures/banner?v=${DIGEST.slice(0, 16)}`;
  const served = await world.visitor().get(address);
  t.is(served.headers.get('content-type'), 'image/png');
  t.is(served.headers.get('content-security-policy'), "default-src 'none'; sandbox");
  t.is(served.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  t.deepEqual(Buffer.from(await served.arrayBuffer()), PNG);
  t.is((await world.visitor().get(`/sites/${SITE}/pictures/watermark`)).status, 404);

  await configureClient(administrator, { 'banner-alt': HOSTILE });
  const { session, visitor } = await world.arrival(all.queue('Laptops'));
  using page = await visitor.page(`/session/${session}`);
  t.deepEqual((await page.next('site-says')).banner, { address, alt: HOSTILE, width: 2, height: 1 });
  const german = await world.arrival(all.queue('Laptops'), { language: 'de' });
  using other = await german.visitor.page(`/session/${german.session}`);
  t.is((await other.next('site-says')).banner?.alt, '', 'the name of the site says it there');

  const remove = `/login/customer-client/${SITE}/pictures/banner/remove?language=en`;
  t.is((await administrator.submit(CLIENT_PAGE, remove, {})).status, 303);
  t.is((await world.visitor().get(address)).status, 404);
  const later = await world.arrival(all.queue('Laptops'));
  using last = await later.visitor.page(`/session/${later.session}`);
  t.is((await last.next('site-says')).banner, undefined);
});

test('whoever is given the picture is told of the watermark with it', async (t) => {
  await using all = await company([['Laptops', { persistent: 'on' }]]);
  const { administrator, rita } = all;
  const { session, producerId } = await sharing(all);
  t.is(await watermarkFor(rita, session, producerId), undefined, 'there is none at first');

  await configureClient(administrator, {
    displayWatermark: 'on',
    watermarkPlace: 'bottom-left',
    watermarkOpacity: '60',
  });
  const drawn = { text: 'Northwind', image: '', place: 'bottom-left', opacityPercent: 60 };
  t.deepEqual(await watermarkFor(rita, session, producerId), drawn, 'the name of the site, from now on');
  await configureClient(administrator, { displayWatermark: 'on', 'watermark-text': HOSTILE });
  t.like(await watermarkFor(rita, session, producerId), { text: HOSTILE, place: 'top-right' });
  const german = await administrator.get(CLIENT_PAGE.replace('language=en', 'language=de'));
  t.regex(
    await german.text(),
    /id="watermark-text"[^>]*value="&lt;b&gt;%REP_NAME%/,
    'one for every language',
  );
  await sendSitePicture(administrator, 'watermark', PNG);
  const image = `/sites/${SITE}/pictures/watermark?v=${DIGEST.slice(0, 16)}`;
  t.like(await watermarkFor(rita, session, producerId), { text: HOSTILE, image });

  await t.throwsAsync(configureClient(administrator, { watermarkPlace: 'nowhere' }), { message: /422/ });
  await t.throwsAsync(configureClient(administrator, { watermarkOpacity: '7' }), { message: /422/ });
  await configureClient(administrator, {});
  t.is(await watermarkFor(rita, session, producerId), undefined, 'switched off');
});
