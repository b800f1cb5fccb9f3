import type { asked as english } from '../en/asked.ts';
import type { Translation } from '../text.ts';

export const asked = {
  'asked.title.agreement': 'À lire avant de commencer',
  'asked.title.recording': 'Une question avant de commencer',
  'asked.agreement.lead': 'Votre session commence dès que vous acceptez ce texte.',
  'asked.agreement.accept': 'J’accepte',
  'asked.agreement.refuse': 'Je n’accepte pas',
  'asked.agreement.time': 'Temps restant pour répondre : {length}. Sans réponse, la session se termine.',
  'asked.recording.heading': 'Votre écran partagé peut-il être enregistré ?',
  'asked.recording.text':
    'Si vous partagez votre écran pendant cette session, l’image peut être conservée sous forme d’enregistrement. Vous serez aidé dans les deux cas, et rien n’est encore partagé.',
  'asked.recording.allow': 'Autoriser l’enregistrement',
  'asked.recording.refuse': 'Ne pas enregistrer',
  'asked.recording.time': 'Temps restant pour répondre : {length}. Sans réponse, rien n’est enregistré.',
  'asked.recorded': 'L’image est enregistrée.',
  'asked.not-recorded': 'L’image n’est pas enregistrée.',
  'asked.no-place': 'Quelqu’un s’occupe de vous dès que possible.',
  'asked.on-hold': 'Pendant que vous attendez',
  'asked.happened.accepted': 'Vous avez accepté l’accord.',
  'asked.happened.allowed': 'Vous avez autorisé l’enregistrement de votre écran partagé.',
  'asked.happened.not-allowed': 'Votre écran partagé ne sera pas enregistré.',
  'asked.ended.refused': 'Vous n’avez pas accepté l’accord : rien n’a donc été commencé.',
  'asked.ended.not-answered':
    'L’accord n’a pas été accepté à temps : rien n’a donc été commencé. Vous pouvez demander de l’aide à nouveau.',
  'asked.after.go': 'Continuer vers {host}',
  'asked.after.soon': 'Cette page y continue dans quelques secondes.',
  'asked.after.seconds': '{seconds} secondes',
  'asked.after.stay': 'Rester sur cette page',
  'asked.leave-message': 'Laisser un message au lieu d’attendre',
} as const satisfies Translation<typeof english, 'one'>;
