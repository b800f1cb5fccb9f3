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
  'invitation.external-subject': '%SITE_NAME%: invitación a una sesión de asistencia',
  'invitation.external-body': `Buenos días:

%REP_NAME% de %SITE_NAME% le invita a entrar en una sesión de asistencia, donde aparecerá como %GUEST_NAME%. Abra este enlace:

%SESSION_KEY_URL%

Deja entrar a una sola persona, hasta el %EXPIRES% o hasta que termine la sesión. Si se le pide una clave, es %SESSION_KEY%.

Si no sabe de qué se trata, puede ignorar este mensaje. Por favor, no lo reenvíe.`,
  'invitation.ios-subject': '%SITE_NAME%: perfiles para su iPhone o iPad',
  'invitation.ios-body': `Buenos días:

%REP_NAME% de %SITE_NAME% tiene perfiles de configuración para su iPhone o iPad. Abra este enlace en el propio dispositivo:

%ACCESS_KEY_URL%

O vaya allí a %PROFILES_URL% y escriba esta clave de acceso: %ACCESS_KEY%

La clave sirve hasta el %EXPIRES%. No la comparta.

Si no esperaba este mensaje, no instale nada e ignórelo.`,
  'invitation.ios-sms':
    '%REP_NAME% (%SITE_NAME%) tiene perfiles para su iPhone o iPad. Ábralo en el dispositivo: %ACCESS_KEY_URL% Válido hasta el %EXPIRES%.',
} as const satisfies Translation<typeof english, 'one'>;
