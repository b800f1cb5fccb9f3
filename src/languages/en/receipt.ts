import type { Texts } from '../text.ts';

/** What customers keep of a session: transcript and receipt; and the page that checks one. */
export const receipt = {
  'receipt.title': 'Receipt of your session',
  'receipt.lead':
    'What was done in your session. The signed file says the same: with it, anybody can check later that nothing was changed.',
  'receipt.site': 'Support site',
  'receipt.customer': 'Customer',
  'receipt.session': 'Session',
  'receipt.started': 'Began',
  'receipt.ended': 'Ended',
  'receipt.how': 'How it ended',
  'receipt.outside': '{name} (from outside)',
  'receipt.files': 'Files',
  'receipt.files-none': 'No files were transferred',
  'receipt.not-kept': 'The recording could not be kept',
  'receipt.not-yet':
    'The recording of this session is still being finished. Please load this page again in a moment.',
  'receipt.save': 'Save the signed receipt',
  'verify.title': 'Check a receipt',
  'verify.lead': 'Whoever is helped here can keep a signed receipt. This page says whether one is genuine.',
  'verify.paste': 'The text of the receipt',
  'verify.paste-missing': 'Please put the text of a receipt here.',
  'verify.check': 'Check the text',
  'verify.file': 'The file of the receipt',
  'verify.check-file': 'Check the file',
  'verify.genuine': 'This receipt is genuine and unchanged.',
  'verify.changed': 'This receipt was changed. Do not rely on anything that it says.',
  'verify.not-ours': 'This is no receipt from here.',
  'verify.says': 'What it says',
  'verify.keys': 'Public keys of this site',
  'transcript.heading': 'Conversation of your support session',
  'transcript.times': 'Times are those of {zone}.',
} as const satisfies Texts;
