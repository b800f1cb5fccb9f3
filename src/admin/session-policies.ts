import { LIMITS, type PortalId, type RepId, type SessionPolicyId, unreachable } from '../kernel/index.ts';
import {
  AVAILABLE_TO,
  type AvailableTo,
  type Definitions,
  type Dependents,
  type EffectivePolicy,
  inTheWayOfRemoval,
  type LayerName,
  LAYERS,
  PERMISSIONS,
  type SessionPolicy,
  type SessionPolicyFields,
  valueInWords,
  type WholeDefinitions,
} from '../policies/index.ts';
import { choice, type ChoiceField } from './choice.ts';
import { field, problemOf, ticked, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { counted } from './words.ts';

export const POLICIES_PATH = '/login/session-policies';

function policyHref(id: SessionPolicyId): string {
  return `${POLICIES_PATH}/${id}`;
}

function availableInWords(to: AvailableTo): string {
  switch (to) {
    case 'users':
      return 'Users';
    case 'portals':
      return 'Public Portals';
    case 'invites':
      return 'Rep Invite';
    default:
      return unreachable(to);
  }
}

const AVAILABLE_HINTS: Readonly<Record<AvailableTo, string>> = {
  users: 'Can be chosen for a user, under Users.',
  portals: 'Can be chosen for a public site, under Customer Client.',
  invites: 'A security profile: chosen in the console for somebody who is invited from outside.',
};

function layerInWords(layer: LayerName): string {
  switch (layer) {
    case 'portal':
      return 'Public Portal';
    case 'representative':
      return 'Representative';
    case 'global':
      return 'Global Default';
    default:
      return unreachable(layer);
  }
}

/** Beside a value on a telephone. */
const SHORT: Readonly<Record<LayerName, string>> = {
  portal: 'Portal',
  representative: 'Rep',
  global: 'Global',
};

function dependentsInWords({ portals, users }: Dependents): string {
  const parts = [
    ...(portals.length === 0 ? [] : [counted(portals.length, 'public site', 'public sites')]),
    ...(users.length === 0 ? [] : [counted(users.length, 'user', 'users')]),
  ];
  return parts.length === 0 ? 'None' : parts.join(', ');
}

/** Page model of login/session-policies. */
export function sessionPoliciesPage(shown: {
  readonly policies: readonly { readonly policy: SessionPolicy; readonly dependents: Dependents }[];
  readonly notice: Notice | undefined;
}) {
  return {
    policies: shown.policies.map(({ policy, dependents }) => ({
      href: policyHref(policy.id),
      copyHref: `${POLICIES_PATH}/new?copy=${policy.id}`,
      name: policy.name,
      description: policy.description,
      availableTo: availableTo(policy),
      dependents: dependentsInWords(dependents),
    })),
    notice: shown.notice,
  };
}

function availableTo(policy: SessionPolicyFields): string {
  const words = AVAILABLE_TO.filter((each) => policy.availableTo.has(each)).map(availableInWords);
  return words.length === 0 ? 'Nobody' : words.join(', ');
}

/** The permissions; `Not Defined` where a policy may leave something open. */
function permissionFields(stored: Definitions, mayLeaveOpen: boolean, typed: Typed | undefined) {
  return PERMISSIONS.map(({ name, label, hint, choices }) => {
    const offered = [...(mayLeaveOpen ? [{ value: '', label: 'Not Defined' }] : []), ...choices];
    return { name, label, hint, field: choice(name, stored[name] ?? '', offered, typed) };
  });
}

function policyForm(stored: SessionPolicyFields, typed: Typed | undefined) {
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.policyNameCharacters,
    codeName: field('codeName', stored.codeName, typed),
    codeNameLimit: LIMITS.codeNameCharacters,
    description: field('description', stored.description, typed),
    descriptionLimit: LIMITS.policyDescriptionCharacters,
    availableTo: AVAILABLE_TO.map((each) => ({
      name: each,
      label: availableInWords(each),
      hint: AVAILABLE_HINTS[each],
      checked: ticked(each, stored.availableTo.has(each), typed),
      problem: typed === undefined ? '' : problemOf(each, typed),
    })),
    permissions: permissionFields(stored.permissions, true, typed),
  };
}

const NEW_POLICY: SessionPolicyFields = {
  name: '',
  codeName: '',
  description: '',
  availableTo: new Set(['users', 'portals']),
  permissions: {},
};

