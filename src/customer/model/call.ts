import { CUSTOMER } from '../../kernel/index.ts';
import type { SessionEvent } from '../../protocol/index.ts';

const SHOWN_CHARACTERS = 200;

/** What calls a person who looks elsewhere, and with which words; undefined for all the rest. */
export function callFor(event: SessionEvent): { readonly title: string; readonly text: string } | undefined {
  if (event.type === 'accepted') {
    return { title: `${event.by.name} is here`, text: 'Your support session has begun.' };
  }
  if (event.type === 'owner-changed') {
    return { title: `${event.to.name} is here`, text: 'Your support session goes on.' };
  }
  if (event.type === 'queued' && event.how !== 'arrival') {
    return { title: 'Somebody else will help you', text: 'You are in the waiting room again.' };
  }
  if (event.type === 'screen-requested') {
    return { title: `${event.by.name} asks you`, text: 'May your screen be looked at?' };
  }
  if (event.type === 'chat' && event.from.id !== CUSTOMER) {
    return { title: event.from.name, text: event.text.slice(0, SHOWN_CHARACTERS) };
  }
  return undefined;
}
