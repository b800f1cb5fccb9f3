import test from 'ava';
import {
  Fault,
  type ButtonProfileId,
  type QueueId,
  type SessionId,
  type SupportButtonId,
} from '../kernel/index.ts';
import type { ButtonChoices, ListedButton, SessionEvent } from '../protocol/index.ts';
import { mayDeployButton } from './model/console-state.ts';
import { found, searchEntries } from './model/search.ts';
import { queuesFor, withChoice } from './model/support-buttons.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { ACCEPTED, ANNA, MAJA, NOON, PERSONAL, sample } from './testing/samples.ts';

const SESSION = sample<SessionId>('S1');
const DAY_MS = 86_400_000;
const [SHORT, LONG] = [sample<ButtonProfileId>('short'), sample<ButtonProfileId>('long')];
const CHOICES: ButtonChoices = {
  profiles: [
    { id: SHORT, name: 'Short', title: 'Help', siteName: 'Northwind', lives: [DAY_MS, 7 * DAY_MS] },
    { id: LONG, name: 'Long', title: 'Hilfe', siteName: 'Contoso', lives: [0, DAY_MS] },
  ],
  profile: LONG,
  queues: [{ id: PERSONAL, name: 'Personal queue' }],
};
const BUTTON: ListedButton = {
  id: sample<SupportButtonId>('b'),
  title: 'Help',
  profileName: 'Short',
  siteName: 'Northwind',
  description: 'Till 4',
  queue: PERSONAL,
  queueName: 'Personal queue',
  madeAt: NOON,
  madeBy: 'Maja',
  uses: 0,
  lives: [DAY_MS],
  mayManage: true,
};
const OFFERED: SessionEvent = { type: 'button-offered', id: BUTTON.id, title: 'Help', by: MAJA };

/** Maja helps Anna and may deploy. */
function atWork(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome({ sessions: [SESSION] });
  work.desk({ supportButtons: { deploy: true, list: true } });
  work.events(SESSION, ACCEPTED);
  return work;
}

function mayDeploy(work: ConsoleAtWork): boolean {
  const open = work.state.sessions.get(SESSION);
  return open !== undefined && mayDeployButton(work.state, SESSION, open);
}

test('a button is deployed with what was chosen, a life within its profile, and a refusal keeps what was typed', async (t) => {
  const work = atWork();
  void work.console.supportButtons.askToDeploy(SESSION);
  await work.last('button-choices').answer(CHOICES);
  t.like(work.state.dialog, { kind: 'deploy-button', at: { profile: LONG, queue: PERSONAL, lifeMs: 0 } });
  work.console.supportButtons.choose({ profile: SHORT, description: 'Till 4' });
  t.like(
    work.state.dialog,
    { at: { profile: SHORT, lifeMs: 7 * DAY_MS } },
    'no life that the profile has not',
  );
  void work.console.supportButtons.deploy();
  void work.console.supportButtons.deploy();
  t.is(work.asked.filter(({ body }) => body.type === 'deploy-button').length, 1);
  t.like(work.last('deploy-button').body, {
    session: SESSION,
    profile: SHORT,
    queue: PERSONAL,
    lifeMs: 7 * DAY_MS,
    description: 'Till 4',
  });
  await work.last('deploy-button').refuse(new Fault('request-open'));
  t.like(work.state.dialog, { at: { busy: false, description: 'Till 4' } });
  t.regex(JSON.stringify(work.state.dialog), /has already been asked/);
  void work.console.supportButtons.deploy();
  await work.last('deploy-button').answer();
  t.is(work.state.dialog.kind, 'none');
});

test('deploying is offered in a full session that I am in with the permission, and not while the customer is asked', (t) => {
  const work = atWork();
  work.console.activate(SESSION);
  t.true(mayDeploy(work));
  t.true(found(searchEntries(work.state), 'deploy').length > 0);
  work.events(SESSION, [OFFERED], ACCEPTED.length + 1);
  t.false(mayDeploy(work));
  work.events(
    SESSION,
    [{ type: 'button-closed', id: BUTTON.id, title: 'Help', outcome: 'allowed' }],
    ACCEPTED.length + 2,
  );
  t.true(mayDeploy(work));
  t.like(work.state.sessions.get(SESSION)?.view.buttons, [{ id: BUTTON.id, isNew: true }]);
  work.desk({ supportButtons: { deploy: false, list: true } });
  t.false(mayDeploy(work));
  t.deepEqual(found(searchEntries(work.state), 'deploy'), []);
  work.events(SESSION, [{ type: 'ended', reason: 'ended-by-customer', by: ANNA }], ACCEPTED.length + 3);
  work.desk({ supportButtons: { deploy: true, list: true } });
  t.false(mayDeploy(work));
});

