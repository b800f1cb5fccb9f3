import type { receipt as english } from '../en/receipt.ts';
import type { Translation } from '../text.ts';

export const receipt = {
  'receipt.title': 'إيصال جلستك',
  'receipt.lead':
    'ما تم في جلستك. يقول الملف الموقَّع الشيء نفسه: به يستطيع أي شخص أن يتحقق لاحقًا من أن شيئًا لم يتغيّر.',
  'receipt.site': 'موقع الدعم',
  'receipt.customer': 'العميل',
  'receipt.session': 'الجلسة',
  'receipt.started': 'بدأت',
  'receipt.ended': 'انتهت',
  'receipt.how': 'كيف انتهت',
  'receipt.outside': '{name} (من الخارج)',
  'receipt.files': 'الملفات',
  'receipt.files-none': 'لم تُنقل أي ملفات',
  'receipt.not-kept': 'تعذّر حفظ التسجيل',
  'receipt.not-yet': 'ما زال تسجيل هذه الجلسة قيد الإنهاء. يرجى تحميل هذه الصفحة مرة أخرى بعد قليل.',
  'receipt.save': 'حفظ الإيصال الموقَّع',
  'verify.title': 'التحقق من إيصال',
  'verify.lead': 'يستطيع كل من تلقّى المساعدة هنا الاحتفاظ بإيصال موقَّع. تقول هذه الصفحة إن كان الإيصال أصليًا.',
  'verify.paste': 'نص الإيصال',
  'verify.paste-missing': 'يرجى وضع نص الإيصال هنا.',
  'verify.check': 'تحقق من النص',
  'verify.file': 'ملف الإيصال',
  'verify.check-file': 'تحقق من الملف',
  'verify.genuine': 'هذا الإيصال أصلي ولم يتغيّر.',
  'verify.changed': 'تم تغيير هذا الإيصال. لا تعتمد على أي شيء فيه.',
  'verify.not-ours': 'هذا ليس إيصالًا من هنا.',
  'verify.says': 'ما يقوله',
  'verify.keys': 'المفاتيح العامة لهذا الموقع',
  'transcript.heading': 'محادثة جلسة الدعم',
  'transcript.times': 'الأوقات بتوقيت {zone}.',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
