import { lengthText, namesText, say, type ServerWords } from '../../languages/index.ts';
import { endSentence, type Receipt } from '../index.ts';

interface Fact {
  readonly label: string;
  readonly value: string;
  /** To be compared letter by letter. */
  readonly isCode: boolean;
}

const MINUTE_MS = 60_000;

/** What a receipt says, for people. */
export function receiptFacts(receipt: Receipt, words: ServerWords, timeZone: string): readonly Fact[] {
  const { language } = words;
  const fact = (label: string, value: string, isCode = false): Fact => ({ label, value, isCode });
  const moments = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
    numberingSystem: 'latn',
  });
  const moment = (text: string) => moments.format(new Date(text));
  const length = (ms: number) =>
    ms < MINUTE_MS ? say(words, 'customer.less-than-a-minute') : lengthText(language, ms);
  const { people, lookedOn = [], mode, agreements = [], tools, files, recordings } = receipt;
  const names = people.map(({ name, external }) =>
    external ? say(words, 'receipt.outside', { name }) : name,
  );
  return [
    fact(say(words, 'receipt.site'), receipt.site),
    fact(say(words, 'receipt.customer'), receipt.customer),
    fact(say(words, 'receipt.session'), receipt.session, true),
    fact(say(words, 'receipt.started'), moment(receipt.startedAt)),
    fact(say(words, 'receipt.ended'), moment(receipt.endedAt)),
    fact(
      say(words, 'receipt.how'),
      receipt.endedBy === undefined
        ? endSentence(words, receipt.endReason, undefined)
        : say(words, 'customer.ended.by-representative', { name: receipt.endedBy }),
    ),
    fact(
      say(words, 'customer.fact.helped-by'),
      names.length === 0 ? say(words, 'customer.fact.helped-by-nobody') : namesText(language, names),
    ),
    ...(lookedOn.length === 0
      ? []
      : [
          fact(
            say(words, 'receipt.looked-on'),
            namesText(
              language,
              lookedOn.map(({ name }) => name),
            ),
          ),
        ]),
    ...(mode === undefined ? [] : [fact(say(words, 'receipt.mode'), say(words, `receipt.mode-${mode}`))]),
    ...agreements.flatMap(({ acceptedAt, sha256 }) => [
      fact(say(words, 'receipt.agreement'), moment(acceptedAt)),
      fact('SHA-256', sha256, true),
    ]),
    fact(
      say(words, 'customer.fact.messages'),
      say(words, 'customer.fact.messages-own', {
        all: tools.chatMessages,
        own: tools.chatMessagesOfCustomer,
      }),
    ),
    fact(
      say(words, 'customer.fact.screen'),
      tools.screenSharedMs === 0
        ? say(words, 'customer.fact.screen-not')
        : say(words, 'customer.fact.screen-shared', { length: length(tools.screenSharedMs) }),
    ),
    ...(files.length === 0 ? [fact(say(words, 'receipt.files'), say(words, 'receipt.files-none'))] : []),
    ...files.flatMap(({ name, bytes, sha256 }) => [
      fact(say(words, 'receipt.files'), `${name}, ${bytes} B`),
      fact('SHA-256', sha256, true),
    ]),
    ...(recordings.length === 0
      ? [fact(say(words, 'customer.fact.recording'), say(words, 'customer.fact.recording-not'))]
      : []),
    ...recordings.flatMap(({ lengthMs, sha256 }) => [
      fact(
        say(words, 'customer.fact.recording'),
        sha256 === undefined
          ? say(words, 'receipt.not-kept')
          : say(words, 'customer.fact.recording-done', { length: length(lengthMs) }),
      ),
      ...(sha256 === undefined ? [] : [fact('SHA-256', sha256, true)]),
    ]),
  ];
}
