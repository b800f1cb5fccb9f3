import type { link as english } from '../en/link.ts';
import type { Translation } from '../text.ts';

export const link = {
  'link.unknown': 'No existe el campo {name}.',
  'link.nothing': 'No dice a quién contactar: una clave de sesión, una persona o un tema.',
  'link.two':
    'Indica más de un destino entre clave de sesión, persona y tema, o uno de dos maneras. Solo es posible uno.',
  'link.locale': 'El idioma {name} no se ofrece aquí.',
  'link.too-much': 'Los campos son demasiado largos en conjunto: caben {bytes} bytes.',
  'link.wrong': 'Este enlace no se puede usar. {parameter}: {sentence}',
  'link.by-post': 'Todo está claro. Para iniciar la sesión, envíe los mismos campos por POST.',
  'link.hand-over': 'Su sesión de asistencia está lista',
  'link.hand-over-more': 'Ábrala en este navegador. El enlace funciona una sola vez y durante unos minutos.',
  'link.hand-over-open': 'Abrir la sesión',
  'link.hand-over-gone': 'Este enlace ya se usó o ha caducado',
  'link.hand-over-gone-more':
    'Cada enlace abre una sesión una sola vez, en unos minutos. Pida uno nuevo donde lo recibió, o empiece en nuestra página de asistencia.',
  'link.help': 'Ayuda',
  'link.said': 'Esto también se transmite:',

  'button.key': 'Clave de sesión, si le dieron una',
  'button.keep': 'Tenga la ayuda a mano',
  'button.keep-more':
    'Póngala en su escritorio y la ayuda estará a un clic. Es posible que su navegador también ofrezca instalarla.',
  'button.windows': 'Acceso directo para Windows',
  'button.mac': 'Acceso directo para macOS',
  'button.linux': 'Acceso directo para Linux',
  'button.gone': 'Este botón de asistencia ya no funciona',
  'button.gone-more':
    'Ha caducado o se ha retirado. Pida uno nuevo a quien se lo dio, o empiece en nuestra página de asistencia.',
  'button.to-portal': 'Ir a la página de asistencia',
} as const satisfies Translation<typeof english, 'one'>;
