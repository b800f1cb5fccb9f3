import type { asked as english } from '../en/asked.ts';
import type { Translation } from '../text.ts';

export const asked = {
  'asked.title.agreement': 'Bitte lesen und antworten',
  'asked.title.recording': 'Eine Frage vor dem Beginn',
  'asked.agreement.lead': 'Ihre Sitzung beginnt, wenn Sie dem zustimmen.',
  'asked.agreement.accept': 'Ich stimme zu',
  'asked.agreement.refuse': 'Ich stimme nicht zu',
  'asked.agreement.time': 'Zeit für die Antwort: noch {length}. Ohne Antwort endet die Sitzung.',
  'asked.recording.heading': 'Darf Ihr freigegebener Bildschirm aufgezeichnet werden?',
  'asked.recording.text':
    'Wenn Sie in dieser Sitzung Ihren Bildschirm freigeben, kann das Bild als Aufzeichnung aufbewahrt werden. Geholfen wird Ihnen in jedem Fall, und noch ist nichts freigegeben.',
  'asked.recording.allow': 'Aufzeichnung erlauben',
  'asked.recording.refuse': 'Nicht aufzeichnen',
  'asked.recording.time': 'Zeit für die Antwort: noch {length}. Ohne Antwort wird nichts aufgezeichnet.',
  'asked.recorded': 'Das Bild wird aufgezeichnet.',
  'asked.not-recorded': 'Das Bild wird nicht aufgezeichnet.',
  'asked.no-place': 'Es ist so bald wie möglich jemand für Sie da.',
  'asked.on-hold': 'Während Sie warten',
  'asked.happened.accepted': 'Sie haben der Vereinbarung zugestimmt.',
  'asked.happened.allowed': 'Sie haben die Aufzeichnung Ihres freigegebenen Bildschirms erlaubt.',
  'asked.happened.not-allowed': 'Ihr freigegebener Bildschirm wird nicht aufgezeichnet.',
  'asked.ended.refused': 'Sie haben der Vereinbarung nicht zugestimmt; deshalb wurde nichts begonnen.',
  'asked.ended.not-answered':
    'Der Vereinbarung wurde nicht rechtzeitig zugestimmt; deshalb wurde nichts begonnen. Sie können erneut um Hilfe bitten.',
  'asked.after.go': 'Weiter zu {host}',
  'asked.after.soon': 'Diese Seite geht in wenigen Sekunden dorthin weiter.',
  'asked.after.seconds': '{seconds} Sek.',
  'asked.after.stay': 'Auf dieser Seite bleiben',
  'asked.leave-message': 'Statt zu warten eine Nachricht hinterlassen',
} as const satisfies Translation<typeof english, 'one'>;
