import type { receipt as english } from '../en/receipt.ts';
import type { Translation } from '../text.ts';

export const receipt = {
  'receipt.title': 'セッションの控え',
  'receipt.lead':
    'セッションで行われたことの記録です。署名付きファイルにも同じ内容があり、後から変更されていないことを誰でも確認できます。',
  'receipt.site': 'サポートサイト',
  'receipt.customer': 'お客様',
  'receipt.session': 'セッション',
  'receipt.started': '開始',
  'receipt.ended': '終了',
  'receipt.how': '終了の経緯',
  'receipt.outside': '{name}（外部）',
  'receipt.looked-on': '閲覧した人',
  'receipt.mode': 'セッションの種類',
  'receipt.mode-full': '完全なセッション',
  'receipt.mode-chat': 'チャット',
  'receipt.mode-chat-elevated': 'チャットから完全なセッションへ移行',
  'receipt.agreement': '同意した時刻',
  'receipt.files': 'ファイル',
  'receipt.files-none': 'ファイルは転送されていません',
  'receipt.not-kept': '録画を保存できませんでした',
  'receipt.not-yet':
    'このセッションの録画はまだ処理中です。少し待ってから、このページを読み込み直してください。',
  'receipt.save': '署名付きの控えを保存',
  'verify.title': '控えを確認する',
  'verify.lead':
    'サポートを受けた方は署名付きの控えを保存できます。このページで、控えが本物かどうかを確認できます。',
  'verify.paste': '控えのテキスト',
  'verify.paste-missing': '控えのテキストをここに貼り付けてください。',
  'verify.check': 'テキストを確認',
  'verify.file': '控えのファイル',
  'verify.check-file': 'ファイルを確認',
  'verify.genuine': 'この控えは本物で、変更されていません。',
  'verify.changed': 'この控えは変更されています。内容を信用しないでください。',
  'verify.not-ours': 'これは当サイトの控えではありません。',
  'verify.says': '控えの内容',
  'verify.keys': 'このサイトの公開鍵',
  'transcript.heading': 'サポートセッションの会話',
  'transcript.times': '時刻は {zone} のものです。',
} as const satisfies Translation<typeof english, 'other'>;
