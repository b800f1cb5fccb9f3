import test from 'ava';
import { company } from '../company.ts';
import { deedsOf } from '../deeds.ts';
import { everyForm, everyPage, fill, furnished, uploadProfile } from '../furnished.ts';
import { readPage, servedFields } from '../html.ts';
import { addIssue } from '../sites.ts';

test('a form of /login that is pressed twice is saved, and nobody is said to have saved meanwhile', async (t) => {
  await using all = await company([['Printers', {}]]);
  const { administrator } = all;
  const added = (path: string, fields: Readonly<Record<string, string>>) =>
    fill(administrator, path, path, fields);
  await added('/login/notices/new', { name: 'Outage', 'title-en': 'Down', 'message-en': 'We know.' });
  const notices = await (await administrator.get('/login/notices')).text();
  const style = new File(['a {}'], 'ours.css');
  const file = await administrator.upload('/login/file-store', '/login/file-store', 'file', style);
  const questions = '/login/exit-surveys/question';
  const surveys = readPage(await (await administrator.get('/login/exit-surveys')).text());
  const question = surveys.links.find((link) => link.includes('question=rating')) ?? '';
  await added('/login/email', { server: 'mail.example.com', from: 'help@example.com' });
  const users = readPage(await (await administrator.get('/login/users')).text());
  const user = users.links.find((link) => /^\/login\/users\/[\w-]{22}$/.test(link)) ?? '';
  const forms: readonly (readonly [page: string, action: string, field: string, value: string])[] = [
    ['/login/options', '', 'siteName', 'Contoso'],
    ['/login/email', '', 'server', 'smtp.example.com'],
    [user, '', 'name', 'Somebody Else'],
    [user, `${user}/permissions`, 'displayNumber', '7'],
    ['/login/public-sites/default-portal--------', '', 'addresses', 'help.example.com'],
    ['/login/customer-client', '', 'invitation-subject', 'Come in'],
    [/\/login\/notices\/[\w-]{22}/.exec(notices)?.[0] ?? '', '', 'title-en', 'Still down'],
    [await added('/login/templates/new', { name: 'Ours' }), '', 'name', 'Theirs'],
    [file.headers.get('location')?.split('?')[0] ?? '', '', 'name', 'theirs.css'],
    [`/login/ios-profiles/${await uploadProfile(administrator, 'Wi-Fi')}`, '', 'description', 'Ours'],
    [question.replaceAll('&amp;', '&'), questions, 'label-en', 'How was it?'],
    [`/login/issues/${await addIssue(all, 'Paper jam', 'Printers')}`, '', 'description-de', 'Papierstau'],
  ];
  for (const [page, elsewhere, field, value] of forms) {
    const action = elsewhere || page;
    const form = readPage(await (await administrator.get(page)).text()).forms.find(
      (each) => each.action === action && each.method === 'post',
    );
    t.truthy(form, page);
    const sent = {
      ...Object.fromEntries(form === undefined ? [] : servedFields(form)),
      [field]: value,
    };
    const answers = await Promise.all([administrator.post(action, sent), administrator.post(action, sent)]);
    t.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
      page,
    );
    // Whoever asks for something else is still told.
    const other = await administrator.post(action, { ...sent, [field]: `${value}2` });
    t.is(other.status, 409, page);
  }
});

test('what is added by a form that is pressed twice is added once', async (t) => {
  await using all = await company([['Printers', {}]]);
  const { administrator } = all;
  const question = '/login/exit-surveys/question?site=default-portal--------&survey=customer';
  const forms: readonly (readonly [page: string, fields: Readonly<Record<string, string>>, list: string])[] =
    [
      ['/login/public-sites/new', { name: 'Shops', addresses: 'shops.example' }, '/login/public-sites'],
      [
        '/login/notices/new',
        { name: 'Shops', 'title-en': 'Down', 'message-en': 'We know.' },
        '/login/notices',
      ],
      ['/login/templates/new', { name: 'Shops' }, '/login/templates'],
      ['/login/issues/new', { description: 'Shops' }, '/login/issues'],
      [question, { reportHeader: 'Shops', 'label-en': 'Shops', type: 'text' }, '/login/exit-surveys'],
    ];
  for (const [page, fields, list] of forms) {
    const action = page.split('?')[0] ?? '';
    const form = readPage(await (await administrator.get(page)).text()).forms.find(
      (each) => each.action === action && each.method === 'post',
    );
    const sent = { ...Object.fromEntries(form === undefined ? [] : servedFields(form)), ...fields };
    const answers = await Promise.all([administrator.post(action, sent), administrator.post(action, sent)]);
    t.deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
      page,
    );
    t.is(answers[0]?.headers.get('location'), answers[1]?.headers.get('location'));
    const html = await (await administrator.get(list)).text();
    t.is(html.match(/<bdi>Shops<\/bdi><\/a>/g)?.length, 1, page);
  }
  const files = await Promise.all(
    [1, 2].map(() =>
      administrator.upload('/login/file-store', '/login/file-store', 'file', new File(['a {}'], 'a.css')),
    ),
  );
  t.is(files[0]?.headers.get('location'), files[1]?.headers.get('location'));
  t.is(await uploadProfile(administrator, 'Wi-Fi'), await uploadProfile(administrator, 'Wi-Fi'));
});

