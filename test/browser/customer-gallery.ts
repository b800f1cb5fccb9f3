/**
 * Runs in a browser in the place of src/customer/main.ts: shows the customer's page in any of its states, in any
 * language, without a session behind it (gallery.ts bundles it).
 */
import { nothing, render } from 'lit-html';
import type { CustomerPage } from '../../src/customer/customer-page.ts';
import { titleOf } from '../../src/customer/model/page-state.ts';
import { customerView } from '../../src/customer/view/customer-view.ts';
import { words as ar } from '../../src/languages/customer-page/ar.ts';
import { words as de } from '../../src/languages/customer-page/de.ts';
import { words as en } from '../../src/languages/customer-page/en.ts';
import { words as es } from '../../src/languages/customer-page/es.ts';
import { words as fr } from '../../src/languages/customer-page/fr.ts';
import { words as ja } from '../../src/languages/customer-page/ja.ts';
import { directionOf, LANGUAGES, nameOfLanguage, type Language } from '../../src/languages/index.ts';
import { STATES, type StateName } from '../customer-states.ts';

const WORDS = { ar, de, en, es, fr, ja };
const said = new Set<string>();
/** Nothing is behind the page: what is pressed does nothing. */
const page = new Proxy(
  { draft: '', languages: LANGUAGES.map((code) => ({ code, name: nameOfLanguage(code) })) },
  { get: (known, name) => (name in known ? known[name as keyof typeof known] : () => undefined) },
) as unknown as CustomerPage;
const root = document.getElementById('session') as HTMLElement;

const gallery = {
  names: Object.keys(STATES) as readonly StateName[],
  /** Keys of English texts that no state has said so far. */
  unsaid: (): readonly string[] => Object.keys(en.texts).filter((key) => !said.has(key)),
  show(name: StateName, language: Language): void {
    const words = WORDS[language];
    const heard = new Proxy(words.texts, {
      get(texts, key) {
        said.add(String(key));
        return Reflect.get(texts, key) as unknown;
      },
    });
    const state = STATES[name]({ ...words, texts: heard });
    render(nothing, root);
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    render(customerView(state, page, { markUrl: root.dataset['mark'] ?? '', isLogo: false }), root);
    document.title = titleOf(state);
  },
};
export type Gallery = typeof gallery;
root.replaceChildren();
Object.assign(globalThis, { gallery });
