import type { client as english } from '../en/client.ts';
import type { Translation } from '../text.ts';

export const client = {
  'client.agreement-title': 'Acuerdo',
  'client.agreement-text': `Una persona de soporte le ayudará en esta sesión. Se conserva lo que usted escribe, así como lo que se hizo y cuándo.
Si comparte su pantalla, esa persona ve lo que usted eligió mostrar. Cierre antes todo lo que sea privado.
Puede dejar de compartir y terminar la sesión en cualquier momento.`,
  'client.chat-agreement-text': `Una persona de soporte conversará por escrito con usted en esta sesión. Se conserva lo que usted escribe, así como lo que se hizo y cuándo.
No escriba contraseñas. Puede terminar la sesión en cualquier momento.`,
  'client.greeting': 'Le damos la bienvenida, %CUSTOMER_NAME%. Gracias por dirigirse a %SITE_NAME%.',
  'client.on-hold': `Gracias por esperar. Alguien le atenderá lo antes posible.
Su lugar en la fila: %POSITION%.
La espera suele ser de %EXPECTED_WAIT%.`,
  'client.point-screen': 'Nadie ve su pantalla antes de que usted la comparta.',
  'client.after': 'Gracias por contactar con %SITE_NAME%. Esperamos haberle podido ayudar.',
} as const satisfies Translation<typeof english, 'one'>;
