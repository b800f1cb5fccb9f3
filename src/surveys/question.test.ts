import test from 'ava';
import { LIMITS } from '../kernel/index.ts';
import { LANGUAGES } from '../languages/index.ts';
import { installedSurvey, labelIn, optionLines, questionFrom, type TypedQuestion } from './question.ts';

function typed(
  texts: Readonly<Record<string, string>>,
  type: TypedQuestion['type'] = 'radio',
): TypedQuestion {
  return { name: 'how', type, reportHeader: 'How', required: true, texts };
}

function problemsOf(made: ReturnType<typeof questionFrom>): readonly string[] {
  return made.ok ? [] : Object.keys(made.problems).toSorted();
}

test('a new site asks customers for a rating and comments in every language, and representatives nothing', (t) => {
  const { questions, revision } = installedSurvey('customer');
  t.is(revision, 0);
  t.deepEqual(
    questions.map(({ name }) => name),
    ['rating', 'comments'],
  );
  for (const { labels, options } of questions) {
    for (const each of [labels, ...options.map((option) => option.labels)]) {
      t.deepEqual(Object.keys(each).toSorted(), [...LANGUAGES].toSorted());
    }
  }
  t.deepEqual(installedSurvey('representative').questions, []);
});

test('options have a value before the equals sign, or are their own, and come back as they were typed', (t) => {
  const lines = '5 = Very good\n1 = Bad = very\nNo idea';
  const made = questionFrom(
    typed({
      'label-en': 'How?',
      'options-en': lines,
      'label-de': 'Wie?',
      'options-de': 'Gut\nSchlecht\nWeiß nicht',
    }),
    'en',
  );
  t.true(made.ok);
  const options = made.ok ? made.fields.options : [];
  t.deepEqual(
    options.map(({ value }) => value),
    ['5', '1', 'No idea'],
  );
  t.deepEqual(options[1]?.labels, { en: 'Bad = very', de: 'Schlecht' });
  t.is(optionLines(options, 'en', 'en'), lines);
  t.is(optionLines(options, 'de', 'en'), 'Gut\nSchlecht\nWeiß nicht');
  t.is(optionLines(options, 'fr', 'en'), '');
});

test('what cannot be asked is said at its field', (t) => {
  t.deepEqual(problemsOf(questionFrom(typed({ 'options-en': 'A\nB' }), 'en')), ['label-en']);
  t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': 'A' }), 'en')), ['options-en']);
  t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': 'A\nA' }), 'en')), [
    'options-en',
  ]);
  const many = Array.from({ length: LIMITS.optionsPerQuestion + 1 }, (_, at) => String(at)).join('\n');
  t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': many }), 'en')), ['options-en']);
  const long = 'x'.repeat(LIMITS.optionCharacters + 1);
  t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': `A\n${long}` }), 'en')), [
    'options-en',
  ]);
  for (const hidden of ['1\u202e = One\n2 = Two', '1 = One\u202e\n2 = Two', 'One\u202e\nTwo']) {
    t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': hidden }), 'en')), [
      'options-en',
    ]);
  }
  t.deepEqual(
    problemsOf(questionFrom(typed({ 'label-en': 'Q', 'options-en': 'A\nB', 'options-de': 'Eins' }), 'en')),
    ['options-de'],
  );
  t.deepEqual(
    problemsOf(questionFrom(typed({ 'label-en': 'x'.repeat(LIMITS.questionCharacters + 1) }, 'text'), 'en')),
    ['label-en'],
  );
  t.deepEqual(problemsOf(questionFrom(typed({ 'label-en': 'Q \u202e' }, 'text'), 'en')), ['label-en']);
});

test('a question in words keeps no options', (t) => {
  const made = questionFrom(typed({ 'label-en': 'Q', 'options-en': 'A' }, 'textarea'), 'en');
  t.deepEqual(made.ok ? made.fields.options : undefined, []);
});

test('a label is in the reader’s language, else the site’s, else in any', (t) => {
  t.is(labelIn({ en: 'E', de: 'D' }, ['de', 'en']), 'D');
  t.is(labelIn({ en: 'E', de: 'D' }, ['fr', 'en']), 'E');
  t.is(labelIn({ ja: 'J' }, ['fr', 'en']), 'J');
  t.is(labelIn({}, ['en']), '');
});
