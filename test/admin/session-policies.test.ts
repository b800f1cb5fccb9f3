import test from 'ava';
import { INITIAL } from '../../src/policies/index.ts';
import { openClaimedSite, type Site } from './site.ts';

const CHAT_ONLY = {
  name: 'Chat only',
  codeName: '',
  description: 'For guests',
  users: 'on',
  portals: 'on',
  'screen-sharing': 'denied',
} as const;
const PATH = '/login/session-policies';

type Ann = Awaited<ReturnType<typeof openClaimedSite>>['ann'];

async function addChatOnly(ann: Ann): Promise<string> {
  await ann.see(`${PATH}/new`);
  const added = await ann.send(`${PATH}/new`, CHAT_ONLY);
  return new URL(added.location ?? '', 'http://x').pathname;
}

function audited(site: Site, count: number): readonly string[] {
  return site.journal
    .stream('audit')
    .slice(-count)
    .map(({ type }) => type);
}

test('a session policy is added, changed, copied and deleted, each written down', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    t.regex((await ann.see(PATH)).text, /No session policies/);
    const path = await addChatOnly(ann);
    const form = (await ann.see(path)).text;
    t.regex(form, /id="codeName"[^>]*value="chat_only"/);
    t.regex(form, /<option value="denied" selected>Denied<\/option>\s*<option value="view-only">/);
    t.regex(form, /No user and no public site has this policy/);
    t.is((await ann.send(path, { ...CHAT_ONLY, codeName: 'chat_only', chat: 'denied' })).status, 303);
    t.like(site.sessionPolicies.all()[0], {
      permissions: { 'screen-sharing': 'denied', chat: 'denied' },
      revision: 2,
    });
    await ann.see(path);
    const late = await ann.send(path, { ...CHAT_ONLY, revision: '1', name: 'Late' });
    t.is(late.status, 409);
    t.regex(late.text, /<dt>Chat<\/dt><dd>Denied<\/dd>/);
    t.regex(late.text, /value="Late"/);

    const copy = (await ann.see(`${PATH}/new?copy=${path.split('/').at(-1) ?? ''}`)).text;
    t.regex(copy, /value="Copy of Chat only"/);
    t.regex(copy, /id="codeName"[^>]*value=""/);
    t.is((await ann.send(`${PATH}/new`, { ...CHAT_ONLY, name: 'Copy of Chat only' })).status, 303);
    t.is(site.sessionPolicies.all().length, 2);

    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    t.deepEqual(audited(site, 4), [
      'session-policy-added',
      'session-policy-changed',
      'session-policy-added',
      'session-policy-deleted',
    ]);
  } finally {
    await site.close();
  }
});

test('what cannot stay is said beside its field', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await addChatOnly(ann);
    await ann.see(`${PATH}/new`);
    const twice = await ann.send(`${PATH}/new`, { ...CHAT_ONLY, name: 'CHAT ONLY' });
    t.is(twice.status, 422);
    t.regex(twice.text, /id="name-problem"/);
    t.regex(twice.text, /value="CHAT ONLY"/);
    await ann.see(`${PATH}/new`);
    const odd = await ann.send(`${PATH}/new`, { ...CHAT_ONLY, name: 'Other', chat: 'sometimes' });
    t.is(odd.status, 422);
    t.regex(odd.text, /id="chat-problem"/);
    await ann.see(`${PATH}/new`);
    t.is((await ann.send(`${PATH}/new`, { ...CHAT_ONLY, name: 'x'.repeat(65) })).status, 422);
    t.is(site.sessionPolicies.all().length, 1);
  } finally {
    await site.close();
  }
});

test('a policy is chosen for a user and a public site, listed as its dependents, and cannot go while they have it', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addChatOnly(ann);
    const id = path.split('/').at(-1) ?? '';
    const [person] = site.people.list({ search: '', page: 1 }).people;
    const user = `/login/users/${person?.id ?? ''}`;
    const choose = { policy: id, before: '' };
    t.regex((await ann.see(user)).text, /<option value="" selected>Not Defined<\/option>/);
    t.is((await ann.send(`${user}/session-policy`, choose)).status, 303);
    t.regex((await ann.see(user)).text, new RegExp(`<option value="${id}" selected>Chat only</option>`));
    const late = await ann.send(`${user}/session-policy`, { policy: '', before: '' });
    t.is(late.status, 409);
    t.regex(late.text, /<dt>Session Policy<\/dt><dd>Chat only<\/dd>/);

    const portal = { site: 'default-portal--------', language: 'en' };
    await ann.see('/login/customer-client');
    t.is((await ann.send('/login/customer-client/session-policy', { ...portal, ...choose })).status, 303);
    t.deepEqual(audited(site, 2), ['user-session-policy-changed', 'portal-session-policy-changed']);

    const list = (await ann.see(PATH)).text;
    t.regex(list, /1 public site, 1 user/);
    const page = (await ann.see(path)).text;
    t.regex(page, new RegExp(`href="${user}#session-policy"`));
    t.regex(page, /href="\/login\/customer-client\?site&#x3D;default-portal--------#session-policy"/);
    const kept = await ann.send(path, { name: 'Chat only', codeName: 'c', description: '', portals: 'on' });
    t.is(kept.status, 422);
    t.regex(kept.text, /id="users-problem"/);
    t.regex((await ann.see(`${path}/delete`)).text, /session policy of the public sites/);
    t.is((await ann.send(`${path}/delete`, {})).status, 403);

    await ann.see(user);
    await ann.send(`${user}/session-policy`, { policy: '', before: id });
    await ann.see('/login/customer-client');
    await ann.send('/login/customer-client/session-policy', { ...portal, policy: '', before: id });
    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
  } finally {
    await site.close();
  }
});

