import test from 'ava';
import type { Answer, QuestionId, QuestionType } from '../surveys/index.ts';
import { csvLine } from './csv.ts';
import { SurveySums } from './survey-report.ts';

function answer(type: QuestionType, values: readonly string[], reportHeader = type as string): Answer {
  return {
    question: type.padEnd(22, '-') as QuestionId,
    name: type,
    type,
    reportHeader,
    label: '?',
    values,
    shown: values.map((value) => `<${value}>`),
  };
}

test('answers are counted by value, and numbers have an average', (t) => {
  const sums = new SurveySums();
  sums.add({
    answers: [answer('radio', ['5'], 'Rating'), answer('checkboxes', ['a', 'b']), answer('text', ['x'])],
  });
  sums.add({
    answers: [answer('radio', ['2'], 'Old header'), answer('checkboxes', ['b']), answer('text', [])],
  });
  sums.add({ answers: [answer('radio', ['5']), answer('checkboxes', [])] });
  t.is(sums.submissions, 3);
  const [rating, boxes, text] = sums.questions();
  t.is(rating?.reportHeader, 'Rating');
  t.is(rating?.average, 4);
  t.deepEqual(rating?.values, [
    { value: '5', shown: '<5>', count: 2 },
    { value: '2', shown: '<2>', count: 1 },
  ]);
  t.like(boxes, { answered: 2, passedOver: 1, average: undefined });
  t.deepEqual(
    boxes?.values.map(({ value, count }) => [value, count]),
    [
      ['a', 1],
      ['b', 2],
    ],
  );
  t.like(text, { answered: 1, passedOver: 1, average: undefined, values: [] });
});

test('a cell is never a formula, and never ends its line or column early', (t) => {
  for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '=cmd|/C calc!A0']) {
    t.regex(csvLine([formula]), /^"'/, JSON.stringify(formula));
  }
  t.is(csvLine(['a"b', 'c,d', 'e\nf', '']), '"a""b","c,d","e\nf",""\r\n');
  t.is(csvLine(['a\u202eb\u0000']), '"a\ufffdb\ufffd"\r\n');
  t.is(csvLine(['{{7*7}} <b>', '5']), '"{{7*7}} <b>","5"\r\n');
});
