import type { CustomerWords } from '../../languages/index.ts';
import type { OfferedLanguage, Ports } from '../ports.ts';

/** The languages that the page was given: `data-languages` of its root, each with the file of its words. */
export function pageLanguages(root: HTMLElement, session: string): Ports['languages'] {
  const offered = JSON.parse(root.dataset['languages'] ?? '[]') as readonly (OfferedLanguage & {
    readonly file: string;
  })[];
  return {
    offered,
    async choose(code) {
      const words = await loadWords(offered.find((one) => one.code === code)?.file ?? '');
      // What the server is told is for the pages after this one: this one does not wait for it.
      fetch(`/session/${session}/language`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Handrail': '1' },
        body: JSON.stringify({ language: words.language }),
        signal: AbortSignal.timeout(12_000),
      }).catch(() => undefined);
      return words;
    },
  };
}

export async function loadWords(file: string): Promise<CustomerWords> {
  const { words } = (await import(file)) as { readonly words: CustomerWords };
  return words;
}
