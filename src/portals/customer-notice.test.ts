import test from 'ava';
import { type Day, dayAt, endOfDay, laterBy, type NoticeId, type PortalId } from '../kernel/index.ts';
import {
  type CustomerNotice,
  isForSite,
  isLive,
  newNotice,
  noticeProblems,
  noticeText,
  withoutSite,
} from './customer-notice.ts';

const HELP = 'help------------------' as PortalId;
const text = (title: string) => ({ title, message: `${title}.` });

function notice(more: Partial<CustomerNotice> = {}): CustomerNotice {
  return {
    ...newNotice(),
    name: 'Outage',
    texts: { en: text('Mail is down') },
    id: 'notice----------------' as NoticeId,
    left: 0,
    revision: 1,
    ...more,
  };
}

test('a notice is shown while it is active, through its last day on the clocks of the default site', (t) => {
  const lastDay = '2026-11-22' as Day;
  const end = endOfDay(lastDay, 'Europe/Berlin');
  t.true(isLive(notice(), dayAt(end, 'Europe/Berlin')));
  t.false(isLive(notice({ active: false }), dayAt(end, 'Europe/Berlin')));
  t.true(isLive(notice({ lastDay }), dayAt(laterBy(end, -1), 'Europe/Berlin')));
  t.false(isLive(notice({ lastDay }), dayAt(end, 'Europe/Berlin')));
  t.true(isLive(notice({ lastDay }), dayAt(end, 'America/New_York')));
});

test('customers read it in their language, else in the first of the site’s, else in any', (t) => {
  const site = { languages: ['de', 'fr'] as const };
  const texts = { en: text('Down'), fr: text('En panne'), ja: text('障害') };
  t.like(noticeText(notice({ texts }), 'ja', site), { title: '障害', language: 'ja' });
  t.like(noticeText(notice({ texts }), 'ar', site), { language: 'fr' });
  t.like(noticeText(notice({ texts: { ja: text('障害') } }), 'ar', site), { language: 'ja' });
  t.is(noticeText(notice({ texts: {} }), 'en', site), undefined);
});

test('a notice is for all sites or for the selected ones', (t) => {
  t.true(isForSite(notice(), HELP));
  t.true(isForSite(notice({ sites: [HELP] }), HELP));
  t.false(isForSite(notice({ sites: [] }), HELP));
});

test('a notice for a deleted site alone goes with it, one for others too stays for those', (t) => {
  const other = 'other-----------------' as PortalId;
  const everywhere = notice();
  t.is(withoutSite(everywhere, HELP), everywhere);
  t.is(withoutSite(notice({ sites: [HELP] }), HELP), undefined);
  t.deepEqual(withoutSite(notice({ sites: [HELP, other] }), HELP)?.sites, [other]);
  const elsewhere = notice({ sites: [other] });
  t.is(withoutSite(elsewhere, HELP), elsewhere);
});

test('a notice has a name of its own, a whole text in one language at least, and sites that exist', (t) => {
  const problems = (more: Partial<CustomerNotice>, others: readonly CustomerNotice[] = []) =>
    Object.keys(noticeProblems(notice(more), others, (site) => site === HELP));
  t.deepEqual(problems({}), []);
  t.deepEqual(problems({ name: '\u200b' }), ['name']);
  t.deepEqual(problems({ name: 'OUTAGE' }, [notice()]), ['name']);
  t.deepEqual(problems({ texts: {} }), ['title-en']);
  t.deepEqual(problems({ texts: { de: { title: 'Störung', message: '' } } }), ['message-de']);
  t.deepEqual(problems({ texts: { de: { title: ' ', message: 'x' } } }), ['title-de']);
  t.deepEqual(problems({ texts: { en: { title: 'a\u202Eb', message: 'x' } } }), ['message-en']);
  t.deepEqual(problems({ sites: [] }), ['sites']);
  t.deepEqual(problems({ sites: ['gone' as PortalId] }), ['sites']);
  t.deepEqual(problems({ sites: [HELP] }), []);
});
