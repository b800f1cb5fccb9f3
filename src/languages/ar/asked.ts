import type { asked as english } from '../en/asked.ts';
import type { Translation } from '../text.ts';

export const asked = {
  'asked.title.agreement': 'يُرجى القراءة والرد',
  'asked.title.recording': 'سؤال قبل أن نبدأ',
  'asked.agreement.lead': 'تبدأ جلستك عندما تقبل هذا.',
  'asked.agreement.accept': 'أقبل',
  'asked.agreement.refuse': 'لا أقبل',
  'asked.agreement.time': 'الوقت المتبقي للرد: {length}. من دون رد تنتهي الجلسة.',
  'asked.recording.heading': 'هل يجوز تسجيل شاشتك عند مشاركتها؟',
  'asked.recording.text':
    'إذا شاركت شاشتك في هذه الجلسة فيمكن حفظ الصورة تسجيلًا. ستتلقى المساعدة في الحالتين، ولا شيء مشارَك بعد.',
  'asked.recording.allow': 'السماح بالتسجيل',
  'asked.recording.refuse': 'عدم التسجيل',
  'asked.recording.time': 'الوقت المتبقي للرد: {length}. من دون رد لا يُسجَّل شيء.',
  'asked.recorded': 'تُسجَّل الصورة.',
  'asked.not-recorded': 'لا تُسجَّل الصورة.',
  'asked.no-place': 'سيكون أحدهم معك في أقرب وقت ممكن.',
  'asked.on-hold': 'أثناء انتظارك',
  'asked.happened.accepted': 'قبلتَ الاتفاقية.',
  'asked.happened.allowed': 'سمحتَ بتسجيل شاشتك المشارَكة.',
  'asked.happened.not-allowed': 'لن تُسجَّل شاشتك المشارَكة.',
  'asked.ended.refused': 'لم تقبل الاتفاقية، ولذلك لم يبدأ شيء.',
  'asked.ended.not-answered':
    'لم تُقبل الاتفاقية في الوقت المحدد، ولذلك لم يبدأ شيء. يمكنك طلب المساعدة من جديد.',
  'asked.after.go': 'المتابعة إلى {host}',
  'asked.after.soon': 'تنتقل هذه الصفحة إلى هناك بعد ثوانٍ قليلة.',
  'asked.after.seconds': '{seconds} ث',
  'asked.after.stay': 'البقاء في هذه الصفحة',
  'asked.leave-message': 'ترك رسالة بدل الانتظار',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
