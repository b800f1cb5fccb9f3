import type { portal as english } from '../en/portal.ts';
import type { Translation } from '../text.ts';

export const portal = {
  'portal.skip': 'الانتقال إلى المحتوى',
  'portal.foot': 'دعم عن بُعد بواسطة Handrail',

  'portal.home.title': 'الحصول على المساعدة',
  'portal.home.heading': 'الانضمام إلى جلسة الدعم',
  'portal.home.lead':
    'يُرجى كتابة مفتاح الجلسة الذي أعطاك إياه ممثل الدعم. لن يُثبَّت أي شيء، ولن يُشارَك أي شيء قبل موافقتك.',
  'portal.home.key': 'مفتاح الجلسة',
  'portal.home.key-hint': 'لا فرق بين الأحرف الكبيرة والصغيرة، ولا أثر للمسافات.',
  'portal.home.key-missing': 'يُرجى كتابة مفتاح الجلسة الذي أُعطي لك.',
  'portal.home.next': 'ماذا يحدث بعد ذلك',
  'portal.home.step-1': 'تعرّفنا بنفسك.',
  'portal.home.step-1-more': 'اسمك، ووصف المشكلة بكلمات قليلة.',
  'portal.home.step-2': 'تتحادث مع ممثل الدعم كتابةً.',
  'portal.home.step-2-more': 'تُفتح الدردشة على الفور في هذا المتصفح نفسه.',
  'portal.home.step-3': 'تشارك شاشتك إن أردت ذلك.',
  'portal.home.step-3-more': 'أنت من يختار ما يُعرض، وزر واحد يوقف المشاركة.',

  'portal.join.title': 'الانضمام إلى الجلسة',
  'portal.join.heading': 'أنت على وشك الانضمام إلى جلسة {name}',
  'portal.join.lead': 'بضع كلمات عنك، ثم تُفتح غرفة الانتظار ويمكنك الكتابة على الفور.',
  'portal.join.point-sees': 'يظهر لممثل الدعم {name} أنك متصل وما تكتبه هنا.',
  'portal.join.point-screen':
    'لا يرى أحد شاشتك قبل أن تشاركها. وعند مشاركتها تُسجَّل الصورة المعروضة، وتدل على ذلك نقطة حمراء.',
  'portal.join.point-leave': 'يمكنك المغادرة في أي وقت.',

  'portal.start.name': 'الاسم',
  'portal.start.name-missing': 'يُرجى كتابة اسمك كي يعرف ممثل الدعم مع من يتحدث.',
  'portal.start.name-too-long': {
    zero: 'هذا الاسم طويل جدًا: لا يتسع المكان لأي حرف.',
    one: 'هذا الاسم طويل جدًا: الحد الأقصى حرف واحد.',
    two: 'هذا الاسم طويل جدًا: الحد الأقصى حرفان.',
    few: 'هذا الاسم طويل جدًا: الحد الأقصى {count} أحرف.',
    many: 'هذا الاسم طويل جدًا: الحد الأقصى {count} حرفًا.',
    other: 'هذا الاسم طويل جدًا: الحد الأقصى {count} حرف.',
  },
  'portal.start.details': 'وصف المشكلة',
  'portal.start.details-hint': 'اختياري. يُرجى عدم كتابة كلمات المرور.',
  'portal.start.details-too-long':
    'هذا الوصف طويل جدًا: الحد الأقصى {bytes} بايت، أي نحو {bytes} حرف لاتيني. يمكنك ذكر الباقي في الدردشة.',
  'portal.start.hidden-character': 'يحتوي النص على رمز لا يمكن عرضه. يُرجى كتابته من جديد.',
  'portal.start.join': 'الانضمام إلى الجلسة',

  'portal.session.title': 'جلسة الدعم',
  'portal.session.no-script': 'تحتاج هذه الصفحة إلى JavaScript',
  'portal.session.no-script-more':
    'تعمل الدردشة ومشاركة الشاشة داخل هذه الصفحة نفسها، فلا حاجة إلى تثبيت أي شيء. يُرجى السماح بـ JavaScript لهذا الموقع وإعادة تحميل الصفحة، أو المتابعة عبر الهاتف.',
  'portal.session.opening': 'جارٍ فتح جلستك…',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