/** Page model of login/session-policy-add; `copied` is what it begins as. */
export function addSessionPolicyPage(copied: SessionPolicy | undefined, typed: Typed | undefined) {
  const stored =
    copied === undefined
      ? NEW_POLICY
      : {
          ...copied,
          name: Array.from(`Copy of ${copied.name}`).slice(0, LIMITS.policyNameCharacters).join(''),
          codeName: '',
        };
  return {
    ...policyForm(stored, typed),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/session-policy. */
export function editSessionPolicyPage(shown: {
  readonly policy: SessionPolicy;
  readonly dependents: Dependents;
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { policy, dependents, typed } = shown;
  return {
    ...policyForm(policy, typed),
    href: policyHref(policy.id),
    copyHref: `${POLICIES_PATH}/new?copy=${policy.id}`,
    heading: policy.name,
    revision: revisionShown(policy.revision, typed),
    dependents: dependentLinks(dependents),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Display Name', value: policy.name },
            { label: 'Code Name', value: policy.codeName },
            { label: 'Description', value: policy.description },
            { label: 'Available to', value: availableTo(policy) },
            ...storedPermissions(policy.permissions),
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

function dependentLinks({ portals, users }: Dependents) {
  return [
    ...portals.map(({ id, name }) => ({
      kind: 'Public site',
      name,
      href: `/login/customer-client?site=${id}#session-policy`,
    })),
    ...users.map(({ id, name }) => ({ kind: 'User', name, href: `/login/users/${id}#session-policy` })),
  ];
}

function storedPermissions(permissions: Definitions) {
  return PERMISSIONS.map(({ name, label }) => ({ label, value: valueInWords(name, permissions[name]) }));
}

/** Page model of login/remove for a session policy. */
export function removeSessionPolicyPage(
  policy: SessionPolicy,
  dependents: Dependents,
  typed: Typed | undefined,
) {
  return removalPage({
    heading: `Delete the session policy ${policy.name}?`,
    sentence:
      'Somebody from outside who is in a session with it may do nothing there any more but what the public site’s policy allows.',
    facts: [{ label: 'Available to', value: availableTo(policy) }],
    href: policyHref(policy.id),
    inTheWay: inTheWayOfRemoval(dependents) ?? '',
    typed,
  });
}

/** Page model of login/session-policy-global. */
export function globalPolicyPage(shown: {
  readonly permissions: WholeDefinitions;
  readonly revision: number;
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { permissions, revision, typed } = shown;
  return {
    permissions: permissionFields(permissions, false, typed),
    revision: revisionShown(revision, typed),
    meanwhile: typed?.fault?.code === 'changed-meanwhile' ? storedPermissions(permissions) : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Whose policy is looked at in the simulator: `user:<id>`, `profile:<id>`, or `profile:` for none. */
export interface SimulatedPolicy {
  readonly portal: PortalId;
  readonly who: string;
  readonly effective: EffectivePolicy;
  /** Of each layer, the policy that it has. */
  readonly layers: Readonly<Record<Exclude<LayerName, 'global'>, SessionPolicy | undefined>>;
  readonly global: WholeDefinitions;
}

/** Page model of login/session-policy-simulator. */
export function policySimulatorPage(shown: {
  readonly sites: readonly { readonly id: PortalId; readonly name: string }[];
  readonly users: readonly { readonly id: RepId; readonly name: string }[];
  readonly policies: readonly SessionPolicy[];
  readonly asked: SimulatedPolicy | undefined;
}) {
  const { sites, users, policies, asked } = shown;
  const people = [
    ...users.map(({ id, name }) => ({ value: `user:${id}`, label: name })),
    ...policies
      .filter((policy) => policy.availableTo.has('invites'))
      .map(({ id, name }) => ({ value: `profile:${id}`, label: `From outside, with the profile ${name}` })),
    { value: 'profile:', label: 'From outside, without a profile' },
  ];
  return {
    sites: sites.map(({ id, name }) => ({ value: id, label: name, selected: id === asked?.portal })),
    people: people.map((each) => ({ ...each, selected: each.value === asked?.who })),
    answer: asked === undefined ? undefined : answerOf(asked),
  };
}

function answerOf({ effective, layers, global }: SimulatedPolicy) {
  const said = (layer: LayerName) => (layer === 'global' ? global : layers[layer]?.permissions);
  const policyOf = (layer: LayerName) => (layer === 'global' ? undefined : layers[layer]);
  return {
    layers: LAYERS.map((layer) => {
      const policy = policyOf(layer);
      return {
        name: layerInWords(layer),
        policy: layer === 'global' ? '' : (policy?.name ?? 'No session policy'),
        href:
          layer === 'global' ? `${POLICIES_PATH}/global` : policy === undefined ? '' : policyHref(policy.id),
      };
    }),
    lines: PERMISSIONS.map(({ name, label }) => {
      const { value, from } = effective[name];
      return {
        label,
        value: valueInWords(name, value),
        from: layerInWords(from),
        cells: LAYERS.map((layer) => ({
          name: SHORT[layer],
          value: valueInWords(name, said(layer)?.[name]),
          decides: layer === from,
        })),
      };
    }),
  };
}

/** The field in which a session policy is chosen for a public site or a user. */
export interface PolicyChoice {
  readonly policy: ChoiceField;
  /** Which one it was when the form was made. */
  readonly before: string;
}

export function policyChoice(
  policies: readonly SessionPolicy[],
  to: 'users' | 'portals',
  now: SessionPolicy | undefined,
  typed: Typed | undefined,
): PolicyChoice {
  return {
    policy: choice(
      'policy',
      now?.id ?? '',
      [
        { value: '', label: 'Not Defined' },
        ...policies
          .filter(({ availableTo: where }) => where.has(to))
          .map(({ id, name }) => ({ value: id, label: name })),
      ],
      typed,
    ),
    before: now?.id ?? '',
  };
}
