import test from 'ava';
import { Fault, type IosProfileId, type KeyId, type PortalId } from '../kernel/index.ts';
import type { GeneratedKey, ListedKey } from '../protocol/index.ts';
import { ConsoleAtWork } from './testing/console-at-work.ts';
import { PORTAL, sample, secondsAfterNoon } from './testing/samples.ts';

const id = (name: string) => name.padEnd(22, '-') as KeyId;
const KEY: GeneratedKey = {
  id: id('made'),
  key: 'K7QM3XWP',
  url: 'https://support.example/?key=K7QM3XWP',
  ways: { serverMail: false, sms: false },
  expiresAt: secondsAfterNoon(60),
};
const listed = (name: string): ListedKey => ({
  id: id(name),
  portal: 'default-portal--------' as PortalId,
  issuedAt: secondsAfterNoon(0),
  expiresAt: secondsAfterNoon(60),
});

function atDesk(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk();
  work.console.keys.open();
  return work;
}

/** A console with *Apple iOS Profile Selection* open. */
function selectingProfiles(): ConsoleAtWork {
  const work = new ConsoleAtWork();
  work.welcome();
  const portals = [{ id: PORTAL, name: 'Default', languages: ['en'], iosProfiles: true }];
  work.desk({ publicSite: { mayList: true, listed: true, messages: 0, portals } });
  void work.console.iosKeys.open();
  return work;
}

test('before the desk is here no dialog opens, and nothing untrue is said of the portals', (t) => {
  const work = new ConsoleAtWork();
  work.welcome({ deskIsLater: true });
  work.console.keys.open();
  t.is(work.state.dialog.kind, 'none');
  t.deepEqual(work.notices, []);
  work.desk();
  work.console.keys.open();
  t.is(work.state.dialog.kind, 'session-key');
});

test('what became of copying a key is told where that key still is, and nowhere else', async (t) => {
  const work = atDesk();
  void work.console.keys.generate();
  await work.last('generate-key').answer(KEY);
  await work.console.keys.copy('link');
  t.like(work.state.dialog, { at: { step: 'made', copied: 'link' } });
  const copying = work.console.keys.copy('key');
  work.console.closeDialog();
  work.console.keys.open();
  await copying;
  t.like(work.state.dialog, { at: { step: 'choosing' } });
});

test('a key that was just made is withdrawn, and the dialog is back at the choice', async (t) => {
  const work = atDesk();
  void work.console.keys.generate();
  await work.last('generate-key').answer(KEY);
  void work.console.keys.withdrawMade();
  t.like(work.last('withdraw-key').body, { key: KEY.id });
  await work.last('withdraw-key').answer();
  t.like(work.state.dialog, { at: { step: 'choosing' } });
  t.deepEqual(work.notices, ['The session key is withdrawn: nobody can begin a session with it.']);
});

test('of the open keys one at a time is withdrawn; one that is gone goes from the list, with the reason', async (t) => {
  const work = atDesk();
  void work.console.keys.list();
  t.like(work.state.dialog, { at: { step: 'open-keys', keys: undefined } });
  await work.last('list-keys').answer({ keys: [listed('one'), listed('two'), listed('three')] });
  void work.console.keys.withdraw(id('one'));
  void work.console.keys.withdraw(id('two'));
  t.is(work.asked.filter(({ body }) => body.type === 'withdraw-key').length, 1);
  await work.last('withdraw-key').answer();
  t.like(work.state.dialog, { at: { keys: [{ id: id('two') }, { id: id('three') }], busy: undefined } });
  void work.console.keys.withdraw(id('two'));
  await work.last('withdraw-key').refuse(new Fault('not-found', { sentence: 'It was used.' }));
  t.like(work.state.dialog, { at: { keys: [{ id: id('three') }], problem: 'It was used.' } });
  void work.console.keys.withdraw(id('three'));
  await work.last('withdraw-key').refuse(new Fault('too-many'));
  t.like(work.state.dialog, { at: { keys: [{ id: id('three') }] } });
});

test('without the permission the dialog does not open, and the person is told why', (t) => {
  const work = new ConsoleAtWork();
  work.welcome();
  work.desk({
    may: {
      generateKeys: false,
      getNext: true,
      acceptFromTeams: true,
      optOut: true,
      inviteExternal: true,
      supervise: false,
    },
  });
  work.console.keys.open();
  t.is(work.state.dialog.kind, 'none');
  t.deepEqual(work.notices, ['Your account is not allowed to generate session keys.']);
});

test('access keys to profiles are listed and withdrawn from their selection, which is as it was afterwards', async (t) => {
  const work = selectingProfiles();
  const wifi = sample<IosProfileId>('wifi');
  await work.last('list-ios-profiles').answer({
    profiles: [{ id: wifi, name: 'Wi-Fi', description: '', isPublic: false }],
  });
  work.console.iosKeys.toggle(wifi);
  void work.console.keys.list();
  t.like(work.state.dialog, { kind: 'ios-key', at: { step: 'open-keys', keys: undefined } });
  const gives = { profiles: ['Wi-Fi'], others: 0 };
  await work.last('list-ios-keys').answer({
    keys: [
      { ...listed('one'), gives },
      { ...listed('two'), gives },
    ],
  });
  void work.console.keys.withdraw(id('one'));
  t.like(work.last('withdraw-ios-key').body, { key: id('one') });
  await work.last('withdraw-ios-key').answer();
  t.like(work.state.dialog, { at: { keys: [{ id: id('two'), gives }], busy: undefined } });
  t.is(work.asked.filter(({ body }) => body.type === 'withdraw-key').length, 0);
  await work.console.iosKeys.back();
  t.like(work.state.dialog, { kind: 'ios-key', at: { step: 'selecting', chosen: new Set([wifi]) } });
});

test('a list that comes when the other kind of keys is listed by now changes nothing there', async (t) => {
  const work = selectingProfiles();
  void work.console.keys.list();
  const late = work.last('list-ios-keys');
  work.console.closeDialog();
  work.console.keys.open();
  void work.console.keys.list();
  await late.answer({ keys: [listed('one')] });
  t.like(work.state.dialog, { kind: 'session-key', at: { step: 'open-keys', keys: undefined } });
});

test('whoever goes back before the profiles are told is told them then', async (t) => {
  const work = selectingProfiles();
  const first = work.last('list-ios-profiles');
  void work.console.keys.list();
  await first.answer({ profiles: [] });
  await work.last('list-ios-keys').answer({ keys: [] });
  void work.console.iosKeys.back();
  t.like(work.state.dialog, { at: { step: 'selecting', profiles: undefined } });
  await work.last('list-ios-profiles').answer({ profiles: [] });
  t.like(work.state.dialog, { at: { profiles: [] } });
});
