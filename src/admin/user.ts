import type { RepId } from '../kernel/index.ts';
import { levelsOf, type Person, personFields, type RankedSkill, type SkillId } from '../people/index.ts';
import type { SessionPolicy } from '../policies/index.ts';
import { field, problemOf, secretField, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { repSettingsForm, repSettingsInWords } from './rep-settings.ts';
import { policyChoice } from './session-policies.ts';
import { passwordHint } from './setup.ts';
import { skillTicks } from './skill-ticks.ts';
import { userHref } from './status.ts';
import { rolesText } from './users.ts';

/** Page model of login/user-add. */
export function addUserPage(typed?: Typed) {
  return {
    name: field('name', '', typed),
    username: field('username', '', typed),
    password: secretField('password', typed),
    administrator: ticked('administrator', false, typed),
    representative: ticked('representative', true, typed),
    passwordHint: passwordHint(),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/**
 * Page model of login/user. `typed` is what was sent in the form *Save* and refused, `passwordTyped`
 * the same for *Reset password*, `skillsTyped` for *Save skills*, `repTyped` for *Save permissions*, `policyTyped` for the session policy. When somebody else saved meanwhile, what is stored now is listed and
 * the form can be sent again over it.
 */
export function editUserPage(shown: {
  readonly person: Person;
  readonly reader: RepId;
  readonly locked: boolean;
  readonly typed?: Typed;
  readonly passwordTyped?: Typed;
  readonly skillsTyped?: Typed;
  readonly repTyped?: Typed;
  readonly policyTyped?: Typed;
  readonly policies: readonly SessionPolicy[];
  readonly policy: SessionPolicy | undefined;
  readonly skills: readonly RankedSkill[];
  /** In which the person is More Preferred. */
  readonly known: ReadonlySet<SkillId>;
  readonly notice?: Notice | undefined;
}) {
  const { person, typed, passwordTyped, skillsTyped, repTyped, policyTyped, skills, known } = shown;
  const stored = personFields(person);
  const fault =
    typed?.fault ?? passwordTyped?.fault ?? skillsTyped?.fault ?? repTyped?.fault ?? policyTyped?.fault;
  const href = userHref(person.id);
  return {
    href,
    heading: person.name,
    revision: revisionShown(person.revision, typed ?? repTyped ?? skillsTyped),
    name: field('name', stored.name, typed),
    username: field('username', stored.username, typed),
    administrator: ticked('administrator', stored.administrator, typed),
    representative: ticked('representative', stored.representative, typed),
    password: secretField('password', passwordTyped),
    passwordHint: passwordHint(),
    meanwhile: fault?.code === 'changed-meanwhile' ? storedNow(shown) : [],
    ...repSettingsForm(person, repTyped),
    isRepresentative: stored.representative,
    sessionPolicy: policyChoice(shown.policies, 'users', shown.policy, policyTyped),
    hasSkills: skills.length > 0,
    skills: skillTicks(skills, known, skillsTyped, levelsOf(skills, known)),
    skillsProblem: skillsTyped === undefined ? '' : problemOf('skills', skillsTyped),
    isReader: person.id === shown.reader,
    disabled: person.status === 'disabled',
    disabledAt: person.status === 'disabled' ? person.disabledAt : undefined,
    locked: person.status === 'active' && shown.locked,
    createdAt: person.createdAt,
    lastSignInAt: person.lastSignInAt,
    notice: fault === undefined ? shown.notice : refusal(fault),
  };
}

/** What is stored now of the form that was sent too late. */
function storedNow({
  person,
  skills,
  known,
  policy,
  skillsTyped,
  repTyped,
  policyTyped,
}: Parameters<typeof editUserPage>[0]) {
  if (policyTyped !== undefined) {
    return [{ label: 'Session Policy', value: policy?.name ?? 'Not Defined' }];
  }
  if (repTyped !== undefined) {
    return repSettingsInWords(person);
  }
  if (skillsTyped !== undefined) {
    const names = skills.filter(({ id }) => known.has(id)).map(({ name }) => name);
    return [{ label: 'More Preferred', value: names.length === 0 ? 'None' : names.join(', ') }];
  }
  return [
    { label: 'Name', value: person.name },
    { label: 'Username', value: person.username },
    { label: 'Roles', value: rolesText(person) },
  ];
}
