import test from 'ava';
import { openClaimedSite, type Site } from './site.ts';

function names(site: Site) {
  return site.directory.statuses().map(({ name }) => name);
}

const LUNCH = { name: 'Lunch', codeName: '', displayAs: 'away' } as const;

test('a site has Available, Busy and Away, which cannot be deleted or turned into another', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    t.deepEqual(names(site), ['Available', 'Busy', 'Away']);
    const [available] = site.directory.statuses();
    const path = `/login/statuses/${available?.id ?? ''}`;
    t.notRegex((await ann.see(path)).text, />Delete</);
    t.regex((await ann.see(`${path}/delete`)).text, /default status and cannot be deleted/);
    t.is((await ann.send(`${path}/delete`, {})).status, 403);
    await ann.see(path);
    const turned = await ann.send(path, { name: 'Available', codeName: 'available', displayAs: 'busy' });
    t.is(turned.status, 422);
    t.regex(turned.text, /id="displayAs-problem"/);
    t.is(
      (await ann.send(path, { name: 'Ready', codeName: 'available', displayAs: 'available' })).status,
      303,
    );
    t.deepEqual(names(site), ['Ready', 'Busy', 'Away']);
  } finally {
    await site.close();
  }
});

test('an own status is added, changed and deleted, each written down', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const form = await ann.see('/login/statuses/new');
    for (const label of ['Name', 'Code Name', 'Display As', 'Available', 'Busy', 'Away']) {
      t.true(form.text.includes(label), label);
    }
    t.is((await ann.send('/login/statuses/new', LUNCH)).location, '/login/statuses?done=status-added');
    t.deepEqual(names(site), ['Available', 'Busy', 'Away', 'Lunch']);
    const lunch = site.directory.statuses().at(-1);
    const path = `/login/statuses/${lunch?.id ?? ''}`;
    await ann.see(path);
    await ann.send(path, { ...LUNCH, codeName: 'lunch', displayAs: 'busy' });
    t.deepEqual(names(site), ['Available', 'Busy', 'Lunch', 'Away']);
    const late = await ann.send(path, { ...LUNCH, codeName: 'lunch', revision: '1' });
    t.is(late.status, 409);
    t.regex(late.text, /<dt>Display As<\/dt><dd>Busy<\/dd>/);
    await ann.see(`${path}/delete`);
    t.is((await ann.send(`${path}/delete`, {})).status, 303);
    t.deepEqual(names(site), ['Available', 'Busy', 'Away']);
    t.deepEqual(
      site.journal
        .stream('audit')
        .slice(-3)
        .map(({ type }) => type),
      ['status-added', 'status-changed', 'status-deleted'],
    );
  } finally {
    await site.close();
  }
});

test('what is wrong with a status is said beside the field', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    await ann.see('/login/statuses/new');
    for (const [wrong, field] of [
      [{ name: '' }, 'name'],
      [{ name: 'BUSY' }, 'name'],
      [{ name: 'x'.repeat(65) }, 'name'],
      [{ name: '\u202eyawa' }, 'name'],
      [{ codeName: 'Busy' }, 'codeName'],
      [{ codeName: "a'--" }, 'codeName'],
      [{ displayAs: 'invisible' }, 'displayAs'],
    ] as const) {
      const answer = await ann.send('/login/statuses/new', { ...LUNCH, ...wrong });
      t.is(answer.status, 422, JSON.stringify(wrong));
      t.true(answer.text.includes(`id="${field}-problem"`), JSON.stringify(wrong));
    }
    await ann.send('/login/statuses/new', { ...LUNCH, name: '<script>alert(1)</script>' });
    t.false((await ann.see('/login/statuses')).text.includes('<script>alert'));
  } finally {
    await site.close();
  }
});
