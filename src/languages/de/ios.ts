import type { ios as english } from '../en/ios.ts';
import type { Translation } from '../text.ts';

export const ios = {
  'ios.title': 'Profile für iPhone und iPad',
  'ios.lead':
    'Mit einem Konfigurationsprofil übernimmt Ihr Gerät Einstellungen in einem Schritt, zum Beispiel die eines Netzes oder eines Postfachs.',
  'ios.section': 'Für Ihr iPhone oder iPad',
  'ios.section-more':
    'Holen Sie sich die Profile, die wir dafür anbieten, oder benutzen Sie einen Zugangsschlüssel, den Sie erhalten haben.',
  'ios.open': 'Zu den Profilen',
  'ios.yours': 'Für Sie',
  'ios.yours-until': 'Ihr Zugangsschlüssel gilt bis {time}.',
  'ios.public': 'Für alle',
  'ios.public-none': 'Zurzeit gibt es kein Profil für alle.',
  'ios.download': 'Herunterladen',
  'ios.key-heading': 'Haben Sie einen Zugangsschlüssel erhalten?',
  'ios.key-lead': 'Er führt zu den Profilen, die für Sie ausgewählt wurden.',
  'ios.key': 'Zugangsschlüssel',
  'ios.key-missing': 'Bitte geben Sie den Zugangsschlüssel ein, den Sie erhalten haben.',
  'ios.key-refused':
    'Dieser Zugangsschlüssel gilt hier nicht. Bitte prüfen Sie ihn, oder lassen Sie sich von der Person, die ihn Ihnen gegeben hat, einen neuen geben.',
  'ios.show': 'Meine Profile zeigen',
  'ios.is-session-key':
    'Das sieht nach einem Sitzungsschlüssel aus, nicht nach einem Zugangsschlüssel. Bitte geben Sie ihn auf der Startseite ein.',
  'ios.no-session-key':
    'Das sieht nach einem Zugangsschlüssel zu Profilen für iPhone und iPad aus, nicht nach einem Sitzungsschlüssel. Bitte geben Sie ihn auf der Seite mit diesen Profilen ein.',
  'ios.how': 'So installieren Sie ein Profil',
  'ios.step-1': 'Laden Sie es herunter.',
  'ios.step-1-more': 'Auf dem Gerät selbst. Erlauben Sie es, wenn Sie gefragt werden.',
  'ios.step-2': 'Öffnen Sie „Einstellungen“.',
  'ios.step-2-more': '„Profil geladen“ steht ganz oben.',
  'ios.step-3': 'Tippen Sie auf „Installieren“.',
  'ios.step-3-more': 'Lesen Sie vorher, was das Profil ändert.',
  'ios.other-device': 'Diese Profile sind für ein iPhone oder iPad. Bitte öffnen Sie diese Seite dort.',
  'ios.gone-title': 'Dieses Profil kann nicht heruntergeladen werden',
  'ios.gone':
    'Es wird hier nicht mehr angeboten, es braucht einen Zugangsschlüssel, oder die Zeit für diesen Download ist abgelaufen. Bitte gehen Sie zurück zu den Profilen, und geben Sie Ihren Zugangsschlüssel noch einmal ein, wenn Sie einen haben.',
  'ios.back': 'Zurück zu den Profilen',
  'ios.off-title': 'Hier gibt es keine Profile',
  'ios.off':
    'Auf dieser Website gibt es keine Profile für iPhone und iPad. Wenn Sie einen Link oder einen Zugangsschlüssel erhalten haben, fragen Sie bitte dort nach der richtigen Adresse.',
} as const satisfies Translation<typeof english, 'one'>;
