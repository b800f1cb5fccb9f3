import type { Texts } from '../text.ts';

/** What the customer's page says around the questions that come before the queue, and while one waits. */
export const asked = {
  'asked.title.agreement': 'Please read and answer',
  'asked.title.recording': 'A question before we begin',
  'asked.agreement.lead': 'Your session begins when you accept this.',
  'asked.agreement.accept': 'I accept',
  'asked.agreement.refuse': 'I do not accept',
  'asked.agreement.time': 'Time left to answer: {length}. Without an answer the session ends.',
  'asked.recording.heading': 'May your shared screen be recorded?',
  'asked.recording.text':
    'If you share your screen in this session, the picture can be kept as a recording. You are helped either way, and nothing is shared yet.',
  'asked.recording.allow': 'Allow the recording',
  'asked.recording.refuse': 'Do not record',
  'asked.recording.time': 'Time left to answer: {length}. Without an answer nothing is recorded.',
  'asked.recorded': 'The picture is recorded.',
  'asked.not-recorded': 'The picture is not recorded.',
  'asked.no-place': 'Somebody is with you as soon as possible.',
  'asked.on-hold': 'While you wait',
  'asked.happened.accepted': 'You accepted the agreement.',
  'asked.happened.allowed': 'You allowed the recording of your shared screen.',
  'asked.happened.not-allowed': 'Your shared screen will not be recorded.',
  'asked.ended.refused': 'You did not accept the agreement, so nothing was begun.',
  'asked.ended.not-answered':
    'The agreement was not accepted in time, so nothing was begun. You can ask for help again.',
  'asked.after.go': 'Continue to {host}',
  'asked.after.soon': 'This page goes on there in a few seconds.',
  'asked.after.seconds': '{seconds} s',
  'asked.after.stay': 'Stay on this page',
  'asked.leave-message': 'Leave a message instead of waiting',
} as const satisfies Texts;
