import test from 'ava';
import type { SkillId } from '../../src/equilibrium/index.ts';
import type { IssueId } from '../../src/kernel/index.ts';
import type { ChosenIssue } from '../../src/sessions/index.ts';
import { addSkill, company, knows, offerTo, settle } from '../company.ts';

function issue(skills: readonly SkillId[]): ChosenIssue {
  return {
    id: 'i'.padEnd(22, '-') as IssueId,
    codeName: 'printing',
    description: 'Printing',
    priority: 'high',
    skills,
  };
}

test('Equilibrium asks who knows what the issue needs, whoever is less busy, and says so', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'skills-match-least-busy' }]]);
  const { administrator, world, rita, bob } = all;
  const laptops = all.queue('Laptops');
  const [printing, network] = [
    await addSkill(administrator, 'Printing'),
    await addSkill(administrator, 'Network'),
  ];
  await knows(administrator, 'rita', [printing]);
  await knows(administrator, 'bob', [network]);
  // Rita is busier than Bob from now on.
  const other = await world.arrival(laptops, { customerName: 'Other' });
  await settle(all);
  await rita.command({ type: 'accept', session: other.session });
  const { session, visitor } = await world.arrival(laptops, { issue: issue([printing]) });
  await settle(all);
  t.is(offerTo(bob), undefined);
  t.like(offerTo(rita), {
    session,
    why: 'Best skills, then least busy: you know Printing best; you are in 1 session.',
    request: { issue: 'Printing', priority: 'high', startMethod: 'issue', mode: 'full' },
  });
  await rita.command({ type: 'answer-offer', session, accept: false });
  await settle(all);
  t.is(offerTo(rita), undefined);
  t.like(offerTo(bob), {
    session,
    why: 'Best skills, then least busy: nobody who can be asked knows Printing; you are in no session. 1 has declined.',
  });
  t.is((await bob.command({ type: 'answer-offer', session, accept: true })).type, 'done');
  using _page = await visitor.page(`/session/${session}`);
  const report = await (await administrator.get(`/login/reports/${session}`)).text();
  t.regex(report, /skilled in Printing, in 1 session/);
  t.regex(report, /without the skills \(needed: Printing\)/);
});

test('what the lowest-ranked skill asks for is given up first', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'skills-match-least-busy' }]]);
  const critical = await addSkill(all.administrator, 'Security');
  const minor = await addSkill(all.administrator, 'Printing');
  await knows(all.administrator, 'rita', [minor]);
  await knows(all.administrator, 'bob', [critical]);
  const { session } = await all.world.arrival(all.queue('Laptops'), { issue: issue([minor, critical]) });
  await settle(all);
  t.like(offerTo(all.bob), {
    session,
    why: 'Best skills, then least busy: you know Security best (needed: Security and Printing); you are in no session.',
  });
});

test('an issue keeps its skills for whoever chose it, across a restart', async (t) => {
  await using all = await company([['Laptops', { algorithm: 'skills-match-least-busy', persistent: 'on' }]]);
  const printing = await addSkill(all.administrator, 'Printing');
  await knows(all.administrator, 'rita', [printing]);
  all.rita[Symbol.dispose]();
  all.bob[Symbol.dispose]();
  await settle(all);
  await all.world.pass(10_000);
  const { session } = await all.world.arrival(all.queue('Laptops'), { issue: issue([printing]) });
  await all.world.stop();
  await all.world.start();
  using bob = await all.visitors.bob.at(all.world.url).page('/console');
  await settle(all);
  t.is(offerTo(bob)?.session, session);
  await bob.command({ type: 'answer-offer', session, accept: false });
  using rita = await all.visitors.rita.at(all.world.url).page('/console');
  await settle(all);
  t.like(offerTo(rita), {
    session,
    why: 'Best skills, then least busy: you know Printing best; you are in no session. 1 has declined.',
  });
});
