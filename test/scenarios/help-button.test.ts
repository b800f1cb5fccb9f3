import { runInNewContext } from 'node:vm';
import test from 'ava';
import { company } from '../company.ts';
import { addIssue, idOfAda } from '../sites.ts';

const SITE = '/login/public-sites/default-portal--------';

test('the script for other web sites may be loaded by everybody, is small, and kept as long as its version says', async (t) => {
  await using all = await company([]);
  const at = `${all.world.url}/api/start_session.js`;
  const loaded = await fetch(at);
  t.is(loaded.status, 200);
  t.is(loaded.headers.get('content-type'), 'text/javascript; charset=utf-8');
  t.is(loaded.headers.get('cross-origin-resource-policy'), 'cross-origin');
  t.is(loaded.headers.get('cache-control'), 'public, max-age=3600');
  t.deepEqual(loaded.headers.getSetCookie(), []);
  const code = await loaded.text();
  t.true(code.length < 4_000, `${code.length} bytes`);
  t.notRegex(code, /eval|new Function|document\.cookie|innerHTML|localStorage/);
  const page = await (await all.administrator.get(`${SITE}/help-button`)).text();
  const version = /start_session\.js\?v(?:=|&#x3D;)([A-Z0-9]+)/.exec(page)?.[1];
  const kept = await fetch(`${at}?v=${version ?? ''}`);
  t.is(kept.headers.get('cache-control'), 'public, max-age=31536000, immutable');
});

test('an administrator chooses what a help button leads to and copies it; what is not offered is not in it', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const lines = async (query: Readonly<Record<string, string>>, field = 'snippet') => {
    const html = await (
      await all.administrator.get(`${SITE}/help-button?${new URLSearchParams(query).toString()}`)
    ).text();
    const escaped =
      new RegExp(`<textarea[^>]*id="${field}"[^>]*>([\\s\\S]*?)</textarea>`).exec(html)?.[1] ?? '';
    const entities: Readonly<Record<string, string>> = {
      '&lt;': '<',
      '&gt;': '>',
      '&quot;': '"',
      '&#x3D;': '=',
      '&#x27;': "'",
      '&amp;': '&',
    };
    return escaped.replaceAll(/&(?:lt|gt|quot|amp|#x3D|#x27);/g, (each) => entities[each] ?? each);
  };
  const german = await lines({
    target: 'issue:screen',
    text: 'Hilfe "><img src=x>',
    corner: 'top-left',
    language: 'de',
    mode: 'chat',
  });
  t.is(
    german.replace(/\?v=[^"]+/, ''),
    `<script async src="${all.world.url}/api/start_session.js" data-text="Hilfe &quot;&gt;&lt;img src=x&gt;" data-issue="screen" data-corner="top-left" data-locale="de" data-type="chat"></script>`,
  );
  const program = await lines({ target: 'issue:screen', language: 'de', mode: 'chat' }, 'program');
  const [loads, ...calls] = program.split('\n');
  t.is(loads?.replace(/\?v=[^"]+/, ''), `<script src="${all.world.url}/api/start_session.js"></script>`);
  const started: unknown[] = [];
  runInNewContext(calls.slice(1, -1).join('\n'), {
    document: { querySelector: () => ({ addEventListener: (_event: string, act: () => void) => act() }) },
    Handrail: { start: (options: unknown) => started.push(JSON.parse(JSON.stringify(options))) },
  });
  t.deepEqual(started, [{ issue: { codeName: 'screen' }, type: 'chat', locale: 'de' }]);
  const ada = await idOfAda(all);
  t.regex(await lines({ target: `rep:${ada}` }, 'program'), new RegExp(`rep: { id: "${ada}" }`));
  const page = await (await all.administrator.get(`${SITE}/help-button`)).text();
  t.notRegex(page, /docs\/decisions/);
  t.regex(
    await lines({ target: `rep:${ada}` }),
    new RegExp(
      `data-text="Help" data-languages="en de fr es ja ar" data-text-de="Hilfe" data-text-fr="Aide" data-text-es="Ayuda" data-text-ja="ヘルプ" data-text-ar="مساعدة" data-rep="${ada}" data-corner="bottom-right"></script>$`,
    ),
  );
  const wrong = await lines({ target: 'issue:nothing', corner: '"x"', language: 'xx', mode: 'full' });
  t.notRegex(wrong, /nothing|"x"|xx|full/);
  t.is((await all.visitors.rita.get(`${SITE}/help-button`)).status, 403);
});

/** What the button is called, and in which language it says so, where these lines stand in a page. */
function drawn(code: string, snippet: string, languages: readonly string[]) {
  const dataset: Record<string, string> = {};
  for (const [, name = '', value = ''] of snippet.matchAll(/data-([a-z-]+)="([^"]*)"/g)) {
    dataset[name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())] = value
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
  }
  const buttons: { textContent?: string; lang?: string }[] = [];
  runInNewContext(code, {
    URL,
    window: {},
    navigator: { languages },
    location: { origin: 'https://shop.example' },
    document: {
      currentScript: { src: 'https://help.example/api/start_session.js', dataset },
      readyState: 'complete',
      body: { append: () => undefined },
      createElement: () => ({
        style: {},
        addEventListener: () => undefined,
        attachShadow: () => ({ append: (button: object) => void buttons.push(button) }),
      }),
    },
  });
  return buttons.map(({ textContent, lang }) => [textContent, lang]);
}

test('a help button is called in the language in which its site will speak, as far as that is translated', async (t) => {
  await using all = await company([['Laptops', {}]]);
  await addIssue(all, 'Screen broken', 'Laptops', 'screen');
  const code = await (await fetch(`${all.world.url}/api/start_session.js`)).text();
  const page = (query: Readonly<Record<string, string>>) =>
    all.administrator
      .get(`${SITE}/help-button?${new URLSearchParams(query).toString()}`)
      .then((answer) => answer.text());
  const snippet = async (query: Readonly<Record<string, string>>) => {
    const escaped = /<textarea[^>]*id="snippet"[^>]*>([\s\S]*?)<\/textarea>/.exec(await page(query))?.[1];
    return (escaped ?? '')
      .replaceAll('&#x3D;', '=')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  };
  const first = await snippet({});
  t.deepEqual(drawn(code, first, ['de-AT', 'en']), [['Hilfe', 'de']]);
  t.deepEqual(drawn(code, first, ['en-GB', 'de']), [['Help', undefined]]);
  t.deepEqual(drawn(code, first, ['sv', 'ar-EG']), [['مساعدة', 'ar']]);
  t.deepEqual(drawn(code, first, []), [['Help', undefined]]);
  const hostile = `"><img src=x onerror=alert(1)>{{7*7}}`;
  const written = { text: 'Need help?', 'text-de': hostile, 'text-fr': '\u200b', 'text-ja': 'あ'.repeat(90) };
  const own = await snippet(written);
  t.notRegex(own, /<img/);
  t.deepEqual(drawn(code, own, ['de']), [[hostile, 'de']]);
  t.deepEqual(drawn(code, own, ['fr']), [['Need help?', undefined]]);
  t.is(drawn(code, own, ['ja'])[0]?.[0]?.length, 60);
  t.regex(
    await page(written),
    /id="text-de" name="text-de" value="&quot;&gt;&lt;img/,
    'what was typed is kept',
  );
  t.deepEqual(
    drawn(code, await snippet({ text: 'Need help?' }), ['de']),
    [['Need help?', undefined]],
    'emptied',
  );
  const fixed = await snippet({ ...written, 'text-ar': 'مساعدة', language: 'ar' });
  t.deepEqual(drawn(code, fixed, ['de']), [['مساعدة', 'ar']]);
  t.notRegex(fixed, /data-languages|data-text-/);
});
