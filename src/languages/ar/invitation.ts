import type { invitation as english } from '../en/invitation.ts';
import type { Translation } from '../text.ts';

export const invitation = {
  'invitation.subject': '%SITE_NAME%: جلسة الدعم الخاصة بك',
  'invitation.body': `مرحبًا،

يدعوك %REP_NAME% من %SITE_NAME% إلى جلسة دعم. يُرجى فتح هذا الرابط:

%SESSION_KEY_URL%

أو انتقل إلى %PORTAL_URL% واكتب مفتاح الجلسة هذا: %SESSION_KEY%

يُستخدم المفتاح مرة واحدة فقط، حتى %EXPIRES%. لن يرى أحد شاشتك قبل موافقتك.

إذا لم تطلب الدعم، فيمكنك تجاهل هذه الرسالة.`,
  'invitation.sms': 'يدعوك %REP_NAME% (%SITE_NAME%) إلى جلسة دعم: %SESSION_KEY_URL% صالح حتى %EXPIRES%.',
  'invitation.external-subject': '%SITE_NAME%: دعوة إلى جلسة دعم',
  'invitation.external-body': `مرحبًا،

يدعوك %REP_NAME% من %SITE_NAME% إلى جلسة دعم، وستظهر فيها باسم %GUEST_NAME%. يُرجى فتح هذا الرابط:

%SESSION_KEY_URL%

يسمح الرابط بدخول شخص واحد حتى %EXPIRES% أو حتى نهاية الجلسة. إذا طُلب منك مفتاح، فهو: %SESSION_KEY%

إذا كنت لا تعرف ما المقصود، فيمكنك تجاهل هذه الرسالة. يُرجى عدم تمريرها إلى غيرك.`,
  'invitation.ios-subject': '%SITE_NAME%: ملفات تعريف لجهاز iPhone أو iPad',
  'invitation.ios-body': `مرحبًا،

لدى %REP_NAME% من %SITE_NAME% ملفات تعريف تكوين لجهاز iPhone أو iPad الخاص بك. يُرجى فتح هذا الرابط على الجهاز نفسه:

%ACCESS_KEY_URL%

أو انتقل هناك إلى %PROFILES_URL% واكتب مفتاح الوصول هذا: %ACCESS_KEY%

يمكن استخدام المفتاح حتى %EXPIRES%. يُرجى عدم مشاركته.

إذا لم تتوقع هذه الرسالة، فلا تثبّت شيئًا وتجاهلها.`,
  'invitation.ios-sms':
    'لدى %REP_NAME% (%SITE_NAME%) ملفات تعريف لجهاز iPhone أو iPad. افتح الرابط على الجهاز: %ACCESS_KEY_URL% صالح حتى %EXPIRES%.',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
