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
    new RegExp(`data-text="Help" data-rep="${ada}" data-corner="bottom-right"></script>$`),
  );
  const wrong = await lines({ target: 'issue:nothing', corner: '"x"', language: 'xx', mode: 'full' });
  t.notRegex(wrong, /nothing|"x"|xx|full/);
  t.is((await all.visitors.rita.get(`${SITE}/help-button`)).status, 403);
});
