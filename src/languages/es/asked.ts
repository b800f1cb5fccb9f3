import type { asked as english } from '../en/asked.ts';
import type { Translation } from '../text.ts';

export const asked = {
  'asked.title.agreement': 'Lea y responda, por favor',
  'asked.title.recording': 'Una pregunta antes de empezar',
  'asked.agreement.lead': 'Su sesión empieza cuando usted acepte esto.',
  'asked.agreement.accept': 'Acepto',
  'asked.agreement.refuse': 'No acepto',
  'asked.agreement.time': 'Tiempo para responder: {length}. Sin respuesta, la sesión termina.',
  'asked.recording.heading': '¿Se puede grabar su pantalla compartida?',
  'asked.recording.text':
    'Si comparte su pantalla en esta sesión, la imagen puede conservarse como grabación. Se le ayudará en cualquier caso, y todavía no se comparte nada.',
  'asked.recording.allow': 'Permitir la grabación',
  'asked.recording.refuse': 'No grabar',
  'asked.recording.time': 'Tiempo para responder: {length}. Sin respuesta no se graba nada.',
  'asked.recorded': 'La imagen se graba.',
  'asked.not-recorded': 'La imagen no se graba.',
  'asked.no-place': 'Alguien le atenderá lo antes posible.',
  'asked.on-hold': 'Mientras espera',
  'asked.happened.accepted': 'Usted aceptó el acuerdo.',
  'asked.happened.allowed': 'Usted permitió grabar su pantalla compartida.',
  'asked.happened.not-allowed': 'Su pantalla compartida no se grabará.',
  'asked.ended.refused': 'Usted no aceptó el acuerdo, así que no se empezó nada.',
  'asked.ended.not-answered':
    'El acuerdo no se aceptó a tiempo, así que no se empezó nada. Puede volver a pedir ayuda.',
  'asked.after.go': 'Continuar a {host}',
  'asked.after.soon': 'Esta página continúa allí en unos segundos.',
  'asked.after.seconds': '{seconds} seg.',
  'asked.after.stay': 'Quedarse en esta página',
  'asked.leave-message': 'Dejar un mensaje en vez de esperar',
} as const satisfies Translation<typeof english, 'one'>;
