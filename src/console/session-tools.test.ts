import test from 'ava';
import type { SessionId, SessionPolicyId } from '../kernel/index.ts';
import type { Tool } from '../protocol/index.ts';
import { isDenied } from './model/console-state.ts';
import { chosenProfile, NEW_INVITATION } from './model/invite-dialog.ts';
import { searchEntries } from './model/search.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { ACCEPTED, ANNA, sample } from './testing/samples.ts';

const SESSION = sample<SessionId>('S1');

function atWork(denied: readonly Tool[] = []): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [SESSION] });
  work.desk();
  if (denied.length > 0) {
    work.hear({ type: 'session-tools', session: SESSION, denied: [...denied] });
  }
  work.events(SESSION, ACCEPTED);
  work.console.activate(SESSION);
  return work;
}

function offers(work: ConsoleAtWork): readonly string[] {
  return searchEntries(work.state).map(({ title }) => title);
}

test('what is denied is not offered, until it is allowed again', (t) => {
  const work = atWork(['screen-sharing', 'elevation']);
  t.true(isDenied(work.state, SESSION, 'screen-sharing'));
  t.false(isDenied(work.state, SESSION, 'chat'));
  t.false(offers(work).includes('Request screen'));
  work.hear({ type: 'session-tools', session: SESSION, denied: [] });
  t.true(offers(work).includes('Request screen'));
  t.true(offers(atWork()).includes('Request screen'));
});

test('a screen that is denied is not watched; allowed, it is; denied again, what is watched goes on', (t) => {
  const work = atWork(['screen-sharing']);
  work.events(SESSION, [{ type: 'screen-started', producerId: 'p' }], 10);
  t.notRegex(work.pictures.join(), /watch/);
  work.hear({ type: 'session-tools', session: SESSION, denied: [] });
  t.is(work.pictures.at(-1), 'watch S p');
  work.hear({ type: 'session-tools', session: SESSION, denied: ['screen-sharing'] });
  t.is(work.pictures.at(-1), 'watch S p');
});

test('a new connection is told anew what is denied', (t) => {
  const work = atWork(['chat']);
  work.welcome({ sessions: [SESSION] });
  t.false(isDenied(work.state, SESSION, 'chat'));
});

test('of a session whose tab is closed it is not kept what was denied', (t) => {
  const work = atWork(['chat']);
  work.events(SESSION, [{ type: 'ended', reason: 'ended-by-customer', by: ANNA }], 20);
  t.true(isDenied(work.state, SESSION, 'chat'));
  work.console.closeTab(SESSION);
  t.is(work.state.denied.size, 0);
});

test('the first security profile is taken unless another was chosen that is still there', (t) => {
  const [one, two] = [sample<SessionPolicyId>('one'), sample<SessionPolicyId>('two')];
  const profiles = [
    { id: one, name: 'One' },
    { id: two, name: 'Two' },
  ];
  if (NEW_INVITATION.step !== 'asking') {
    t.fail();
    return;
  }
  t.is(chosenProfile(NEW_INVITATION, profiles), one);
  t.is(chosenProfile({ ...NEW_INVITATION, profile: two }, profiles), two);
  t.is(chosenProfile({ ...NEW_INVITATION, profile: two }, profiles.slice(0, 1)), one);
  t.is(chosenProfile(NEW_INVITATION, []), undefined);
});
