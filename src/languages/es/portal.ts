import type { portal as english } from '../en/portal.ts';
import type { Translation } from '../text.ts';

export const portal = {
  'portal.skip': 'Ir al contenido',
  'portal.foot': 'Asistencia remota con Handrail',

  'portal.home.title': 'Obtener ayuda',
  'portal.home.heading': 'Únase a su sesión de asistencia',
  'portal.home.lead':
    'Escriba la clave de sesión que le ha dado su agente. No se instala nada y no se comparte nada sin su permiso.',
  'portal.home.key': 'Clave de sesión',
  'portal.home.key-hint': 'Las mayúsculas, las minúsculas y los espacios no importan.',
  'portal.home.key-missing': 'Escriba la clave de sesión que le han dado.',
  'portal.home.next': 'Qué pasa después',
  'portal.home.step-1': 'Usted dice quién es.',
  'portal.home.step-1-more': 'Su nombre y, en pocas palabras, qué ocurre.',
  'portal.home.step-2': 'Usted escribe con su agente.',
  'portal.home.step-2-more': 'El chat se abre enseguida, en este mismo navegador.',
  'portal.home.step-3': 'Usted comparte su pantalla, si lo desea.',
  'portal.home.step-3-more': 'Usted elige qué se ve, y un solo botón lo detiene.',

  'portal.join.title': 'Unirse a la sesión',
  'portal.join.heading': 'Va a unirse a la sesión de {name}',
  'portal.join.lead':
    'Unas palabras sobre usted; después se abre la sala de espera y puede escribir enseguida.',
  'portal.join.point-sees': '{name} ve que usted está aquí y lo que escribe.',
  'portal.join.point-screen':
    'Nadie ve su pantalla antes de que usted la comparta. Cuando lo hace, la imagen compartida se graba; un punto rojo lo indica.',
  'portal.join.point-leave': 'Puede salir en cualquier momento.',

  'portal.start.name': 'Su nombre',
  'portal.start.name-missing': 'Díganos su nombre, para que el agente sepa quién es usted.',
  'portal.start.name-too-long': {
    one: 'Este nombre es demasiado largo: cabe {count} carácter.',
    other: 'Este nombre es demasiado largo: caben {count} caracteres.',
  },
  'portal.start.details': 'Describa su problema',
  'portal.start.details-hint': 'Opcional. No escriba contraseñas.',
  'portal.start.details-too-long':
    'Esta descripción es demasiado larga: caben {bytes} bytes, es decir, unas {bytes} letras latinas. Puede contar el resto en el chat.',
  'portal.start.hidden-character':
    'El texto contiene un carácter que no se puede mostrar. Escríbalo de nuevo.',
  'portal.start.join': 'Unirse a la sesión',

  'portal.session.title': 'Sesión de asistencia',
  'portal.session.no-script': 'Esta página necesita JavaScript',
  'portal.session.no-script-more':
    'El chat y la pantalla compartida funcionan en esta misma página, así que no hay que instalar nada. Permita JavaScript para este sitio y vuelva a cargar la página, o continúe por teléfono.',
  'portal.session.opening': 'Abriendo su sesión…',
} as const satisfies Translation<typeof english, 'one'>;
