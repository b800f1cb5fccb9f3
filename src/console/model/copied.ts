import { unreachable } from '../../kernel/index.ts';

/** What of a key and its link was copied last. */
export type Copied = 'key' | 'link' | 'neither' | 'refused';

export function copiedWords(copied: Copied): string {
  switch (copied) {
    case 'key':
      return 'The key is copied.';
    case 'link':
      return 'The link is copied.';
    case 'refused':
      return 'The browser did not allow copying. Mark the text and copy it by hand.';
    case 'neither':
      return '';
    default:
      return unreachable(copied);
  }
}
