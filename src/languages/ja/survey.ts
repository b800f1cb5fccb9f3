import type { survey as english } from '../en/survey.ts';
import type { Translation } from '../text.ts';

export const survey = {
  'survey.title': 'ご意見',
  'survey.heading': 'サポートはいかがでしたか？',
  'survey.lead': '今後の改善に役立てます。回答しなくてもかまいません。',
  'survey.rating': '受けたサポートにどの程度満足していますか？',
  'survey.rating-5': 'とても満足',
  'survey.rating-4': '満足',
  'survey.rating-3': 'どちらともいえない',
  'survey.rating-2': '不満',
  'survey.rating-1': 'とても不満',
  'survey.comments': 'ほかにお伝えになりたいことはありますか？',
  'survey.missing': 'この質問に回答してください。',
  'survey.choose-again': '選択した項目は現在ありません。もう一度選んでください。',
  'survey.nothing': 'まだ何も回答されていません。質問に回答するか、スキップしてください。',
  'survey.required': '回答が必要です。',
  'survey.send': '回答を送信',
  'survey.skip': 'スキップ',
  'survey.thanks': 'ありがとうございました',
  'survey.thanks-more': '回答を受け取りました。',
  'survey.back': 'セッションに戻る',
  'survey.skipped': '質問をスキップしました',
  'survey.skipped-more': '問題ありません。今からでも回答できます。',
  'survey.answer': '質問に答える',
} as const satisfies Translation<typeof english, 'other'>;
