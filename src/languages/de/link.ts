import type { link as english } from '../en/link.ts';
import type { Translation } from '../text.ts';

export const link = {
  'link.unknown': 'Ein Feld {name} gibt es nicht.',
  'link.nothing':
    'Es steht nicht darin, wen Sie erreichen möchten: ein Sitzungsschlüssel, eine Ansprechperson oder ein Thema.',
  'link.two':
    'Es steht mehr als eines darin von Sitzungsschlüssel, Ansprechperson und Thema, oder eines doppelt. Nur eines ist möglich.',
  'link.locale': 'Die Sprache {name} wird hier nicht angeboten.',
  'link.too-much': 'Die Felder sind zusammen zu lang: {bytes} Byte sind möglich.',
  'link.wrong': 'Dieser Link kann nicht verwendet werden. {parameter}: {sentence}',
  'link.by-post': 'Alles ist verstanden. Um die Sitzung zu starten, senden Sie dieselben Felder mit POST.',
  'link.hand-over': 'Ihre Support-Sitzung ist bereit',
  'link.hand-over-more':
    'Öffnen Sie sie in diesem Browser. Der Link gilt einmal und nur für ein paar Minuten.',
  'link.hand-over-open': 'Sitzung öffnen',
  'link.hand-over-gone': 'Dieser Link wurde benutzt oder ist abgelaufen',
  'link.hand-over-gone-more':
    'Jeder Link öffnet eine Sitzung einmal, innerhalb weniger Minuten. Bitten Sie dort, wo Sie ihn bekommen haben, um einen neuen, oder beginnen Sie auf unserer Support-Seite.',
  'link.help': 'Hilfe',
  'link.said': 'Dies wird ebenfalls weitergegeben:',

  'button.key': 'Sitzungsschlüssel, falls Sie einen bekommen haben',
  'button.keep': 'Hilfe griffbereit halten',
  'button.keep-more':
    'Legen Sie sie auf Ihren Desktop, dann ist sie einen Klick entfernt. Vielleicht bietet Ihr Browser auch an, sie zu installieren.',
  'button.windows': 'Verknüpfung für Windows',
  'button.mac': 'Verknüpfung für macOS',
  'button.linux': 'Verknüpfung für Linux',
  'button.gone': 'Diese Support-Schaltfläche funktioniert nicht mehr',
  'button.gone-more':
    'Sie ist abgelaufen oder wurde zurückgezogen. Bitten Sie um eine neue, oder beginnen Sie auf unserer Support-Seite.',
  'button.to-portal': 'Zur Support-Seite',
} as const satisfies Translation<typeof english, 'one'>;
