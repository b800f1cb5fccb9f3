import { unreachable } from '../kernel/index.ts';
import { oneLine } from './plain-text.ts';

/** Where in the conversation with a server it said no. */
export type Step = 'greeting' | 'sign-in' | 'sender' | 'recipient' | 'message';

/** Why a message was not taken. `detail` and `answer` are others' words: show them by the sentences below. */
export type Refusal =
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'no-starttls' }
  | { readonly kind: 'certificate'; readonly detail: string }
  | { readonly kind: 'broken-off'; readonly detail: string }
  | {
      readonly kind: 'answered';
      readonly step: Step;
      readonly answer: string;
      /** Whether the server itself says that trying again may help. */
      readonly temporary: boolean;
    };

/** What became of a message that was handed to a server. `unclear`: all of it went out, and no answer came. */
export type Delivery =
  | { readonly kind: 'taken'; readonly answer: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unclear' };

/** One try. `outcome` never rejects; after `giveUp` it comes at once. */
export interface Attempt {
  readonly outcome: Promise<Delivery>;
  giveUp(): void;
}

const ANSWER_CHARACTERS = 300;

/**
 * Whether trying again soon may help: the other end was not there, or said so itself. Somebody who
 * waited until the time was up has waited long enough.
 */
export function isTemporary(refusal: Refusal): boolean {
  switch (refusal.kind) {
    case 'unreachable':
    case 'broken-off':
      return true;
    case 'answered':
      return refusal.temporary;
    case 'no-answer':
    case 'no-starttls':
    case 'certificate':
      return false;
    default:
      return unreachable(refusal);
  }
}

/** For the representative who sent a mail. */
export function mailSentence(refusal: Refusal): string {
  const server = 'The mail server';
  const administrator = 'An administrator has to look at Management > Email Configuration.';
  switch (refusal.kind) {
    case 'unreachable':
      return `${server} cannot be reached (${oneLine(refusal.detail, ANSWER_CHARACTERS)}). ${administrator}`;
    case 'no-answer':
      return `${server} did not answer in time. Please try again later.`;
    case 'no-starttls':
      return `${server} offers no encryption by STARTTLS, so nothing was sent. ${administrator}`;
    case 'certificate':
      return `${server} could not prove who it is (${oneLine(refusal.detail, ANSWER_CHARACTERS)}), so nothing was sent. ${administrator}`;
    case 'broken-off':
      return `The connection to the mail server broke off (${oneLine(refusal.detail, ANSWER_CHARACTERS)}). Please try again later.`;
    case 'answered': {
      const answer = oneLine(refusal.answer, ANSWER_CHARACTERS);
      switch (refusal.step) {
        case 'greeting':
          return `${server} does not take messages now. It said: ${answer}`;
        case 'sign-in':
          return `${server} refused the appliance’s user name or password. It said: ${answer} – ${administrator}`;
        case 'sender':
          return `${server} refused the sender’s address. It said: ${answer} – ${administrator}`;
        case 'recipient':
          return `${server} refused the recipient. It said: ${answer}`;
        case 'message':
          return `${server} refused the message. It said: ${answer}`;
        default:
          return unreachable(refusal.step);
      }
    }
    default:
      return unreachable(refusal);
  }
}

/** For the representative who sent a text message. */
export function smsSentence(refusal: Refusal): string {
  const administrator = 'An administrator has to look at SMS Gateway URL under Options.';
  switch (refusal.kind) {
    case 'unreachable':
    case 'broken-off':
      return `The SMS gateway cannot be reached (${oneLine(refusal.detail, ANSWER_CHARACTERS)}). Please try again later.`;
    case 'no-answer':
      return 'The SMS gateway did not answer in time. Please try again later.';
    case 'certificate':
      return `The SMS gateway could not prove who it is (${oneLine(refusal.detail, ANSWER_CHARACTERS)}), so nothing was sent. ${administrator}`;
    case 'no-starttls':
      return `The SMS gateway offers no encryption, so nothing was sent. ${administrator}`;
    case 'answered':
      return `The SMS gateway did not take the message. It said: ${oneLine(refusal.answer, ANSWER_CHARACTERS)}`;
    default:
      return unreachable(refusal);
  }
}

export const UNCLEAR_SENTENCE =
  'The message went out, but the answer did not come. It may have arrived: please ask before you send it again.';
