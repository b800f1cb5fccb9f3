import test from 'ava';
import {
  inTheWayOfRemoval,
  policyProblems,
  policyWithCodeName,
  recordedPolicy,
  type SessionPolicyFields,
} from './session-policy.ts';

const CHAT_ONLY: SessionPolicyFields = {
  name: 'Chat only',
  codeName: 'chat_only',
  description: '',
  availableTo: new Set(['users', 'portals']),
  permissions: { 'screen-sharing': 'denied' },
};
const NOBODY = { portals: [], users: [] };
const anna = { id: 'a', name: 'Anna' };

function problem(
  fields: Partial<SessionPolicyFields>,
  others: readonly SessionPolicyFields[] = [],
  dependents: Parameters<typeof policyProblems>[2] = NOBODY,
): string {
  return Object.keys(policyProblems({ ...CHAT_ONLY, ...fields }, others, dependents)).join(' ');
}

test('a policy needs a name and a code name that no other has', (t) => {
  t.is(problem({}), '');
  t.is(problem({ name: '' }), 'name');
  t.is(problem({ name: 'x'.repeat(65) }), 'name');
  t.is(problem({ codeName: 'a b' }), 'codeName');
  t.is(problem({ name: 'CHAT ONLY', codeName: 'other' }, [CHAT_ONLY]), 'name');
  t.is(problem({ name: 'Other', codeName: 'Chat_Only' }, [CHAT_ONLY]), 'codeName');
});

test('who has it keeps it available where they have it', (t) => {
  const none = new Set<never>();
  t.is(problem({ availableTo: none }), '');
  t.is(problem({ availableTo: none }, [], { portals: [anna], users: [anna] }), 'users portals');
  t.is(problem({ availableTo: new Set(['users']) }, [], { portals: [], users: [anna] }), '');
});

test('a blank code name is made from the name', (t) => {
  const made = policyWithCodeName({ ...CHAT_ONLY, codeName: '' }, [CHAT_ONLY]);
  t.is(made.codeName, 'chat_only_2');
});

test('what somebody has cannot go, and it is said who', (t) => {
  t.is(inTheWayOfRemoval(NOBODY), undefined);
  t.regex(inTheWayOfRemoval({ portals: [anna], users: [] }) ?? '', /public sites Anna\./);
  const many = Array.from({ length: 8 }, (_, at) => ({ id: String(at), name: `User ${at}` }));
  t.regex(
    inTheWayOfRemoval({ portals: [anna], users: many }) ?? '',
    /Anna and of the users User 0.*User 4 and 3 more\./,
  );
});

test('the audit keeps every permission, also those that are not defined', (t) => {
  t.like(recordedPolicy(CHAT_ONLY), {
    availableTo: ['users', 'portals'],
    'screen-sharing': 'denied',
    chat: '',
  });
});
