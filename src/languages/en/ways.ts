import type { Texts } from '../text.ts';

/** The ways in beside the session key: issues, representatives, and what can be left when nobody is there. */
export const ways = {
  'ways.heading': 'How can we help you?',
  'ways.lead': 'Choose what suits you. Nothing is installed, and nothing is shared before you say so.',
  'ways.issues-lead': 'Choose what you need help with, and you reach the people who know about it.',
  'ways.issue': 'What do you need help with?',
  'ways.issue-choose': 'Please choose',
  'ways.issue-missing': 'Please choose what you need help with.',
  'ways.issue-gone': 'What you chose is no longer offered here. Please choose again.',
  'ways.issues-somebody': 'Somebody is there now',
  'ways.issues-persistent': 'Nobody is there now, but you can wait in line',
  'ways.issues-nobody': 'Nobody is there now, but you can leave a message',
  'ways.issues-none': 'There is nothing to choose from yet.',
  'ways.details': 'In your own words',
  'ways.continue': 'Continue',
  'ways.representatives': 'Choose a representative',
  'ways.representatives-lead': 'These representatives are there now.',
  'ways.representatives-none': 'No representative is there at the moment.',
  'ways.representative-gone': 'This representative cannot be chosen here. Please choose again.',
  'ways.notices': 'Notices',
  'ways.leave-message': 'Leave a message instead',

  'ways.join-issue': 'You are asking for help: {issue}',
  'ways.join-representative': 'You are asking {name} for help',
  'ways.there': '{name} is there now.',
  'ways.away': '{name} is not there right now. You wait in line until somebody comes.',
  'ways.away-key':
    '{name} is not there right now. We wait about a minute for {name}; if nobody comes, you are told so and can leave a message.',
  'ways.there-team': 'Somebody is there now.',
  'ways.away-team': 'Nobody is there right now. You wait in line until somebody comes.',
  'ways.point-team': 'Whoever helps you sees that you are there and what you write here.',
  'ways.point-chat':
    'You write with each other in this page. Your screen is no part of it unless you agree to that later.',
  'ways.company': 'Your company',
  'ways.optional': 'Optional.',
  'ways.company-code': 'Company code',
  'ways.company-code-hint': 'Optional, if you were given one.',
  'ways.too-long': {
    one: 'This is too long: {count} character fits.',
    other: 'This is too long: {count} characters fit.',
  },
  'ways.other': 'Choose something else',

  'ways.nobody': 'Nobody is there right now',
  'ways.nobody-text':
    'We are sorry that nobody can help you at this moment. Leave a message and we will get back to you, or try again later.',
  'ways.closed': 'We are closed',
  'ways.closed-text': 'We are not here at the moment. Leave a message and we will get back to you.',
  'ways.opens': 'We open again: {time}',
  'ways.more': 'Find help on this page',
  'ways.key-while-closed': 'Were you given a session key? It works now as well.',

  'message.heading': 'Leave a message',
  'message.about': 'About: {what}',
  'message.reach': 'How we can reach you',
  'message.reach-hint': 'A telephone number or an e-mail address.',
  'message.reach-missing': 'Please tell us how we can reach you.',
  'message.text': 'Your message',
  'message.text-hint': 'Please write no passwords.',
  'message.text-missing': 'Please write what it is about.',
  'message.send': 'Leave this message',
  'message.left': 'Your message has arrived',
  'message.left-more': 'Thank you. We will get back to you.',
  'message.too-many':
    'Several messages were left from your network just now. Please wait a minute and send it again.',
  'message.full': 'No more messages can be taken at the moment. Please try again later.',
} as const satisfies Texts;
