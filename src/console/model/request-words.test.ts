import test from 'ava';
import { broughtFacts, cameWords, languageWords, modePrefix, startMethodWords } from './request-words.ts';

test('a chat is told apart from a full session, before the name and in the way it began', (t) => {
  t.is(startMethodWords({ startMethod: 'issue', mode: 'chat' }), 'Issue, click-to-chat');
  t.is(startMethodWords({ startMethod: 'support-button', mode: 'full' }), 'Support Button');
  t.deepEqual([modePrefix('chat'), modePrefix('full')], ['[Chat]', '']);
});

test('all that is known is listed, the most telling first; nothing is listed that is not known', (t) => {
  const lines = broughtFacts({
    startMethod: 'link',
    mode: 'full',
    portalName: 'Default',
    issue: 'Printing',
    priority: 'high',
    company: 'Contoso',
    companyCode: 'con',
    externalKey: 'CASE-7',
    custom: { tier: 'gold', empty: '' },
    language: 'de',
  });
  t.deepEqual(
    lines.map(({ term, text }) => `${term}: ${text}`),
    [
      'Issue: Printing',
      'Priority: High',
      'Company: Contoso',
      'Company code: con',
      'External key: CASE-7',
      'Portal: Default',
      'Start method: Link',
      'Language: German',
      'tier: gold',
    ],
  );
  t.deepEqual(
    lines.filter(({ foreign }) => !foreign).map(({ term }) => term),
    ['Priority', 'Start method', 'Language'],
  );
  t.deepEqual(
    broughtFacts({ startMethod: 'session-key', mode: 'full', company: '' }).map(({ term }) => term),
    ['Start method'],
  );
});

test('a language that nobody knows is called by its code', (t) => {
  t.is(languageWords('ar'), 'Arabic');
  t.is(languageWords('not a language'), 'not a language');
});

test('how somebody came is told as it was, with the issue where there is one', (t) => {
  const issue = { description: 'I cannot sign in' };
  t.is(cameWords({ startMethod: 'session-key' }), 'came with a session key');
  t.is(cameWords({ startMethod: 'issue', issue }), 'came about “I cannot sign in”');
  t.is(cameWords({ startMethod: 'representative' }), 'chose a representative');
  t.is(cameWords({ startMethod: 'link', issue }), 'came by a link about “I cannot sign in”');
});
