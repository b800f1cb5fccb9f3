import type { faults as english } from '../en/faults.ts';
import type { Translation } from '../text.ts';

export const faults = {
  'fault.bad-request':
    'No se ha podido entender la solicitud. Vuelva a cargar la página e inténtelo otra vez.',
  'fault.not-allowed': 'No tiene permiso para hacer eso.',
  'fault.form-expired':
    'Este formulario es demasiado antiguo o se abrió en otro lugar. No se ha perdido nada: envíelo de nuevo.',
  'fault.form-expired.cookies':
    'Su navegador no devolvió la cookie de este formulario. Permita las cookies para este sitio y envíe el formulario de nuevo; no se ha perdido nada.',
  'fault.wrong-origin': 'Esta conexión viene de otro sitio y se ha rechazado.',
  'fault.ticket-refused':
    'No se ha podido confirmar esta conexión. La página vuelve a intentarlo por sí sola.',
  'fault.not-found': 'No hay nada en esta dirección.',
  'fault.bad-request.fields':
    'No se pudieron leer los campos. Envíelos como application/x-www-form-urlencoded en UTF-8, cada uno una sola vez.',
  'fault.not-found.method': 'Esta dirección no admite ese tipo de solicitud.',
  'fault.no-such-session': 'Esta sesión no existe o ya ha terminado.',
  'fault.already-ended': 'Esta sesión ya ha terminado.',
  'fault.not-waiting': 'Esta sesión ya no está en espera.',
  'fault.not-in-session': 'Usted no está en esta sesión.',
  'fault.chat-only':
    'Esta sesión es un chat: la pantalla no forma parte de ella hasta que el cliente lo acepte.',
  'fault.already-sharing': 'La pantalla ya se está compartiendo.',
  'fault.not-sharing': 'La pantalla no se está compartiendo.',
  'fault.changed-meanwhile': 'Otra persona lo cambió al mismo tiempo. Compruébelo y repita la operación.',
  'fault.key-refused': 'Esta clave de sesión no es válida. Compruébela o pida una nueva a su agente.',
  'fault.too-large': 'Es demasiado grande. Vuelva atrás, redúzcalo y envíelo de nuevo.',
  'fault.too-long': 'Este texto es demasiado largo.',
  'fault.not-valid': 'Revise algunos de los campos.',
  'fault.too-many': 'Ha sido demasiadas veces en poco tiempo. Espere un momento e inténtelo de nuevo.',
  'fault.session-full': 'En esta sesión no caben más mensajes. Inicie una sesión nueva.',
  'fault.reload-required':
    'Esta página es más antigua que el sitio de asistencia. Se vuelve a cargar por sí sola.',
  'fault.relay-down':
    'La transmisión de la imagen se está reiniciando. La imagen vuelve por sí sola en un momento.',
  'fault.shutting-down':
    'El sitio de asistencia se está reiniciando. Esta página vuelve por sí sola en un momento.',
  'fault.consumer-too-slow': 'La conexión era demasiado lenta y se está renovando.',
  'fault.database-busy': 'El sitio de asistencia está ocupado. Inténtelo de nuevo en un momento.',
  'fault.internal': 'Algo ha fallado en el sitio de asistencia. Ha quedado registrado; inténtelo de nuevo.',
  'fault.other': 'No ha funcionado. Inténtelo de nuevo.',

  'error.title': 'No ha funcionado',
  'error.title-403': 'No permitido',
  'error.title-404': 'Aquí no hay nada',
  'error.title-429': 'Demasiadas veces',
  'error.title-500': 'Algo ha fallado',
  'error.title-503': 'Un momento',
  'error.home': 'Ir a la página de inicio',
} as const satisfies Translation<typeof english, 'one'>;
