import type { Tool } from '../protocol/index.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const ALLOWED: Choice = { value: 'allowed', label: 'Allowed' };
const DENIED: Choice = { value: 'denied', label: 'Denied' };

/**
 * Everything that a session policy can define, in the order of the pages. A tool that comes later is one
 * more line here, one more name in `TOOLS`, and a question to sessions/ where its message is decided.
 * The first choice is the strictest; `initial` is what the global default begins with.
 */
export const PERMISSIONS = [
  {
    name: 'screen-sharing',
    label: 'Screen Sharing',
    hint: 'View Only: representatives see the customer’s screen when the customer agrees, and cannot control it.',
    choices: [DENIED, { value: 'view-only', label: 'View Only' }],
    initial: 'view-only',
    tool: 'screen-sharing',
  },
  {
    name: 'screen-answer',
    label: 'Prompting: Time to Answer',
    hint: 'Customers are always asked before their screen is seen. Not answered by then, the answer is Deny.',
    choices: [
      { value: '15000', label: '15 seconds' },
      { value: '30000', label: '30 seconds' },
      { value: '60000', label: '1 minute' },
      { value: '120000', label: '2 minutes' },
      { value: '300000', label: '5 minutes' },
    ],
    initial: '60000',
    tool: undefined,
  },
  {
    name: 'elevation',
    label: 'Elevation from Click-to-Chat',
    hint: 'Asking the customer of a chat whether it goes on with the screen. Denied as well where Screen Sharing is.',
    choices: [DENIED, ALLOWED],
    initial: 'allowed',
    tool: 'elevation',
  },
  {
    name: 'chat',
    label: 'Chat',
    hint: 'Denied: representatives read what is written and write nothing; the customer still can. Click-to-chat is always a chat.',
    choices: [DENIED, ALLOWED],
    initial: 'allowed',
    tool: 'chat',
  },
  {
    name: 'external-invitations',
    label: 'Invite External Representative',
    hint: 'For who has the permission of that name under Users, too.',
    choices: [DENIED, ALLOWED],
    initial: 'allowed',
    tool: 'external-invitations',
  },
  {
    name: 'support-button',
    label: 'Deploy Support Button',
    hint: 'On the customer’s device, when the customer agrees. For who has that permission under Users, too.',
    choices: [DENIED, ALLOWED],
    initial: 'allowed',
    tool: 'support-button',
  },
  {
    name: 'customer-notices',
    label: 'Send Customer Notices',
    hint: 'By hand, to customers who wait. What is shown by itself is shown.',
    choices: [DENIED, ALLOWED],
    initial: 'allowed',
    tool: 'customer-notices',
  },
] as const satisfies readonly {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly choices: readonly [Choice, ...Choice[]];
  readonly initial: string;
  readonly tool: Tool | undefined;
}[];

type Permission = (typeof PERMISSIONS)[number];
export type PermissionName = Permission['name'];

/** What a policy says, by permission; what it does not define is missing. */
export type Definitions = Readonly<Partial<Record<PermissionName, string>>>;
export type WholeDefinitions = Readonly<Record<PermissionName, string>>;

/** What the global default begins with: what could be done before there were policies. */
export const INITIAL: WholeDefinitions = whole((permission) => permission.initial);

/** For who came with a policy that is no more. */
export const STRICTEST: WholeDefinitions = whole((permission) => permission.choices[0].value);

export function whole(valueOf: (permission: Permission) => string): WholeDefinitions {
  return Object.fromEntries(
    PERMISSIONS.map((permission) => [permission.name, valueOf(permission)]),
  ) as WholeDefinitions;
}

/** Those of these values that are known permissions with one of their choices. */
export function definitionsFrom(values: Readonly<Record<string, unknown>>): Definitions {
  return Object.fromEntries(
    PERMISSIONS.filter(({ name, choices }) => choices.some(({ value }) => value === values[name])).map(
      ({ name }) => [name, values[name]],
    ),
  );
}

/** A value as it is read: "View Only", "1 minute". */
export function valueInWords(name: PermissionName, value: string | undefined): string {
  const choices: readonly Choice[] =
    PERMISSIONS.find((permission) => permission.name === name)?.choices ?? [];
  return choices.find((choice) => choice.value === value)?.label ?? 'Not Defined';
}
