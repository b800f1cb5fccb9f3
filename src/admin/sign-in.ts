import type { Notice } from './notice.ts';

/** Page model of login/sign-in. `next` is where to go afterwards, '' for the Status page. */
export function signInPage(shown: {
  readonly username: string;
  readonly next: string;
  readonly notice: Notice | undefined;
}) {
  return { username: shown.username, next: shown.next, notice: shown.notice };
}
