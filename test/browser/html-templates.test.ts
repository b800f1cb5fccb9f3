import test from 'ava';
import { RunningAppliance, until } from '../running-appliance.ts';
import { representativeAtDesk } from './browsers.ts';
import { claim } from './people.ts';

const HTML = `<link rel="stylesheet" href="CSS">
<main class="ours"><h1 onclick="document.title = 'run'">%%TITLE%%</h1>
<img src="/content/none" onerror="document.title = 'run'" alt="">
<svg onload="document.title = 'run'"></svg>
<a id="go" href="javascript:document.title = 'run'">Go</a>
<p style="color: rgb(1, 2, 3)">Style</p>
<img id="drawing" src="SVG" alt="Drawing">
%%SESSION_KEY_FORM%%</main>`;

test('a portal page in an administrator’s own HTML looks as it says, and nothing in it runs', async (t) => {
  await using appliance = await RunningAppliance.start();
  await using ada = await representativeAtDesk();
  const { page } = ada;
  await claim(page, appliance);
  async function stored(name: string, content: string): Promise<string> {
    await page.goto(`${appliance.url}/login/file-store`);
    await page.setInputFiles('#file', { name, mimeType: 'text/html', buffer: Buffer.from(content) });
    await page.getByRole('button', { name: 'Upload', exact: true }).click();
    await page.waitForURL('**/login/file-store/*');
    return new URL(page.url()).pathname.replace('/login/file-store', '/content');
  }
  const css = await stored('ours.css', '.ours h1 { color: rgb(10, 20, 30) }');
  const svg = await stored(
    'd.svg',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>top.document.title = "run"</script></svg>',
  );
  await page.goto(`${appliance.url}/login/templates/new`);
  await page.getByLabel('Name', { exact: true }).fill('Ours');
  await page.getByLabel('HTML of the page').fill(HTML.replace('CSS', css).replace('SVG', svg));
  await page.getByLabel('Language').selectOption('German');
  await page.getByRole('button', { name: 'Show the preview' }).click();
  const preview = page.frameLocator('iframe[name="preview"]');
  const previewed = preview.locator('.ours h1');
  await previewed.waitFor();
  const colour = (element: Element) => getComputedStyle(element).color;
  await until(
    'the style sheet of the preview',
    async () => (await previewed.evaluate(colour)) === 'rgb(10, 20, 30)',
  );
  t.is(await preview.locator('html').getAttribute('lang'), 'de');

  await page.getByRole('button', { name: 'Add template' }).click();
  await page.getByText('The template was added').waitFor();
  await page.getByText('onclick').first().waitFor();
  await page.goto(`${appliance.url}/login/public-sites/default-portal--------`);
  await page.getByLabel('Page of the portal').selectOption('Ours');
  await page.getByRole('button', { name: 'Choose' }).click();
  await page.getByText('Saved.').waitFor();

  await page.goto(appliance.url);
  const heading = page.getByRole('heading', { name: 'Join your support session' });
  t.is(await heading.evaluate(colour), 'rgb(10, 20, 30)');
  await heading.click();
  await page.locator('#go').click();
  t.not(await page.getByText('Style').evaluate(colour), 'rgb(1, 2, 3)');
  t.is(await page.locator('#drawing').evaluate((image) => (image as HTMLImageElement).naturalWidth), 9);
  t.regex(await page.title(), /^(?!run)/);
  // A file of the store is no script, whatever is in it.
  const ran = await page.evaluate(
    (address) =>
      new Promise((resolve) => {
        const script = document.createElement('script');
        script.src = address;
        script.addEventListener('load', () => resolve('loaded'));
        script.addEventListener('error', () => resolve('refused'));
        document.head.append(script);
      }),
    css,
  );
  t.is(ran, 'refused');
});