test('who is deleted depends on nothing any more', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = await addChatOnly(ann);
    await ann.see('/login/users/new');
    const bob = { name: 'Bob', username: 'bob', password: 'correct horse battery', representative: 'on' };
    const added = await ann.send('/login/users/new', bob);
    const user = new URL(added.location ?? '', 'http://x').pathname;
    await ann.see(user);
    await ann.send(`${user}/session-policy`, { policy: path.split('/').at(-1) ?? '', before: '' });
    t.regex((await ann.see(PATH)).text, />1 user</);
    await ann.see(`${user}/delete`);
    t.is((await ann.send(`${user}/delete`, {})).status, 303);
    t.regex((await ann.see(PATH)).text, /data-label="Dependents">None</);
    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
  } finally {
    await site.close();
  }
});

test('only what is available there can be chosen, whatever is sent', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see(`${PATH}/new`);
    const added = await ann.send(`${PATH}/new`, {
      name: 'Guests',
      codeName: '',
      description: '',
      invites: 'on',
    });
    const id = new URL(added.location ?? '', 'http://x').pathname.split('/').at(-1) ?? '';
    const [person] = site.people.list({ search: '', page: 1 }).people;
    const user = `/login/users/${person?.id ?? ''}`;
    t.notRegex((await ann.see(user)).text, /Guests/);
    const sent = await ann.send(`${user}/session-policy`, { policy: id, before: '' });
    t.is(sent.status, 422);
    t.regex(sent.text, /id="policy-problem"/);
    await ann.see(user);
    t.is((await ann.send(`${user}/session-policy`, { policy: 'x'.repeat(22), before: '' })).status, 422);
    t.is((await ann.send(`${user}/session-policy`, { policy: '../../etc', before: '' })).status, 422);
  } finally {
    await site.close();
  }
});

test('the global default defines everything, and the simulator says what counts and why', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const path = `${PATH}/global`;
    t.notRegex((await ann.see(path)).text, /Not Defined/);
    t.is((await ann.send(path, { ...INITIAL, chat: '' })).status, 422);
    await ann.see(path);
    t.is((await ann.send(path, { ...INITIAL, 'screen-answer': '15000' })).status, 303);
    await ann.see(path);
    t.is((await ann.send(path, { ...INITIAL, revision: '0' })).status, 409);
    t.deepEqual(audited(site, 1), ['global-session-policy-changed']);

    const policy = await addChatOnly(ann);
    const [person] = site.people.list({ search: '', page: 1 }).people;
    const user = `/login/users/${person?.id ?? ''}`;
    await ann.see(user);
    await ann.send(`${user}/session-policy`, { policy: policy.split('/').at(-1) ?? '', before: '' });
    const asked = (who: string) => `${PATH}/simulator?portal=default-portal--------&who=${who}`;
    const shown = (await ann.see(asked(`user:${person?.id ?? ''}`))).text;
    t.regex(
      shown,
      /Screen Sharing<\/th>\s*<td[^>]*><strong>Denied<\/strong><\/td>\s*<td[^>]*>Representative</,
    );
    t.regex(
      shown,
      /Time to Answer<\/th>\s*<td[^>]*><strong>15 seconds<\/strong><\/td>\s*<td[^>]*>Global Default</,
    );
    const outside = (await ann.see(asked('profile:'))).text;
    t.regex(
      outside,
      /Screen Sharing<\/th>\s*<td[^>]*><strong>View Only<\/strong><\/td>\s*<td[^>]*>Global Default</,
    );
    t.notRegex((await ann.see(asked('user:nobody'))).text, /id="layers"/);
  } finally {
    await site.close();
  }
});
