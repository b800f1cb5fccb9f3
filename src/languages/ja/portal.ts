import type { portal as english } from '../en/portal.ts';
import type { Translation } from '../text.ts';

export const portal = {
  'portal.skip': '本文へ移動',
  'portal.foot': 'Handrail によるリモートサポート',

  'portal.home.title': 'サポートを受ける',
  'portal.home.heading': 'サポートセッションに参加',
  'portal.home.lead':
    '担当者からお伝えしたセッションキーを入力してください。インストールは不要です。お客様の許可なしに何かが共有されることはありません。',
  'portal.home.key': 'セッションキー',
  'portal.home.key-hint': '大文字と小文字の違いや空白は区別されません。',
  'portal.home.key-missing': 'お受け取りになったセッションキーを入力してください。',
  'portal.home.next': 'このあとの流れ',
  'portal.home.step-1': 'お名前をお知らせいただきます。',
  'portal.home.step-1-more': 'お名前と、お困りの内容を簡単にご入力ください。',
  'portal.home.step-2': '担当者とチャットでやり取りします。',
  'portal.home.step-2-more': 'チャットはこのブラウザですぐに始まります。',
  'portal.home.step-3': '必要に応じて画面を共有できます。',
  'portal.home.step-3-more': '見せる範囲はお客様が選び、ボタン一つで停止できます。',

  'portal.join.title': 'セッションに参加',
  'portal.join.heading': '{name} のセッションに参加します',
  'portal.join.lead': 'お名前などをご入力いただくと待合室が開き、すぐにメッセージを送れます。',
  'portal.join.point-sees': '{name} には、お客様の接続と、ここで入力された内容が表示されます。',
  'portal.join.point-screen':
    '共有を開始するまで、お客様の画面は誰にも見えません。共有中の画面は録画され、赤い丸で示されます。',
  'portal.join.point-leave': 'いつでも退出できます。',

  'portal.start.name': 'お名前',
  'portal.start.name-missing': '担当者にわかるよう、お名前を入力してください。',
  'portal.start.name-too-long': { other: 'お名前が長すぎます。{count} 文字まで入力できます。' },
  'portal.start.details': 'お困りの内容',
  'portal.start.details-hint': '任意です。パスワードは入力しないでください。',
  'portal.start.details-too-long':
    '内容が長すぎます。{bytes} バイト（英字で約 {bytes} 文字）まで入力できます。続きはチャットでお伝えください。',
  'portal.start.hidden-character': '表示できない文字が含まれています。もう一度入力してください。',
  'portal.start.join': 'セッションに参加',

  'portal.session.title': 'サポートセッション',
  'portal.session.no-script': 'このページには JavaScript が必要です',
  'portal.session.no-script-more':
    'チャットと画面共有はこのページ内で動作するため、インストールは不要です。このサイトで JavaScript を許可してページを再読み込みするか、電話でお続けください。',
  'portal.session.opening': 'セッションを開いています…',
} as const satisfies Translation<typeof english, 'other'>;
