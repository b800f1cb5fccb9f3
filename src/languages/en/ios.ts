import type { Texts } from '../text.ts';

/** The page with configuration profiles for iPhones and iPads, and the ways to it. */
export const ios = {
  'ios.title': 'Profiles for iPhone and iPad',
  'ios.lead':
    'With a configuration profile your device takes over settings in one step, such as those of a network or a mailbox.',
  'ios.section': 'For your iPhone or iPad',
  'ios.section-more': 'Get the profiles that we offer for it, or use an access key that you were given.',
  'ios.open': 'Go to the profiles',
  'ios.yours': 'For you',
  'ios.yours-until': 'Your access key can be used until {time}.',
  'ios.public': 'For everybody',
  'ios.public-none': 'There is no profile for everybody at the moment.',
  'ios.download': 'Download',
  'ios.key-heading': 'Were you given an access key?',
  'ios.key-lead': 'It leads to the profiles that were chosen for you.',
  'ios.key': 'Access key',
  'ios.key-missing': 'Please type the access key that you were given.',
  'ios.key-refused':
    'This access key is not valid on this site. Please check it, or ask whoever gave it to you for a new one.',
  'ios.show': 'Show my profiles',
  'ios.is-session-key':
    'This looks like a session key, not like an access key. Please type it on the start page of this site.',
  'ios.no-session-key':
    'This looks like an access key to profiles for iPhone and iPad, not like a session key. Please type it on the page of these profiles.',
  'ios.how': 'How to install a profile',
  'ios.step-1': 'Download it.',
  'ios.step-1-more': 'On the device itself. Allow it when you are asked.',
  'ios.step-2': 'Open “Settings”.',
  'ios.step-2-more': '“Profile Downloaded” is at the top.',
  'ios.step-3': 'Tap “Install”.',
  'ios.step-3-more': 'Read first what the profile changes.',
  'ios.other-device': 'These profiles are for an iPhone or iPad. Please open this page there.',
  'ios.gone-title': 'This profile cannot be downloaded',
  'ios.gone':
    'It is not offered here any more, it needs an access key, or the time for this download is over. Please go back to the profiles, and type your access key again if you have one.',
  'ios.back': 'Back to the profiles',
  'ios.off-title': 'There are no profiles here',
  'ios.off':
    'This site offers no profiles for iPhone and iPad. If you were given a link or an access key, please ask whoever gave it to you for the right address.',
} as const satisfies Texts;
