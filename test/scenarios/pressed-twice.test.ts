import test from 'ava';
import { company } from '../company.ts';
import { fill, uploadProfile } from '../furnished.ts';
import { readPage, servedFields } from '../html.ts';
import { addIssue } from '../sites.ts';

test('a form of Public Portals that is pressed twice is saved, and nobody is said to have saved meanwhile', async (t) => {
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
  const forms: readonly (readonly [page: string, action: string, field: string, value: string])[] = [
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
