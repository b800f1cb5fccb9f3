import test from 'ava';
import { LIMITS } from '../kernel/index.ts';
import { answersFrom, boxField, isEmpty, questionField } from './answer.ts';
import type { Question, QuestionId, QuestionType } from './question.ts';

function question(type: QuestionType, more: Partial<Question> = {}): Question {
  const options = ['radio', 'checkboxes', 'dropdown'].includes(type)
    ? [
        { value: '2', labels: { en: 'Good', de: 'Gut' } },
        { value: '1', labels: { en: 'Bad', de: 'Schlecht' } },
      ]
    : [];
  return {
    id: type.padEnd(22, '-') as QuestionId,
    name: type,
    type,
    reportHeader: type,
    required: false,
    labels: { en: `How, ${type}?` },
    options,
    ...more,
  };
}
const ALL = (['radio', 'checkboxes', 'dropdown', 'text', 'textarea'] as const).map((type) => question(type));
const at = (type: QuestionType) => questionField(type.padEnd(22, '-') as QuestionId);

test('every kind of question is answered, in the words that were read', (t) => {
  const checked = answersFrom(
    ALL,
    {
      [at('radio')]: '2',
      [boxField('checkboxes------------' as QuestionId, 0)]: '2',
      [boxField('checkboxes------------' as QuestionId, 1)]: '1',
      [at('dropdown')]: '1',
      [at('text')]: '  one   line ',
      [at('textarea')]: ' two\n\nlines {{7*7}} <b> ',
      'q-nothing': 'not asked',
    },
    ['de', 'en'],
  );
  t.deepEqual(checked.ok ? checked.answers.map(({ values }) => values) : [], [
    ['2'],
    ['2', '1'],
    ['1'],
    ['one line'],
    ['two\n\nlines {{7*7}} <b>'],
  ]);
  t.deepEqual(checked.ok ? checked.answers.map(({ shown }) => shown)[1] : [], ['Gut', 'Schlecht']);
});

test('what is needed must be answered, what is not may be passed over', (t) => {
  const needed = ALL.map((each) => ({ ...each, required: true }));
  const checked = answersFrom(needed, { [at('text')]: ' \u200b ' }, ['en']);
  t.deepEqual(
    checked.ok ? {} : checked.problems,
    Object.fromEntries(needed.map(({ id }) => [questionField(id), 'survey.missing'])),
  );
  const nothing = answersFrom(ALL, {}, ['en']);
  t.true(nothing.ok && isEmpty(nothing.answers));
});

test('only what is offered can be chosen', (t) => {
  for (const type of ['radio', 'dropdown'] as const) {
    const checked = answersFrom([question(type)], { [at(type)]: '3' }, ['en']);
    t.deepEqual(checked.ok ? {} : checked.problems, { [at(type)]: 'survey.choose-again' }, type);
  }
});

test('words have a limit, and no characters that hide or turn what stands beside them', (t) => {
  const cases = [
    ['text', LIMITS.answerLineCharacters],
    ['textarea', LIMITS.answerCharacters],
  ] as const;
  for (const [type, most] of cases) {
    t.true(answersFrom([question(type)], { [at(type)]: '😀'.repeat(most) }, ['en']).ok);
    t.false(answersFrom([question(type)], { [at(type)]: '😀'.repeat(most + 1) }, ['en']).ok);
    for (const hidden of ['\u0000', '\u001b', '\u202e', '\u2066']) {
      t.false(answersFrom([question(type)], { [at(type)]: `a${hidden}b` }, ['en']).ok);
    }
  }
});
