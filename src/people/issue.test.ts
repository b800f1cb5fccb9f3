import test from 'ava';
import type { SkillId } from '../equilibrium/index.ts';
import { type IssueId, readIn, type TeamId } from '../kernel/index.ts';
import { type Issue, issueProblems, issueText, issueWithCodeName, recordedIssue } from './issue.ts';

const GENERAL = 'general' as TeamId;
const PRINTERS = 'printers' as SkillId;
const MAIL: Issue = {
  id: 'mail' as IssueId,
  description: 'Mail does not arrive',
  codeName: 'mail',
  team: GENERAL,
  priority: 'high',
  needs: [],
  revision: 1,
};
const SITE = {
  isTeam: (id: TeamId) => id === GENERAL,
  isSkill: (id: SkillId) => id === PRINTERS,
};

test('an issue belongs to a team that exists and needs skills that exist', (t) => {
  t.deepEqual(issueProblems({ ...MAIL, needs: [PRINTERS] }, [], SITE), {});
  t.deepEqual(Object.keys(issueProblems({ ...MAIL, team: 'gone' as TeamId }, [], SITE)), ['team']);
  t.deepEqual(Object.keys(issueProblems({ ...MAIL, needs: [PRINTERS, 'gone' as SkillId] }, [], SITE)), [
    'needs',
  ]);
});

test('no two issues read the same or have the same code name', (t) => {
  const same = { ...MAIL, description: 'MAIL does not arrive', codeName: 'Mail' };
  t.deepEqual(Object.keys(issueProblems(same, [MAIL], SITE)), ['description', 'codeName']);
  t.is(issueWithCodeName({ ...MAIL, codeName: '' }, [MAIL]).codeName, 'mail_does_not_arrive');
});

test('customers read an issue in their language where it is translated, the company as it is called', (t) => {
  const issue = { ...MAIL, translations: { de: 'E-Mail kommt nicht an' } };
  t.is(readIn(issueText(issue), 'de'), 'E-Mail kommt nicht an');
  t.is(readIn(issueText(issue), 'ja'), 'Mail does not arrive');
  t.deepEqual(recordedIssue(issue)['translations'], ['de: E-Mail kommt nicht an']);
  const long = { ...MAIL, translations: { ja: 'あ'.repeat(121) } };
  t.deepEqual(Object.keys(issueProblems(long, [], SITE)), ['description-ja']);
});

test('the order in which skills were ticked is no change', (t) => {
  const [one, other] = ['a' as SkillId, 'b' as SkillId];
  t.deepEqual(
    recordedIssue({ ...MAIL, needs: [one, other] }),
    recordedIssue({ ...MAIL, needs: [other, one] }),
  );
});