test('the list is searched, an answer to an older search is passed over, and a button is changed and removed in it', async (t) => {
  const work = atWork();
  void work.console.supportButtons.show();
  await work.last('button-choices').answer(CHOICES);
  const first = work.last('list-buttons');
  work.console.supportButtons.search('till');
  work.pass(300);
  await work.last('list-buttons').answer({ buttons: [BUTTON], total: 1 });
  await first.answer({ buttons: [], total: 0 });
  t.like(work.state.dialog, { kind: 'support-buttons', at: { total: 1, search: 'till' } });
  work.console.supportButtons.edit(BUTTON);
  work.console.supportButtons.draft({ description: 'Till 5' });
  void work.console.supportButtons.save();
  t.deepEqual(work.last('change-button').body, {
    type: 'change-button',
    button: BUTTON.id,
    queue: PERSONAL,
    description: 'Till 5',
  });
  await work.last('change-button').answer();
  await work.last('list-buttons').answer({ buttons: [{ ...BUTTON, description: 'Till 5' }], total: 1 });
  work.console.supportButtons.askInList(BUTTON.id);
  void work.console.supportButtons.removeInList();
  await work.last('remove-button').refuse(new Fault('not-allowed'));
  t.like(work.state.dialog, { at: { total: 1, removing: { busy: false } } });
  void work.console.supportButtons.removeInList();
  await work.last('remove-button').answer();
  t.like(work.state.dialog, { at: { total: 0, buttons: [], removing: undefined } });
});

test('the list is asked for when nothing was typed for a moment, and not once it is closed', async (t) => {
  const work = atWork();
  const searched = () =>
    work.asked.flatMap(({ body }) => (body.type === 'list-buttons' ? [`${body.search}+${body.after}`] : []));
  void work.console.supportButtons.show();
  t.deepEqual(searched(), ['+0']);
  await work.last('list-buttons').answer({ buttons: [BUTTON], total: 9 });
  for (const text of ['t', 'ti', 'til', 'till']) {
    work.console.supportButtons.search(text);
    work.pass(100);
  }
  t.deepEqual(searched(), ['+0']);
  work.pass(200);
  t.deepEqual(searched(), ['+0', 'till+0']);
  await work.last('list-buttons').answer({ buttons: [BUTTON], total: 9 });
  // More, of what is typed and not of what is shown.
  work.console.supportButtons.search('tills');
  void work.console.supportButtons.showMore();
  work.pass(300);
  t.deepEqual(searched(), ['+0', 'till+0', 'tills+0']);
  const before = work.last('list-buttons');
  work.console.supportButtons.search('');
  await before.answer({ buttons: [], total: 0 });
  t.like(work.state.dialog, { at: { search: '', total: 9 } });
  work.console.closeDialog();
  work.pass(300);
  t.is(searched().length, 3);
});

test('a button of the session is removed after a question', async (t) => {
  const work = atWork();
  work.console.supportButtons.askToRemove(SESSION, BUTTON.id, 'Help');
  void work.console.supportButtons.remove();
  t.like(work.last('remove-button').body, { session: SESSION, button: BUTTON.id });
  await work.last('remove-button').answer();
  t.is(work.state.dialog.kind, 'none');
});

test('a button may stay where it leads, also where I could not move it to', (t) => {
  const at = { queues: CHOICES.queues } as never;
  const elsewhere: ListedButton = { ...BUTTON, queue: 'team:t' as QueueId, queueName: 'Team' };
  t.deepEqual(
    queuesFor(at, elsewhere).map(({ name }) => name),
    ['Team', 'Personal queue'],
  );
  t.deepEqual(queuesFor(at, BUTTON), CHOICES.queues);
  t.is(withChoice({ choices: CHOICES, profile: SHORT, lifeMs: 0 } as never, {}).lifeMs, 7 * DAY_MS);
});
