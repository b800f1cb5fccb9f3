import type { invitation as english } from '../en/invitation.ts';
import type { Translation } from '../text.ts';

export const invitation = {
  'invitation.subject': '%SITE_NAME%: su sesión de asistencia',
  'invitation.body': `Buenos días:

%REP_NAME% de %SITE_NAME% le invita a una sesión de asistencia. Abra este enlace:

%SESSION_KEY_URL%

O vaya a %PORTAL_URL% y escriba esta clave de sesión: %SESSION_KEY%

La clave sirve una sola vez, hasta el %EXPIRES%. Nadie ve su pantalla sin su permiso.

Si no ha pedido asistencia, puede ignorar este mensaje.`,
  'invitation.sms':
    '%REP_NAME% (%SITE_NAME%) le invita a una sesión de asistencia: %SESSION_KEY_URL% Válida hasta el %EXPIRES%.',
} as const satisfies Translation<typeof english, 'one'>;
