import type { faults as english } from '../en/faults.ts';
import type { Translation } from '../text.ts';

export const faults = {
  'fault.bad-request':
    'Das konnte nicht verstanden werden. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal.',
  'fault.not-allowed': 'Das dürfen Sie nicht tun.',
  'fault.form-expired':
    'Dieses Formular ist zu alt oder wurde an anderer Stelle geöffnet. Es ging nichts verloren: Bitte senden Sie es erneut.',
  'fault.form-expired.cookies':
    'Ihr Browser hat das Cookie dieses Formulars nicht zurückgeschickt. Bitte erlauben Sie Cookies für diese Website und senden Sie das Formular erneut; es ging nichts verloren.',
  'fault.wrong-origin': 'Diese Verbindung kommt von einer anderen Website und wurde abgelehnt.',
  'fault.ticket-refused':
    'Diese Verbindung konnte nicht bestätigt werden. Die Seite versucht es von selbst noch einmal.',
  'fault.not-found': 'Unter dieser Adresse gibt es nichts.',
  'fault.bad-request.fields':
    'Die Felder konnten nicht gelesen werden. Bitte senden Sie sie als application/x-www-form-urlencoded in UTF-8, jedes einmal.',
  'fault.not-found.method': 'Diese Adresse nimmt eine solche Anfrage nicht an.',
  'fault.no-such-session': 'Diese Sitzung gibt es nicht, oder sie ist beendet.',
  'fault.already-ended': 'Diese Sitzung ist bereits beendet.',
  'fault.not-waiting': 'Diese Sitzung wartet nicht mehr.',
  'fault.not-in-session': 'Sie sind nicht in dieser Sitzung.',
  'fault.chat-only':
    'Diese Sitzung ist ein Chat: Der Bildschirm gehört erst dazu, wenn die Kundin oder der Kunde zustimmt.',
  'fault.already-sharing': 'Der Bildschirm wird bereits freigegeben.',
  'fault.not-sharing': 'Der Bildschirm wird nicht freigegeben.',
  'fault.changed-meanwhile':
    'Jemand anderes hat das zur gleichen Zeit geändert. Bitte sehen Sie nach und wiederholen Sie es.',
  'fault.key-refused':
    'Dieser Sitzungsschlüssel ist nicht gültig. Bitte prüfen Sie ihn, oder bitten Sie Ihre Ansprechperson um einen neuen.',
  'fault.too-large':
    'Das ist zu groß. Bitte gehen Sie zurück, kürzen oder verkleinern Sie es und senden Sie es noch einmal.',
  'fault.too-long': 'Dieser Text ist zu lang.',
  'fault.not-valid': 'Bitte sehen Sie sich einige der Felder noch einmal an.',
  'fault.too-many':
    'Das war zu oft in kurzer Zeit. Bitte warten Sie einen Moment und versuchen Sie es noch einmal.',
  'fault.session-full':
    'In dieser Sitzung ist kein Platz für weitere Nachrichten. Bitte beginnen Sie eine neue Sitzung.',
  'fault.reload-required': 'Diese Seite ist älter als die Support-Seite. Sie lädt sich von selbst neu.',
  'fault.relay-down': 'Die Bildübertragung startet gerade neu. Das Bild kommt gleich von selbst zurück.',
  'fault.shutting-down': 'Die Support-Seite startet gerade neu. Diese Seite kommt gleich von selbst zurück.',
  'fault.consumer-too-slow': 'Die Verbindung war zu langsam und wird erneuert.',
  'fault.database-busy':
    'Die Support-Seite ist gerade ausgelastet. Bitte versuchen Sie es gleich noch einmal.',
  'fault.internal':
    'Auf der Support-Seite ist etwas schiefgegangen. Es wurde festgehalten; bitte versuchen Sie es noch einmal.',
  'fault.other': 'Das hat nicht funktioniert. Bitte versuchen Sie es noch einmal.',

  'error.title': 'Das hat nicht funktioniert',
  'error.title-403': 'Nicht erlaubt',
  'error.title-404': 'Hier ist nichts',
  'error.title-429': 'Zu oft',
  'error.title-500': 'Etwas ist schiefgegangen',
  'error.title-503': 'Einen Moment bitte',
  'error.home': 'Zur Startseite',
} as const satisfies Translation<typeof english, 'one'>;
