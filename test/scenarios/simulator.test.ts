import test from 'ava';
import type { IssueId, QueueId } from '../../src/kernel/index.ts';
import type { SkillId } from '../../src/people/index.ts';
import { builtInStatus, company, offerTo, settle, type Company } from '../company.ts';
import { revisionIn } from '../html.ts';

const MINUTE_MS = 60_000;

/** The text of a page as somebody reads it. */
async function read({ administrator }: Company, path: string): Promise<string> {
  const response = await administrator.get(path);
  return textOf(await response.text());
}

function textOf(html: string): string {
  return (/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html)
    .replaceAll(/<(?:select|option)[\s\S]*?<\/select>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll(/\s+/g, ' ');
}

const idOf = (queue: QueueId) => queue.slice('team:'.length);

test('who would get a session now is told in order, with why; who would not, with why not', async (t) => {
  await using site = await company([['Support', { algorithm: 'least-busy' }]]);
  const { world, rita, bob } = site;
  const path = `/login/simulator?team=${idOf(site.queue('Support'))}`;
  await settle(site);
  const first = await world.arrival(site.queue('Support'));
  await settle(site);
  const [busy, free] = offerTo(rita) === undefined ? [bob, rita] : [rita, bob];
  const [busyName, freeName] = busy === rita ? ['rita Person', 'bob Person'] : ['bob Person', 'rita Person'];
  t.regex(await read(site, path), new RegExp(`${freeName} would be asked first`));
  t.regex(await read(site, path), new RegExp(`${busyName} Is being asked for another session`));

  await busy.command({ type: 'answer-offer', session: first.session, accept: true });
  await world.pass(2 * MINUTE_MS);
  const both = await read(site, path);
  t.regex(
    both,
    new RegExp(`1 ${freeName} 0 sessions for 2 min fewer sessions 2 ${busyName} 1 session for 2 min`),
  );

  await free.command({ type: 'set-status', status: builtInStatus('away'), assignments: true });
  await settle(site);
  t.regex(await read(site, path), new RegExp(`${busyName} would be asked first`));
  t.regex(await read(site, path), new RegExp(`${freeName} Status is Away`));
  busy.send({ type: 'presence', state: 'locked' });
  await settle(site);
  const nobody = await read(site, path);
  t.regex(nobody, /Nobody can be asked at the moment/);
  t.regex(nobody, new RegExp(`${busyName} The computer is locked`));
  free.socket.terminate();
  await world.pass(MINUTE_MS);
  t.regex(await read(site, path), new RegExp(`${freeName} Not logged in to the console`));
});

test('a session that waits is asked about with those who declined it, and nothing happens by asking', async (t) => {
  await using site = await company([['Support', { algorithm: 'least-busy' }]]);
  const { world, rita, bob } = site;
  const queue = site.queue('Support');
  await settle(site);
  const { session } = await world.arrival(queue, { customerName: 'Anna <b>Lindqvist' });
  await settle(site);
  const [first, second] = offerTo(rita) === undefined ? [bob, rita] : [rita, bob];
  await first.command({ type: 'answer-offer', session, accept: false });
  await settle(site);
  t.is(offerTo(second)?.session, session);
  const path = `/login/simulator?team=${idOf(queue)}&session=${session}`;
  const asked = await read(site, path);
  t.regex(asked, /is being asked now If that is declined, nobody else can be asked/);
  t.regex(asked, /Has declined this session/);
  t.regex(asked, /Anna &lt;b&gt;Lindqvist/);
  t.is(offerTo(second)?.session, session, 'still asked');
  t.is(offerTo(first), undefined);
});

test('skills: what was matched and dropped is told', async (t) => {
  await using site = await company([['Support', { algorithm: 'skills-match-least-busy' }]]);
  const { administrator } = site;
  const skill = async (name: string, parent = ''): Promise<SkillId> => {
    await administrator.submit('/login/skills/new', '/login/skills/new', { name, codeName: '', parent });
    const html = await (await administrator.get('/login/skills')).text();
    return new RegExp(`/login/skills/([A-Za-z0-9_-]{22})"[^>]*>(?:<[^>]+>)*${name}`).exec(
      html,
    )?.[1] as SkillId;
  };
  const network = await skill('Network');
  const vpn = await skill('VPN', network);
  const email = await skill('Email');
  const users = await (await administrator.get('/login/users')).text();
  const knows = async (name: string, known: SkillId) => {
    const href = new RegExp(`href="(/login/users/[A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${name}`, 's').exec(
      users,
    )?.[1];
    const page = await (await administrator.get(href ?? '')).text();
    const revision = revisionIn(page.slice(page.indexOf('id="skills"')));
    await administrator.submit(href ?? '', `${href}/skills`, { revision, [`skill-${known}`]: 'on' });
  };
  await knows('rita', network);
  await knows('bob', email);
  await settle(site);
  const team = `/login/simulator?team=${idOf(site.queue('Support'))}`;
  t.regex(
    await read(site, `${team}&skill-${vpn}=on`),
    /rita Person would be asked first .* 1 rita Person Less Preferred Matched: VPN .* better match 2 bob Person Without the skills Dropped: VPN/,
  );
  t.regex(
    await read(site, `${team}&skill-${vpn}=on&skill-${email}=on`),
    /1 rita Person Less Preferred Matched: VPN Dropped: Email .* better match 2 bob Person Without the skills/,
  );
  await site.world.arrival(site.queue('Support'), {
    customerName: 'Erik',
    issue: {
      id: 'i'.repeat(22) as IssueId,
      codeName: 'e',
      description: 'E',
      priority: 'low',
      skills: [email],
    },
  });
  await settle(site);
  t.regex(await read(site, team), /Waiting in this queue now Who would get Erik/);
});

test('what does not exist, or was made up, is answered with a sentence', async (t) => {
  await using site = await company([['Support', {}]]);
  const nobody = 'nobody----------------';
  const team = idOf(site.queue('Support'));
  for (const query of [
    `team=${nobody}`,
    `team=${team}&issue=${nobody}`,
    `team=${team}&session=${nobody}`,
    'team=x',
    `team=${team}&team=${team}`,
  ]) {
    const response = await site.administrator.get(`/login/simulator?${query}`);
    t.is(response.status, 422, query);
    t.regex(textOf(await response.text()), /Please choose/);
  }
  t.regex(await read(site, '/login/simulator'), /Routing Algorithm of this team is None/);
});

/** What the content policy would refuse, a field without a name, a form without a token, an id twice. */
function faultsOf(html: string): readonly string[] {
  const labels = new Set([...html.matchAll(/<label[^>]*for="([^"]+)"/g)].map(([, id]) => id));
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  return [
    ...[...html.matchAll(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)/gi)].map(([found]) => found),
    ...[...html.matchAll(/<(?:input|select)\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter(
        (tag) => !/type="(?:hidden|checkbox)"/.test(tag) && !labels.has(/\sid="([^"]+)"/.exec(tag)?.[1]),
      ),
    ...[...html.matchAll(/<form[^>]*method="post"[\s\S]*?<\/form>/g)]
      .map(([form]) => form)
      .filter((form) => form.match(/name="csrf"/g)?.length !== 1),
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => `${id} twice`),
    ...[...html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g)]
      .map(([, id]) => id ?? '')
      .filter((id) => !ids.includes(id)),
  ];
}

