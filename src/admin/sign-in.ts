import type { Notice } from './notice.ts';

/**
 * Page model of login/sign-in. `next` is where to go afterwards, '' for the Status page; `kept` a form that came from
 * who was not signed in, as its page takes it along, '' for none.
 */
export function signInPage(shown: {
  readonly username: string;
  readonly next: string;
  readonly kept?: string;
  readonly notice: Notice | undefined;
}) {
  const { username, next, kept = '', notice } = shown;
  return { username, next, kept, notice };
}

/** Of a form that came from who was not signed in (any more). */
export function notSavedYet(what: 'kept' | 'nothing-typed'): Notice {
  return {
    tone: 'warn',
    text:
      what === 'kept'
        ? 'You are signed out, so nothing was saved yet. Sign in here, and you find what you typed in the form again; only passwords and files have to be given once more.'
        : 'You are signed out, so nothing was changed. Please sign in and do it once more.',
  };
}
