import type { link as english } from '../en/link.ts';
import type { Translation } from '../text.ts';

export const link = {
  'link.unknown': 'لا يوجد حقل باسم {name}.',
  'link.nothing': 'لا يذكر الرابط من تريد الوصول إليه: مفتاح جلسة أو ممثل أو مشكلة.',
  'link.two':
    'يذكر الرابط أكثر من واحد من مفتاح الجلسة والممثل والمشكلة، أو يذكر واحدًا بطريقتين. يمكن ذكر واحد فقط.',
  'link.locale': 'اللغة {name} غير متاحة هنا.',
  'link.too-much': 'الحقول أطول من المسموح مجتمعة: الحد {bytes} بايت.',
  'link.wrong': 'لا يمكن استخدام هذا الرابط. {parameter}: {sentence}',
  'link.by-post': 'كل شيء مفهوم. لبدء الجلسة أرسل الحقول نفسها بطريقة POST.',
  'link.hand-over': 'جلسة الدعم جاهزة',
  'link.hand-over-more': 'افتحها في هذا المتصفح. يعمل الرابط مرة واحدة ولبضع دقائق فقط.',
  'link.hand-over-open': 'فتح الجلسة',
  'link.hand-over-gone': 'استُخدم هذا الرابط أو انتهت مدته',
  'link.hand-over-gone-more':
    'يفتح كل رابط جلسة مرة واحدة خلال بضع دقائق. اطلب رابطًا جديدًا من حيث حصلت عليه، أو ابدأ من صفحة الدعم.',
  'link.help': 'مساعدة',
  'link.said': 'سيُنقل هذا أيضًا:',

  'button.key': 'مفتاح الجلسة إن كان لديك',
  'button.keep': 'أبقِ المساعدة قريبة',
  'button.keep-more': 'ضعها على سطح المكتب لتكون المساعدة على بعد نقرة واحدة. قد يعرض المتصفح تثبيتها أيضًا.',
  'button.windows': 'اختصار لنظام Windows',
  'button.mac': 'اختصار لنظام macOS',
  'button.linux': 'اختصار لنظام Linux',
  'button.gone': 'زر الدعم هذا لم يعد يعمل',
  'button.gone-more': 'انتهت مدته أو سُحب. يُرجى طلب زر جديد ممن أعطاك إياه، أو البدء من صفحة الدعم.',
  'button.to-portal': 'الانتقال إلى صفحة الدعم',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
