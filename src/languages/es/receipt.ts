import type { receipt as english } from '../en/receipt.ts';
import type { Translation } from '../text.ts';

export const receipt = {
  'receipt.title': 'Recibo de su sesión',
  'receipt.lead':
    'Lo que se hizo en su sesión. El archivo firmado dice lo mismo: con él, cualquiera puede comprobar más tarde que no se cambió nada.',
  'receipt.site': 'Sitio de asistencia',
  'receipt.customer': 'Cliente',
  'receipt.session': 'Sesión',
  'receipt.started': 'Comenzó',
  'receipt.ended': 'Terminó',
  'receipt.how': 'Cómo terminó',
  'receipt.outside': '{name} (de fuera)',
  'receipt.looked-on': 'Observó',
  'receipt.mode': 'Tipo de sesión',
  'receipt.mode-full': 'Sesión completa',
  'receipt.mode-chat': 'Solo chat',
  'receipt.mode-chat-elevated': 'Chat y después sesión completa',
  'receipt.agreement': 'Acuerdo aceptado',
  'receipt.files': 'Archivos',
  'receipt.files-none': 'No se transfirió ningún archivo',
  'receipt.not-kept': 'No se pudo conservar la grabación',
  'receipt.not-yet':
    'La grabación de esta sesión aún se está terminando. Vuelva a cargar esta página dentro de un momento.',
  'receipt.save': 'Guardar el recibo firmado',
  'verify.title': 'Comprobar un recibo',
  'verify.lead':
    'Quien recibe ayuda aquí puede guardar un recibo firmado. Esta página dice si un recibo es auténtico.',
  'verify.paste': 'El texto del recibo',
  'verify.paste-missing': 'Pegue aquí el texto de un recibo.',
  'verify.check': 'Comprobar el texto',
  'verify.file': 'El archivo del recibo',
  'verify.check-file': 'Comprobar el archivo',
  'verify.genuine': 'Este recibo es auténtico y no se ha modificado.',
  'verify.changed': 'Este recibo se modificó. No se fíe de nada de lo que dice.',
  'verify.not-ours': 'Este recibo no es de aquí.',
  'verify.says': 'Lo que dice',
  'verify.keys': 'Claves públicas de este sitio',
  'transcript.heading': 'Conversación de su sesión de asistencia',
  'transcript.times': 'Las horas son las de {zone}.',
} as const satisfies Translation<typeof english, 'one'>;
