import type { ios as english } from '../en/ios.ts';
import type { Translation } from '../text.ts';

export const ios = {
  'ios.title': 'Perfiles para iPhone y iPad',
  'ios.lead':
    'Con un perfil de configuración, su dispositivo adopta los ajustes en un solo paso, por ejemplo los de una red o de un buzón de correo.',
  'ios.section': 'Para su iPhone o iPad',
  'ios.section-more': 'Obtenga los perfiles que ofrecemos o use una clave de acceso que le hayan dado.',
  'ios.open': 'Ir a los perfiles',
  'ios.yours': 'Para usted',
  'ios.yours-until': 'Su clave de acceso sirve hasta el {time}.',
  'ios.public': 'Para todos',
  'ios.public-none': 'En este momento no hay ningún perfil para todos.',
  'ios.download': 'Descargar',
  'ios.key-heading': '¿Le han dado una clave de acceso?',
  'ios.key-lead': 'Le lleva a los perfiles que se eligieron para usted.',
  'ios.key': 'Clave de acceso',
  'ios.key-missing': 'Escriba la clave de acceso que le han dado.',
  'ios.key-refused':
    'Esta clave de acceso no es válida en este sitio. Compruébela o pida una nueva a quien se la dio.',
  'ios.show': 'Mostrar mis perfiles',
  'ios.is-session-key':
    'Esto parece una clave de sesión y no una clave de acceso. Escríbala en la página de inicio de este sitio.',
  'ios.no-session-key':
    'Esto parece una clave de acceso a perfiles para iPhone y iPad y no una clave de sesión. Escríbala en la página de esos perfiles.',
  'ios.how': 'Cómo instalar un perfil',
  'ios.step-1': 'Descárguelo.',
  'ios.step-1-more': 'En el propio dispositivo. Permítalo cuando se le pregunte.',
  'ios.step-2': 'Abra «Ajustes».',
  'ios.step-2-more': '«Perfil descargado» está arriba del todo.',
  'ios.step-3': 'Toque «Instalar».',
  'ios.step-3-more': 'Lea antes qué cambia el perfil.',
  'ios.other-device': 'Estos perfiles son para un iPhone o un iPad. Abra esta página en el dispositivo.',
  'ios.gone-title': 'Este perfil no se puede descargar',
  'ios.gone':
    'Ya no se ofrece aquí, necesita una clave de acceso o el tiempo de esta descarga ha terminado. Vuelva a los perfiles y escriba de nuevo su clave de acceso si tiene una.',
  'ios.back': 'Volver a los perfiles',
  'ios.off-title': 'Aquí no hay perfiles',
  'ios.off':
    'Este sitio no ofrece perfiles para iPhone y iPad. Si le han dado un enlace o una clave de acceso, pregunte a quien se lo dio cuál es la dirección correcta.',
} as const satisfies Translation<typeof english, 'one'>;
