import type { portal as english } from '../en/portal.ts';
import type { Translation } from '../text.ts';

export const portal = {
  'portal.skip': 'Zum Inhalt springen',
  'portal.foot': 'Fernsupport mit Handrail',

  'portal.home.title': 'Hilfe erhalten',
  'portal.home.heading': 'Ihrer Support-Sitzung beitreten',
  'portal.home.lead':
    'Geben Sie den Sitzungsschlüssel ein, den Sie von Ihrer Ansprechperson erhalten haben. Es wird nichts installiert, und nichts wird geteilt, bevor Sie zustimmen.',
  'portal.home.key': 'Sitzungsschlüssel',
  'portal.home.key-hint': 'Groß- und Kleinschreibung sowie Leerzeichen spielen keine Rolle.',
  'portal.home.key-missing': 'Bitte geben Sie den Sitzungsschlüssel ein, den Sie erhalten haben.',
  'portal.home.next': 'So geht es weiter',
  'portal.home.step-1': 'Sie sagen, wer Sie sind.',
  'portal.home.step-1-more': 'Ihr Name und in wenigen Worten, worum es geht.',
  'portal.home.step-2': 'Sie schreiben mit Ihrer Ansprechperson.',
  'portal.home.step-2-more': 'Der Chat öffnet sich sofort, direkt in diesem Browser.',
  'portal.home.step-3': 'Sie geben Ihren Bildschirm frei, wenn Sie möchten.',
  'portal.home.step-3-more': 'Sie wählen, was zu sehen ist, und können es mit einem Klick beenden.',

  'portal.join.title': 'Der Sitzung beitreten',
  'portal.join.heading': 'Sie treten der Sitzung von {name} bei',
  'portal.join.lead':
    'Ein paar Worte zu Ihnen, dann öffnet sich der Warteraum, und Sie können sofort schreiben.',
  'portal.join.point-sees': '{name} sieht, dass Sie da sind und was Sie hier schreiben.',
  'portal.join.point-screen':
    'Niemand sieht Ihren Bildschirm, bevor Sie ihn freigeben. Danach wird das freigegebene Bild aufgezeichnet; ein roter Punkt zeigt es an.',
  'portal.join.point-leave': 'Sie können die Sitzung jederzeit verlassen.',

  'portal.start.name': 'Ihr Name',
  'portal.start.name-missing': 'Bitte nennen Sie Ihren Namen, damit wir wissen, mit wem wir sprechen.',
  'portal.start.name-too-long': {
    one: 'Dieser Name ist zu lang: Möglich ist {count} Zeichen.',
    other: 'Dieser Name ist zu lang: Möglich sind {count} Zeichen.',
  },
  'portal.start.details': 'Beschreiben Sie Ihr Problem',
  'portal.start.details-hint': 'Freiwillig. Bitte schreiben Sie keine Passwörter.',
  'portal.start.details-too-long':
    'Diese Beschreibung ist zu lang: Möglich sind {bytes} Byte, das sind etwa {bytes} lateinische Buchstaben. Den Rest können Sie im Chat erzählen.',
  'portal.start.hidden-character':
    'Der Text enthält ein Zeichen, das nicht angezeigt werden kann. Bitte geben Sie ihn erneut ein.',
  'portal.start.join': 'Sitzung beitreten',

  'portal.session.title': 'Support-Sitzung',
  'portal.session.no-script': 'Diese Seite benötigt JavaScript',
  'portal.session.no-script-more':
    'Der Chat und die Bildschirmfreigabe funktionieren direkt auf dieser Seite, es muss also nichts installiert werden. Bitte erlauben Sie JavaScript für diese Website und laden Sie die Seite neu, oder fahren Sie am Telefon fort.',
  'portal.session.opening': 'Ihre Sitzung wird geöffnet …',
} as const satisfies Translation<typeof english, 'one'>;
