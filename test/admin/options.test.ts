import test from 'ava';
import type { SiteSettings } from '../../src/settings/index.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/site-settings.ts';
import { openClaimedSite, Visitor } from './site.ts';

/** With every checkbox ticked that is ticked at the beginning. */
const WANTED = {
  siteName: 'New name',
  maximumSessionKeyTimeoutMs: '3600000',
  peerToPeer: 'disabled',
  fallbackForNormalSessions: 'on',
  fallbackForJumpSessions: 'on',
  fallbackTeam: 'none',
  showSessionInformation: 'on',
  screenSharingRecording: 'on',
  clientSideEmails: 'on',
};

test('options are saved with old and new values, apply at once, and are told to who listens', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const told: SiteSettings[] = [];
    site.settings.onChanged((settings) => told.push(settings));
    const form = await ann.see('/login/options');
    for (const label of [
      'Site name',
      'Maximum Session Key Timeout',
      'Peer to Peer',
      'Disabled',
      'Use Handrail as Peer-to-Peer Server',
      'Save',
    ]) {
      t.true(form.text.includes(label), label);
    }
    t.regex(form.text, /<option value="86400000" selected>1 day</);
    t.is((await ann.send('/login/options', WANTED)).location, '/login/options?done=saved');
    const expected = {
      siteName: 'New name',
      maximumSessionKeyTimeoutMs: 3_600_000,
      peerToPeer: 'disabled',
    } as const;
    t.deepEqual(site.settings.current(), { ...DEFAULT_SETTINGS, ...expected });
    t.deepEqual(told, [{ ...DEFAULT_SETTINGS, ...expected }]);
    const entry = site.journal.stream('audit').at(-1);
    t.is(entry?.type, 'settings-changed');
    t.like(entry?.data, {
      old: { siteName: 'Example Help', maximumSessionKeyTimeoutMs: 86_400_000, peerToPeer: 'appliance' },
      new: expected,
    });
    t.regex((await ann.see('/login/options?done=saved')).text, /Saved\..*New name/s);
    const again = site.journal.head().seq;
    await ann.send('/login/options', WANTED);
    t.is(site.journal.head().seq, again, 'saving the same writes nothing');
  } finally {
    await site.close();
  }
});

test('a value out of its limits is refused beside its field, and nothing is saved', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/options');
    for (const wrong of [
      { siteName: '' },
      { siteName: 'x'.repeat(81) },
      { siteName: 'a\u0000b' },
      { maximumSessionKeyTimeoutMs: '1' },
      { maximumSessionKeyTimeoutMs: '99999999999' },
      { maximumSessionKeyTimeoutMs: '1e9' },
      { maximumSessionKeyTimeoutMs: '$(id)' },
      { peerToPeer: 'hosted' },
      { peerToPeer: '__proto__' },
      { fallbackTeam: '' },
      { fallbackTeam: "x' or 1=1" },
      { fallbackTeam: 'nobody----------------' },
    ]) {
      const answer = await ann.send('/login/options', { ...WANTED, ...wrong });
      t.is(answer.status, 422, JSON.stringify(wrong));
      t.regex(answer.text, /class="error"/);
    }
    t.is(site.settings.current().siteName, 'Example Help');
  } finally {
    await site.close();
  }
});

test('of two who edit, the later is told what is stored now and loses nothing', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const other = new Visitor(site);
    await other.signIn('ann', 'three green ladders');
    await other.see('/login/options');
    await ann.see('/login/options');
    await ann.send('/login/options', WANTED);
    const late = await other.send('/login/options', { ...WANTED, siteName: 'Other name' });
    t.is(late.status, 409);
    t.regex(late.text, /<dd>New name<\/dd>/);
    t.regex(late.text, /value="Other name"/);
    t.is(site.settings.current().siteName, 'New name');
    t.is((await other.send('/login/options', { ...WANTED, siteName: 'Other name' })).status, 303);
    t.is(site.settings.current().siteName, 'Other name');
  } finally {
    await site.close();
  }
});

test('two changes of the same moment do not both win', async (t) => {
  const { site } = await openClaimedSite();
  try {
    const revision = site.settings.revision();
    const results = await Promise.allSettled([
      site.settings.change('appliance', { siteName: 'One' }, revision),
      site.settings.change('appliance', { siteName: 'Two' }, revision),
    ]);
    t.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    t.is(site.settings.current().siteName, 'One');
  } finally {
    await site.close();
  }
});

test('queuing options carry the words of the seed, and apply at once', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const form = await ann.see('/login/options');
    for (const label of [
      'Support Session Queuing Options',
      'Require Closed Sessions on Logout or Quit',
      'Session Fallback Rules',
      'Enable Rules 2, 3, and 4 for Normal Sessions',
      'Enable Rules 2, 3, and 4 for Jump Sessions',
      'Equilibrium Options',
      'Show Session Information in All Alert Dialog Boxes',
    ]) {
      t.true(form.text.includes(label), label);
    }
    const general = site.directory.teams()[0]?.id ?? '';
    const { fallbackForJumpSessions: _on, showSessionInformation: _also, ...fewer } = WANTED;
    const wanted = { ...fewer, requireClosedSessions: 'on', fallbackTeam: general };
    t.is((await ann.send('/login/options', wanted)).status, 303);
    t.like(site.settings.current(), {
      requireClosedSessions: true,
      fallbackForNormalSessions: true,
      fallbackForJumpSessions: false,
      fallbackTeam: general,
      showSessionInformation: false,
    });
    t.regex(
      (await ann.see('/login/options')).text,
      new RegExp(`<option value="${general}" selected>General`),
    );
    t.like(site.journal.stream('audit').at(-1)?.data, {
      old: { requireClosedSessions: false, fallbackTeam: 'none' },
      new: { requireClosedSessions: true, fallbackTeam: general },
    });
  } finally {
    await site.close();
  }
});
