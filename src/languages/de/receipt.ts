import type { receipt as english } from '../en/receipt.ts';
import type { Translation } from '../text.ts';

export const receipt = {
  'receipt.title': 'Beleg Ihrer Sitzung',
  'receipt.lead':
    'Was in Ihrer Sitzung getan wurde. Die signierte Datei sagt dasselbe: mit ihr kann jeder später prüfen, dass nichts verändert wurde.',
  'receipt.site': 'Support-Seite',
  'receipt.customer': 'Kunde',
  'receipt.session': 'Sitzung',
  'receipt.started': 'Begonnen',
  'receipt.ended': 'Beendet',
  'receipt.how': 'Wie sie endete',
  'receipt.outside': '{name} (von außerhalb)',
  'receipt.looked-on': 'Zugesehen hat',
  'receipt.mode': 'Art der Sitzung',
  'receipt.mode-full': 'Vollständige Sitzung',
  'receipt.mode-chat': 'Nur Chat',
  'receipt.mode-chat-elevated': 'Chat, danach vollständige Sitzung',
  'receipt.agreement': 'Vereinbarung angenommen',
  'receipt.files': 'Dateien',
  'receipt.files-none': 'Es wurden keine Dateien übertragen',
  'receipt.not-kept': 'Die Aufzeichnung konnte nicht aufbewahrt werden',
  'receipt.not-yet':
    'Die Aufzeichnung dieser Sitzung wird noch fertiggestellt. Bitte laden Sie diese Seite gleich noch einmal.',
  'receipt.save': 'Signierten Beleg speichern',
  'verify.title': 'Einen Beleg prüfen',
  'verify.lead':
    'Wem hier geholfen wird, der kann einen signierten Beleg behalten. Diese Seite sagt, ob ein Beleg echt ist.',
  'verify.paste': 'Der Text des Belegs',
  'verify.paste-missing': 'Bitte fügen Sie hier den Text eines Belegs ein.',
  'verify.check': 'Text prüfen',
  'verify.file': 'Die Datei des Belegs',
  'verify.check-file': 'Datei prüfen',
  'verify.genuine': 'Dieser Beleg ist echt und unverändert.',
  'verify.changed': 'Dieser Beleg wurde verändert. Verlassen Sie sich auf nichts, was darin steht.',
  'verify.not-ours': 'Das ist kein Beleg von hier.',
  'verify.says': 'Was darin steht',
  'verify.keys': 'Öffentliche Schlüssel dieser Seite',
  'transcript.heading': 'Gespräch Ihrer Support-Sitzung',
  'transcript.times': 'Zeiten sind die von {zone}.',
} as const satisfies Translation<typeof english, 'one'>;
