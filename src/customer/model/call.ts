import { CUSTOMER } from '../../kernel/index.ts';
import { say, type CustomerWords } from '../../languages/index.ts';
import type { SessionEvent } from '../../protocol/index.ts';

const SHOWN_CHARACTERS = 200;

/** What calls a person who looks elsewhere, and with which words; undefined for all the rest. */
export function callFor(
  words: CustomerWords,
  event: SessionEvent,
): { readonly title: string; readonly text: string } | undefined {
  if (event.type === 'accepted') {
    return {
      title: say(words, 'customer.call.here', event.by),
      text: say(words, 'customer.call.begun'),
    };
  }
  if (event.type === 'owner-changed') {
    return {
      title: say(words, 'customer.call.here', event.to),
      text: say(words, 'customer.call.goes-on'),
    };
  }
  if (event.type === 'queued' && event.how !== 'arrival') {
    return { title: say(words, 'customer.call.other'), text: say(words, 'customer.call.waiting') };
  }
  if (event.type === 'elevation-requested') {
    return {
      title: say(words, 'customer.title.asks', event.by),
      text: say(words, 'customer.call.elevation'),
    };
  }
  if (event.type === 'button-offered') {
    return {
      title: say(words, 'customer.title.asks', event.by),
      text: say(words, 'customer.call.button'),
    };
  }
  if (event.type === 'screen-requested') {
    return {
      title: say(words, 'customer.title.asks', event.by),
      text: say(words, 'customer.call.screen'),
    };
  }
  if (event.type === 'ended' && event.reason === 'no-representative') {
    return { title: say(words, 'customer.call.nobody'), text: say(words, 'customer.call.nobody-text') };
  }
  if (event.type === 'notice-shown') {
    return { title: say(words, 'customer.waiting.notice'), text: event.title };
  }
  if (event.type === 'chat' && event.from.id !== CUSTOMER) {
    return { title: event.from.name, text: event.text.slice(0, SHOWN_CHARACTERS) };
  }
  return undefined;
}
