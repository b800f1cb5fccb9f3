import type { Fault } from '../kernel/index.ts';

/** A sentence above a page: what was done, or why not. */
export interface Notice {
  readonly tone: 'good' | 'warn' | 'danger';
  readonly text: string;
}

const DONE = {
  saved: 'Saved.',
  added: 'The user was added.',
  disabled: 'The user was disabled and is signed out everywhere.',
  enabled: 'The user was enabled and can sign in again.',
  deleted: 'The user was deleted.',
  'password-reset':
    'The password was reset. The user is signed out everywhere and signs in with the new one.',
  'password-changed': 'Your password was changed. You are signed out everywhere else.',
  'signed-out': 'You are signed out.',
  'team-added': 'The team was added. Add its members below.',
  'team-deleted': 'The team was deleted.',
  'issue-added': 'The issue was added.',
  'issue-deleted': 'The issue was deleted.',
  'skill-added': 'The skill was added.',
  'skill-deleted': 'The skill was deleted.',
  'skill-ranked': 'The ranking was changed.',
  'status-added': 'The status was added.',
  'status-deleted': 'The status was deleted.',
  'public-site-added': 'The public site was added. Its logo can be uploaded below.',
  'public-site-deleted': 'The public site was deleted.',
  'message-done': 'The message is marked as done.',
  'message-reopen': 'The message is to be seen to again.',
  'logo-saved': 'The logo was saved.',
  'logo-removed': 'The logo was removed.',
  'picture-saved': 'The image was saved.',
  'picture-removed': 'The image was removed.',
  'template-added':
    'The template was added. It shows where it is chosen as the Public Template of a public site.',
  'template-deleted': 'The template was deleted.',
  'notice-added': 'The notice was added.',
  'notice-deleted': 'The notice was deleted.',
  'file-added': 'The file was uploaded.',
  'file-replaced': 'The content was replaced.',
  'file-deleted': 'The file was deleted.',
  'ios-profile-added': 'The profile was added.',
  'ios-profile-replaced': 'The file was replaced. Keys that were given out give the new one.',
  'ios-profile-deleted': 'The profile was deleted.',
  'button-profile-added': 'The profile was added. Make its buttons below.',
  'button-profile-deleted': 'The profile was deleted, and its buttons with it.',
  'button-removed': 'The button was removed: it begins no sessions any more.',
  'session-policy-added':
    'The session policy was added. Choose it for users or public sites to let it count.',
  'session-policy-deleted': 'The session policy was deleted.',
  'custom-field-added': 'The custom field was added. Links may name it from now on.',
  'custom-field-removed': 'The custom field was removed. Links that name it are refused from now on.',
  'member-added': 'The member was added.',
  'member-changed': 'The role was changed.',
  'member-removed': 'The member was removed from the team.',
} as const satisfies Readonly<Record<string, string>>;

export type Done = keyof typeof DONE;

/** The notice that `?done=` in an address asks for; only these sentences can be asked for. */
export function noticeOf(done: string | undefined): Notice | undefined {
  return done !== undefined && Object.hasOwn(DONE, done)
    ? { tone: 'good', text: DONE[done as Done] }
    : undefined;
}

/** A refusal as a notice. What belongs to a field is said there; the notice sends the reader to it. */
export function refusal(fault: Fault): Notice {
  return {
    tone: fault.code === 'changed-meanwhile' || fault.code === 'form-expired' ? 'warn' : 'danger',
    text:
      fault.field === undefined ? fault.sentence : 'Nothing was saved yet. Please look at the marked field.',
  };
}