/** A team with issues goes when another one takes them: below. */
const DELETED = [
  'post /login/api-configuration/:id/remove',
  'post /login/customer-client/:id/pictures/:id/remove',
  'post /login/exit-surveys/delete',
  'post /login/file-store/:id/delete',
  'post /login/ios-profiles/:id/delete',
  'post /login/issues/:id/delete',
  'post /login/notices/:id/delete',
  'post /login/public-sites/:id/delete',
  'post /login/public-sites/:id/logo/remove',
  'post /login/session-policies/:id/delete',
  'post /login/skills/:id/delete',
  'post /login/statuses/:id/delete',
  'post /login/support-buttons/:id/buttons/:id/remove',
  'post /login/support-buttons/:id/delete',
  'post /login/teams/:id/members/:id/remove',
  'post /login/templates/:id/delete',
  'post /login/users/:id/delete',
];

test('what is deleted by a form that is pressed twice is deleted once, and what was never there is not said to be', async (t) => {
  await using all = await furnished();
  const { world } = all;
  const readers = all.readers.filter(({ who }) => who === 'administrator');
  const forms = everyForm(all, await everyPage(world.url, readers)).filter(({ name }) =>
    /^post \/login\/.*\/(?:delete|remove)$/.test(name),
  );
  const gone: string[] = [];
  for (const { form, name, reader, address } of forms) {
    const fresh = readPage(await (await reader.visitor.get(address)).text()).forms.find(
      ({ action }) => action === form.action,
    );
    const sent = Object.fromEntries(servedFields(fresh ?? form));
    const before = deedsOf(world).length;
    const twice = await Promise.all([1, 2].map(() => reader.visitor.post(form.action, sent)));
    if (twice[0]?.status !== 303) {
      t.deepEqual(
        twice.map(({ status }) => status >= 400),
        [true, true],
        name,
      );
      continue;
    }
    gone.push(name);
    const once = deedsOf(world).length;
    t.true(once > before, name);
    const later = await reader.visitor.post(form.action, sent);
    for (const { status, headers } of [...twice, later]) {
      t.is(status, 303, name);
      t.is(headers.get('location'), twice[0].headers.get('location'), name);
    }
    t.is(deedsOf(world).length, once, `${name} is written down twice`);
    const list = await (await reader.visitor.get(later.headers.get('location') ?? '')).text();
    t.regex(list, /role="status">[^<]*(?:deleted|removed)/, name);
    // Nothing is known of what never was, nor of what was something else.
    const never = form.action.replace(/[A-Za-z0-9_-]{22}(?=\/[a-z]+$)/, 'n'.repeat(22));
    if (never !== form.action && !name.includes('members') && !name.includes('logo')) {
      t.is((await reader.visitor.post(never, sent)).status, 404, name);
    }
  }
  t.deepEqual([...new Set(gone)].toSorted(), DELETED);
});

test('a team whose issues go to another, and anything before a restart, is deleted once too; of something else nothing is said', async (t) => {
  await using all = await company([
    ['Printers', {}],
    ['Laptops', {}],
  ]);
  const { world, queue } = all;
  let { administrator } = all;
  await addIssue(all, 'Paper jam', 'Printers');
  const [printers, laptops] = ['Printers', 'Laptops'].map((name) => queue(name).slice('team:'.length));
  const action = `/login/teams/${printers}/delete`;
  const sent = { ...(await administrator.given(action)), successor: laptops ?? '' };
  const answers = await Promise.all([administrator.post(action, sent), administrator.post(action, sent)]);
  t.deepEqual(
    answers.map(({ status, headers }) => [status, headers.get('location')]),
    [1, 2].map(() => [303, '/login/teams?done=team-deleted']),
  );
  t.is(deedsOf(world).filter((type) => type === 'team-deleted').length, 1);
  await world.stop();
  await world.start();
  administrator = administrator.at(world.url);
  t.is((await administrator.post(action, sent)).status, 303);
  t.is((await administrator.post(action.replace('teams', 'issues'), sent)).status, 404);
  t.is((await administrator.post(action.replace('teams', 'users'), sent)).status, 404);
  t.is((await administrator.get(action)).status, 404);
});
