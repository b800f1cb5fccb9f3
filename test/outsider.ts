import type { SessionId } from '../src/kernel/index.ts';
import type { ExternalKey } from '../src/protocol/index.ts';
import type { PageEnd, Visitor, World } from './world.ts';

/** The key with which one person may come into this session from outside. */
export async function keyForOutsider(
  owner: PageEnd,
  session: SessionId,
  name = 'Karl Vendor',
  comments = 'Knows the plotter',
): Promise<ExternalKey> {
  const answer = await owner.command({ type: 'invite-external', session, name, comments });
  if (answer.type !== 'answer') {
    throw new Error(`nobody could be invited: ${JSON.stringify(answer)}`);
  }
  return answer.body as ExternalKey;
}

/** Where somebody from outside is. */
export function placeOf(session: SessionId): string {
  return `/console/external/${session}`;
}

/** Opens the link of an invitation and presses *Join session*. */
export function enter(visitor: Visitor, { url }: ExternalKey): Promise<Response> {
  const { pathname, search, searchParams } = new URL(url);
  return visitor.submit(`${pathname}${search}`, '/console/external/enter', {
    key: searchParams.get('key') ?? '',
  });
}

/** Somebody from outside who came with a key of this owner's, with the page that they look at. */
export async function outsider(
  world: World,
  owner: PageEnd,
  session: SessionId,
  name = 'Karl Vendor',
): Promise<{ readonly visitor: Visitor; readonly page: PageEnd }> {
  const visitor = world.visitor();
  const entered = await enter(visitor, await keyForOutsider(owner, session, name));
  if (entered.status !== 303) {
    throw new Error(`${name} did not come in: ${entered.status}`);
  }
  return { visitor, page: await visitor.page(placeOf(session)) };
}
