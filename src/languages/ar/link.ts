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
  'link.said': 'سيُنقل هذا أيضًا:',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
