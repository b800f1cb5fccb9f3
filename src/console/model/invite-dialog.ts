import type { SessionPolicyId } from '../../kernel/index.ts';
import type { Copied } from './copied.ts';
import type { Desk } from './desk.ts';
import { inviteProblems, type ExternalKey } from '../../protocol/index.ts';
import { NOT_SENT, type Sending } from './sending.ts';

/** *Invite External Representative*: what is typed, then the key that was made. */
export type InviteDialog =
  | {
      readonly step: 'asking';
      readonly name: string;
      readonly comments: string;
      /** Of the invitation; undefined for the first of the session's site. */
      readonly language: string | undefined;
      /** The security profile that was chosen; the first where none was. */
      readonly profile: SessionPolicyId | undefined;
      /** By field, once somebody tried to create the key. */
      readonly problems: ReturnType<typeof inviteProblems>;
      readonly busy: boolean;
      /** Of the whole: what the appliance said. */
      readonly problem: string | undefined;
    }
  | {
      readonly step: 'made';
      readonly name: string;
      readonly language: string | undefined;
      readonly key: ExternalKey;
      readonly copied: Copied;
      readonly sending: Sending;
    };

/** A key that was just made for somebody. */
export function madeExternal(name: string, key: ExternalKey, language: string | undefined): InviteDialog {
  return { step: 'made', name: name.trim(), language, key, copied: 'neither', sending: NOT_SENT };
}

export const NEW_INVITATION: InviteDialog = {
  step: 'asking',
  name: '',
  comments: '',
  language: undefined,
  profile: undefined,
  problems: {},
  busy: false,
  problem: undefined,
};

/** With other words in a field; what was wrong with that field is looked at again at the next try. */
export function withField(at: InviteDialog, field: 'name' | 'comments', text: string): InviteDialog {
  if (at.step !== 'asking' || at.busy) {
    return at;
  }
  const { [field]: _, ...problems } = at.problems;
  return { ...at, [field]: text, problems, problem: undefined };
}

/** Ready to be sent, or with what is wrong beside each field. */
export function tried(
  at: Extract<InviteDialog, { step: 'asking' }>,
): Extract<InviteDialog, { step: 'asking' }> {
  const problems = inviteProblems(at);
  return { ...at, problems, busy: Object.keys(problems).length === 0, problem: undefined };
}

/** What an invitation can be written in: what the sites of this representative speak. */
export function invitationLanguages(
  portals: readonly { readonly languages: readonly string[] }[],
): readonly string[] {
  return [...new Set(portals.flatMap(({ languages }) => languages))];
}

/** Of those that there are now; undefined where there is nothing to choose. */
export function chosenProfile(
  { profile }: Extract<InviteDialog, { step: 'asking' }>,
  profiles: Desk['profiles'] = [],
): SessionPolicyId | undefined {
  return profiles.find(({ id }) => id === profile)?.id ?? profiles[0]?.id;
}
