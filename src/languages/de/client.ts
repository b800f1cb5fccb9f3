import type { client as english } from '../en/client.ts';
import type { Translation } from '../text.ts';

export const client = {
  'client.agreement-title': 'Vereinbarung',
  'client.agreement-text': `In dieser Sitzung hilft Ihnen ein Supportmitarbeiter oder eine Supportmitarbeiterin. Was Sie schreiben und was wann geschehen ist, wird aufbewahrt.
Wenn Sie Ihren Bildschirm freigeben, ist zu sehen, was Sie dafür gewählt haben. Bitte schließen Sie vorher alles Private.
Sie können die Freigabe und die Sitzung jederzeit beenden.`,
  'client.chat-agreement-text': `In dieser Sitzung schreibt Ihnen ein Supportmitarbeiter oder eine Supportmitarbeiterin. Was Sie schreiben und was wann geschehen ist, wird aufbewahrt.
Bitte schreiben Sie keine Kennwörter. Sie können die Sitzung jederzeit beenden.`,
  'client.greeting': 'Willkommen, %CUSTOMER_NAME%. Schön, dass Sie sich an %SITE_NAME% wenden.',
  'client.on-hold': `Danke, dass Sie warten. Sobald wie möglich ist jemand für Sie da.
Ihr Platz in der Reihe: %POSITION%.
Die Wartezeit ist meist %EXPECTED_WAIT%.`,
  'client.point-screen': 'Niemand sieht Ihren Bildschirm, bevor Sie ihn freigeben.',
  'client.after': 'Danke, dass Sie sich an %SITE_NAME% gewandt haben. Wir hoffen, dass wir helfen konnten.',
} as const satisfies Translation<typeof english, 'one'>;
