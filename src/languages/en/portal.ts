import type { Texts } from '../text.ts';

/** The pages of views/portal and views/error, as customers see them. */
export const portal = {
  'portal.skip': 'Go to the content',
  'portal.foot': 'Remote support by Handrail',

  'portal.home.title': 'Get help',
  'portal.home.heading': 'Join your support session',
  'portal.home.lead':
    'Type the session key that your representative gave you. Nothing is installed, and nothing is shared before you say so.',
  'portal.home.key': 'Session key',
  'portal.home.key-hint': 'Capital or small letters and spaces make no difference.',
  'portal.home.key-missing': 'Please type the session key that you were given.',
  'portal.home.next': 'What happens next',
  'portal.home.step-1': 'You say who you are.',
  'portal.home.step-1-more': 'Your name, and in a few words what the matter is.',
  'portal.home.step-2': 'You write with your representative.',
  'portal.home.step-2-more': 'The chat opens at once, right in this browser.',
  'portal.home.step-3': 'You share your screen, if you want to.',
  'portal.home.step-3-more': 'You choose what is seen, and one button stops it.',

  'portal.join.title': 'Join the session',
  'portal.join.heading': 'You are joining {name}’s session',
  'portal.join.lead': 'A few words about you, then the waiting room opens and you can write at once.',
  'portal.join.point-sees': '{name} sees that you are there and what you write here.',
  'portal.join.point-screen':
    'Nobody sees your screen before you share it. When you do, the shared picture is recorded; a red dot says so.',
  'portal.join.point-leave': 'You can leave at any time.',

  'portal.start.name': 'Your name',
  'portal.start.name-missing': 'Please tell us your name, so that the representative knows who you are.',
  'portal.start.name-too-long': {
    one: 'This name is too long: {count} character fits.',
    other: 'This name is too long: {count} characters fit.',
  },
  'portal.start.details': 'Describe your problem',
  'portal.start.details-hint': 'Optional. Please write no passwords.',
  'portal.start.details-too-long':
    'This description is too long: {bytes} bytes fit, which is about {bytes} Latin letters. You can tell the rest in the chat.',
  'portal.start.hidden-character': 'This contains a character that cannot be shown. Please type it again.',
  'portal.start.join': 'Join session',

  'portal.session.title': 'Support session',
  'portal.session.no-script': 'This page needs JavaScript',
  'portal.session.no-script-more':
    'The chat and the sharing of your screen work in this page itself, so nothing has to be installed. Please allow JavaScript for this site and load the page again, or go on by telephone.',
  'portal.session.opening': 'Opening your session …',
} as const satisfies Texts;