/** The page of a replay when it is done. */
async function replayed(site: Company, location: string | null): Promise<string> {
  if (location === null || !/^\/login\/simulator\/replays\/[A-Za-z0-9_-]{22}$/.test(location)) {
    throw new Error(`not a replay: ${location}`);
  }
  for (let look = 0; look < 200; look += 1) {
    const response = await site.administrator.get(location);
    if (response.headers.get('refresh') === null) {
      return textOf(await response.text());
    }
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
  throw new Error('the replay never ended');
}

/** The form of the changes as it is shown, to be sent back with some of it different. */
function fieldsOf(html: string): Record<string, string> {
  const form = html.slice(html.indexOf('action="/login/simulator/replay" autocomplete'));
  const fields: Record<string, string> = {};
  for (const [, tag = ''] of form.matchAll(/<(input[^>]*)>/g)) {
    const name = /name="([^"]+)"/.exec(tag)?.[1] ?? '';
    if (name !== 'csrf' && (!tag.includes('type="checkbox"') || tag.includes(' checked'))) {
      fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? 'on';
    }
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const chosen = /value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options);
    fields[name] = chosen?.[1] ?? '';
  }
  return fields;
}

test('a week that was really lived is replayed: as it was, as today, and with a change', async (t) => {
  await using site = await company([['Support', { algorithm: 'least-busy' }]]);
  const { world, administrator, rita, bob } = site;
  const queue = site.queue('Support');
  bob.socket.terminate();
  await world.pass(10_000);
  // Rita takes half a minute to answer, and a minute to help; customers come every two minutes.
  for (let customer = 0; customer < 24; customer += 1) {
    const { session } = await world.arrival(queue);
    await settle(site);
    await world.pass(19_400);
    t.is(offerTo(rita)?.session, session);
    rita.send({ type: 'presence', state: 'active' });
    await rita.command({ type: 'answer-offer', session, accept: true });
    await world.pass(MINUTE_MS);
    await rita.command({ type: 'end-session', session });
    await world.pass(MINUTE_MS);
  }
  const choose = `/login/simulator/replay?week=2026-11-16&team-${idOf(queue)}=on`;
  const html = await (await administrator.get(choose)).text();
  const fields = fieldsOf(html);
  t.is(fields[`algorithm-${idOf(queue)}`], 'least-busy');

  const same = await administrator.submit(choose, '/login/simulator/replay', fields);
  t.is(same.status, 303, textOf(await same.text()));
  const unchanged = await replayed(site, same.headers.get('location'));
  t.regex(unchanged, /Customers 24 24 24 same/);
  t.regex(unchanged, /Half waited at most 0:20 0:20 0:20 same/);
  t.regex(unchanged, /Longest wait 0:20 0:20 0:20 same/);
  t.regex(unchanged, /Nothing was changed/);
  t.regex(unchanged, /comes out close to what it was/);
  t.regex(unchanged, /drawn from the 24 answers of that week/);
  // The appliance is older than Monday in nobody's journal: this one was started on Saturday.
  t.regex(unchanged, /Who was on duty is in the journal from 21 Nov 2026/);

  // Fifteen seconds to answer: Rita, who takes twenty, misses every call, and the customers wait for nobody.
  const impatient = await administrator.submit(choose, '/login/simulator/replay', {
    ...fields,
    [`alertTimeoutMs-${idOf(queue)}`]: '15000',
  });
  const changed = await replayed(site, impatient.headers.get('location'));
  t.regex(changed, /Support: Alert Timeout 15 s instead of 30 s/);
  t.regex(changed, /Moved elsewhere or still waiting 0 0 24 \+24/);
  t.regex(changed, /Offers rejected or not answered – 0 24 \+24/);

  for (const path of [
    '/login/simulator',
    '/login/simulator/replay',
    `${choose}&skillsOf=${fields['addedLike']}`,
    impatient.headers.get('location') ?? '',
  ]) {
    t.deepEqual(faultsOf(await (await administrator.get(path)).text()), [], path);
  }

  const again = /again(?:=|&#x3D;)([A-Za-z0-9_-]{22})/.exec(
    await (await administrator.get(impatient.headers.get('location') ?? '')).text(),
  )?.[1];
  const kept = fieldsOf(await (await administrator.get(`/login/simulator/replay?again=${again}`)).text());
  t.is(kept[`alertTimeoutMs-${idOf(queue)}`], '15000', 'what was changed can be changed further');
});

