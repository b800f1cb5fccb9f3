import test from 'ava';
import type { IssueId, QueueId } from '../../src/kernel/index.ts';
import type { SkillId } from '../../src/people/index.ts';
import { builtInStatus, company, offerTo, settle, type Company } from '../company.ts';

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
    const revision = /name="revision" value="(\d+)"/.exec(page.slice(page.indexOf('id="skills"')))?.[1] ?? '';
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
