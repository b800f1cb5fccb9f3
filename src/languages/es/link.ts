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
  'link.said': 'Esto también se transmite:',
} as const satisfies Translation<typeof english, 'one'>;
