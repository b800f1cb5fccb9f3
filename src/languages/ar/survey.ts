import type { survey as english } from '../en/survey.ts';
import type { Translation } from '../text.ts';

export const survey = {
  'survey.title': 'رأيك',
  'survey.heading': 'كيف كانت جلستك؟',
  'survey.lead': 'تساعدنا إجاباتك على التحسّن. يمكنك تخطّيها.',
  'survey.rating': 'ما مدى رضاك عن المساعدة التي حصلت عليها؟',
  'survey.rating-5': 'راضٍ جدًا',
  'survey.rating-4': 'راضٍ',
  'survey.rating-3': 'لا راضٍ ولا غير راضٍ',
  'survey.rating-2': 'غير راضٍ',
  'survey.rating-1': 'غير راضٍ إطلاقًا',
  'survey.comments': 'هل تودّ أن تخبرنا بشيء آخر؟',
  'survey.missing': 'يرجى الإجابة عن هذا السؤال.',
  'survey.choose-again': 'ما اخترته لم يعد متاحًا. يرجى الاختيار مرة أخرى.',
  'survey.nothing': 'لم تتم الإجابة عن أي شيء بعد. يرجى الإجابة عن سؤال أو تخطّي الأسئلة.',
  'survey.required': 'تلزم إجابة.',
  'survey.send': 'إرسال الإجابات',
  'survey.skip': 'تخطٍّ',
  'survey.thanks': 'شكرًا لك',
  'survey.thanks-more': 'وصلت إجاباتك.',
  'survey.back': 'العودة إلى الجلسة',
  'survey.skipped': 'تخطّيت الأسئلة',
  'survey.skipped-more': 'لا بأس. لا يزال بإمكانك الإجابة عنها.',
  'survey.answer': 'الإجابة عن الأسئلة',
} as const satisfies Translation<typeof english, 'zero' | 'one' | 'two' | 'few' | 'many'>;
