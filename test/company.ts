import type { SkillId } from '../src/equilibrium/index.ts';
import type { QueueId, RepStatusId, SessionId } from '../src/kernel/index.ts';
import type { DownOf, QueueRow } from '../src/protocol/index.ts';
import type { Status } from '../src/sessions/index.ts';
import { revisionIn } from './html.ts';
import { keyFrom, World, type PageEnd, type Visitor } from './world.ts';

/** A company with a team of two, Rita and Bob, and Ada who administers and helps too. */
export interface Company extends AsyncDisposable {
  readonly world: World;
  readonly administrator: Visitor;
  readonly ada: PageEnd;
  readonly rita: PageEnd;
  readonly bob: PageEnd;
  /** By name. */
  readonly queue: (name: string) => QueueId;
  readonly visitors: { readonly rita: Visitor; readonly bob: Visitor };
}

export async function company(
  teams: readonly (readonly [string, Readonly<Record<string, string>>])[],
): Promise<Company> {
  const world = await World.open();
  const administrator = await world.administrator();
  const [rita, bob] = [
    await world.person(administrator, 'rita', ['representative']),
    await world.person(administrator, 'bob', ['representative']),
  ];
  await grantAll(administrator);
  const queues = new Map<string, QueueId>();
  for (const [name, more] of teams) {
    queues.set(name, await addTeam(administrator, name, ['rita', 'bob'], more, queues));
  }
  const consoles = [
    await administrator.page('/console'),
    await rita.page('/console'),
    await bob.page('/console'),
  ] as const;
  return {
    world,
    administrator,
    ada: consoles[0],
    rita: consoles[1],
    bob: consoles[2],
    queue: (name) => queues.get(name) as QueueId,
    visitors: { rita, bob },
    async [Symbol.asyncDispose]() {
      for (const each of consoles) {
        each[Symbol.dispose]();
      }
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Where the administrator sees this person. */
export async function userPage(administrator: Visitor, name: string): Promise<string> {
  const users = await (await administrator.get('/login/users')).text();
  const [, href] =
    new RegExp(`href="(/login/users/[A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${name}`, 's').exec(users) ?? [];
  if (href === undefined) {
    throw new Error(`${name} is not there`);
  }
  return href;
}

/** One of the three statuses that every site has. */
export function builtInStatus(status: Status): RepStatusId {
  return `${status}-status`.padEnd(22, '-') as RepStatusId;
}

/** A skill without a parent, less critical than all that were added before. */
export async function addSkill(administrator: Visitor, name: string): Promise<SkillId> {
  await administrator.submit('/login/skills/new', '/login/skills/new', { name, codeName: '', parent: '' });
  const skills = await (await administrator.get('/login/skills')).text();
  const [, id] =
    new RegExp(`href="/login/skills/([A-Za-z0-9_-]{22})"[^>]*>(?:(?!</a>).)*${name}`, 's').exec(skills) ?? [];
  if (id === undefined) {
    throw new Error(`the skill ${name} was not added`);
  }
  return id as SkillId;
}

/** This person is More Preferred in these skills. */
export async function knows(
  administrator: Visitor,
  username: string,
  skills: readonly SkillId[],
): Promise<void> {
  const href = await userPage(administrator, `${username} Person`);
  const user = await (await administrator.get(href)).text();
  const form = user.slice(user.indexOf('id="skills"'));
  const saved = await administrator.submit(href, `${href}/skills`, {
    revision: revisionIn(form),
    ...Object.fromEntries(skills.map((skill) => [`skill-${skill}`, 'on'])),
  });
  if (saved.status !== 303) {
    throw new Error(`${username} learned nothing: ${saved.status}`);
  }
}

/** Ada may do everything, but opt out of assignments. */
async function grantAll(administrator: Visitor): Promise<void> {
  await grant(administrator, 'Ada', undefined);
}

/** This person may do that and nothing else, as the form calls it; undefined: everything, but opt out of assignments. */
export async function grant(
  administrator: Visitor,
  name: string,
  grants: readonly string[] | undefined,
): Promise<void> {
  const href = await userPage(administrator, name);
  const user = await (await administrator.get(href)).text();
  const form = user.slice(user.indexOf('id="permissions"'), user.indexOf('id="skills"'));
  const boxes = [...form.matchAll(/type="checkbox" name="([^"]+)"/g)].map(([, name]) => name ?? '');
  const granted = await administrator.submit(href, `${href}/permissions`, {
    revision: revisionIn(form),
    sessionLimit: 'none',
    idleLimitMs: '0',
    displayNumber: '',
    ...Object.fromEntries((grants ?? boxes).map((box) => [box, 'on'])),
  });
  if (granted.status !== 303) {
    throw new Error(`not granted: ${granted.status} ${await granted.text()}`);
  }
}

/** Members are usernames, with a role other than Team Member behind a colon. */
export async function addTeam(
  administrator: Visitor,
  name: string,
  members: readonly string[],
  more: Readonly<Record<string, string>>,
  queues: ReadonlyMap<string, QueueId>,
): Promise<QueueId> {
  const { overflow, ...fields } = more;
  const added = await administrator.submit('/login/teams/new', '/login/teams/new', {
    name,
    codeName: '',
    comments: '',
    algorithm: 'none',
    alertTimeoutMs: '30000',
    waitingRule: 'none',
    waitingAfterMs: '60000',
    ...fields,
    ...(overflow === undefined ? {} : { overflowTeam: (queues.get(overflow) ?? '').slice('team:'.length) }),
  });
  const id = /\/login\/teams\/([A-Za-z0-9_-]{22})/.exec(added.headers.get('location') ?? '')?.[1];
  if (id === undefined) {
    throw new Error(`the team ${name} was not added: ${added.status} ${await added.text()}`);
  }
  for (const member of members) {
    const [username = '', role = 'member'] = member.split(':');
    await administrator.submit(`/login/teams/${id}`, `/login/teams/${id}/members`, {
      username,
      role,
    });
  }
  return `team:${id}` as QueueId;
}

/** A customer who waits in a team queue: came by a key of Ada's and was passed on. */
export async function waitsIn(
  { world, ada }: Company,
  queue: QueueId,
  name = 'Anna',
): Promise<{ session: SessionId; page: PageEnd }> {
  const { visitor, session } = await world.customer(await keyFrom(ada), name);
  const page = await visitor.page(`/session/${session}`);
  const answer = await ada.command({ type: 'transfer', session, to: queue });
  if (answer.type !== 'done') {
    throw new Error(`not transferred: ${JSON.stringify(answer)}`);
  }
  return { session, page };
}

/** The lines of a queue as a console shows them now. */
export function rowsIn(end: PageEnd, queue: QueueId): readonly QueueRow[] {
  const rows = new Map<string, QueueRow>();
  for (const message of end.received) {
    if (message.type === 'queues') {
      if (message.reset) {
        rows.clear();
      }
      for (const row of message.rows) {
        rows.set(`${row.queue} ${row.session}`, row);
      }
      for (const gone of message.gone) {
        rows.delete(`${gone.queue} ${gone.session}`);
      }
    }
  }
  return [...rows.values()].filter((row) => row.queue === queue);
}

export function offerTo(end: PageEnd): DownOf<'offer'>['offer'] {
  return end.received.filter((message) => message.type === 'offer').at(-1)?.offer;
}

/** Time passes a little and everything that it brings arrives. */
export async function settle({ world }: Company): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await world.pass(100);
  }
}