test('too few sessions are said to be too few; what cannot be replayed is refused beside its field', async (t) => {
  await using site = await company([
    ['Support', { algorithm: 'least-busy' }],
    ['Network', {}],
  ]);
  const { world, administrator } = site;
  await settle(site);
  t.regex(await read(site, '/login/simulator/replay'), /There is no week yet/);
  await world.arrival(site.queue('Support'));
  await settle(site);
  const id = idOf(site.queue('Support'));
  const choose = `/login/simulator/replay?week=2026-11-16&team-${id}=on`;
  const fields = fieldsOf(await (await administrator.get(choose)).text());
  const few = await administrator.submit(choose, '/login/simulator/replay', fields);
  t.regex(
    await replayed(site, few.headers.get('location')),
    /Too few sessions to say anything Only 1 customer waited/,
  );

  for (const [wrong, sentence] of [
    [{ addedCount: '21' }, /number from 0 to 20/],
    [{ addedCount: '1', addedFrom: '17:00', addedTo: '09:00' }, /the second after the first/],
    [{ addedCount: '1', addedLike: 'nobody' }, /choose one of the representatives/],
    [{ 'without-1': 'nobody' }, /choose one of the representatives/],
    [{ [`algorithm-${id}`]: 'best' }, /choose one of the algorithms/],
    [{ [`alertTimeoutMs-${id}`]: '1' }, /choose one of the offered times/],
    [{ [`waitingRule-${id}`]: 'transfer', [`overflowTeam-${id}`]: id }, /team that takes overdue sessions/],
    [{ week: '2026-11-17' }, /choose one of the weeks/],
    [{ week: '2029-11-19' }, /choose one of the weeks/],
    [{ teams: '' }, /choose one team at least/],
    [{ teams: `${id} nobody` }, /choose one team at least/],
    [{ skillsOf: 'nobody----------------' }, /in none of the teams/],
  ] as const) {
    const answer = await administrator.submit(choose, '/login/simulator/replay', { ...fields, ...wrong });
    t.is(answer.status, 422, JSON.stringify(wrong));
    t.regex(textOf(await answer.text()), sentence);
  }
  t.is((await administrator.get('/login/simulator/replays/nobody----------------')).status, 404);
  t.is((await administrator.get(`/login/simulator/replay?week=${'x'.repeat(50)}`)).status, 422);
});
