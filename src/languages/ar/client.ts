import type { client as english } from '../en/client.ts';
import type { Translation } from '../text.ts';

export const client = {
  'client.agreement-title': 'اتفاقية العميل',
  'client.agreement-text': `سيساعدك في هذه الجلسة أحد موظفي الدعم. يُحفظ ما تكتبه وما جرى ومتى جرى.
إذا شاركت شاشتك فسيرى الموظف ما اخترت عرضه. يُرجى إغلاق كل ما هو خاص أولًا.
يمكنك إيقاف المشاركة وإنهاء الجلسة في أي لحظة.`,
  'client.chat-agreement-text': `سيراسلك في هذه الجلسة أحد موظفي الدعم. يُحفظ ما تكتبه وما جرى ومتى جرى.
يُرجى عدم كتابة كلمات المرور. يمكنك إنهاء الجلسة في أي لحظة.`,
  'client.greeting': 'مرحبًا بك، %CUSTOMER_NAME%. شكرًا لتواصلك مع %SITE_NAME%.',
  'client.on-hold': `شكرًا لانتظارك. سيكون معك أحدهم في أقرب وقت ممكن.
دورك في الصف: %POSITION%.
مدة الانتظار عادةً: %EXPECTED_WAIT%.`,
  'client.point-screen': 'لا يرى أحد شاشتك قبل أن تشاركها.',
  'client.after': 'شكرًا لتواصلك مع %SITE_NAME%. نأمل أننا استطعنا مساعدتك.',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
