import test from 'ava';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, say, wordsOf } from '../src/languages/index.ts';

const DIST = join(import.meta.dirname, '../dist');
const built = JSON.parse(readFileSync(join(DIST, 'manifest.json'), 'utf8')) as Record<string, string>;

/** Everything that a browser loads with that file, before it runs. */
function loadedWith(file: string, loaded = new Map<string, string>()): ReadonlyMap<string, string> {
  if (!loaded.has(file)) {
    const code = readFileSync(join(DIST, file), 'utf8');
    loaded.set(file, code);
    for (const [, imported = ''] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/gu)) {
      loadedWith(imported, loaded);
    }
  }
  return loaded;
}

test('the customer’s page loads the texts of no language, and each file of words those of its own', (t) => {
  const speaks = (code: string) =>
    LANGUAGES.filter((language) => code.includes(say(wordsOf(language), 'customer.button.ready')));
  const page = loadedWith(built['customer.js'] ?? '');
  t.true(page.size > 1, 'what it shares with the console is a file of its own');
  t.deepEqual(speaks([...page.values()].join('\n')), []);
  for (const language of LANGUAGES) {
    t.deepEqual(speaks([...loadedWith(built[`words-${language}.js`] ?? '').values()].join('\n')), [language]);
  }
});
