import type { link as english } from '../en/link.ts';
import type { Translation } from '../text.ts';

export const link = {
  'link.unknown': '{name} という項目はありません。',
  'link.nothing': '連絡先が示されていません。セッションキー、担当者、問題のいずれかが必要です。',
  'link.two':
    'セッションキー、担当者、問題のうち複数が指定されているか、同じものが二通りに指定されています。一つだけ指定できます。',
  'link.locale': '{name} の言語はここでは選べません。',
  'link.too-much': '項目の合計が長すぎます。{bytes} バイトまでです。',
  'link.wrong': 'このリンクは使えません。{parameter}：{sentence}',
  'link.by-post': '内容を確認しました。セッションを開始するには、同じ項目を POST で送ってください。',
  'link.hand-over': 'サポートセッションの準備ができました',
  'link.hand-over-more': 'このブラウザで開いてください。リンクは一度だけ、数分間有効です。',
  'link.hand-over-open': 'セッションを開く',
  'link.hand-over-gone': 'このリンクは使用済みか、期限切れです',
  'link.hand-over-gone-more':
    'リンクは数分以内に一度だけセッションを開きます。受け取った場所で新しいものをお求めになるか、サポートページから始めてください。',
  'link.help': 'ヘルプ',
  'link.said': '次の内容も伝えられます。',

  'button.key': 'セッションキー（お持ちの場合）',
  'button.keep': 'すぐに使えるようにする',
  'button.keep-more':
    'デスクトップに置くと、クリック一つで助けを求められます。ブラウザがインストールを提案することもあります。',
  'button.windows': 'Windows 用ショートカット',
  'button.mac': 'macOS 用ショートカット',
  'button.linux': 'Linux 用ショートカット',
  'button.gone': 'このサポートボタンは使えなくなりました',
  'button.gone-more':
    '期限が切れたか、取り消されました。新しいものを担当者にお求めになるか、サポートページから始めてください。',
  'button.to-portal': 'サポートページへ',
} as const satisfies Translation<typeof english, 'other'>;
