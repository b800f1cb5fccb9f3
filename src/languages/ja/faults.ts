import type { faults as english } from '../en/faults.ts';
import type { Translation } from '../text.ts';

export const faults = {
  'fault.bad-request': '内容を正しく受け取れませんでした。ページを再読み込みして、もう一度お試しください。',
  'fault.not-allowed': 'この操作は許可されていません。',
  'fault.form-expired':
    'このフォームは古いか、別の場所で開かれたものです。入力内容は失われていません。もう一度送信してください。',
  'fault.form-expired.cookies':
    'ブラウザからこのフォームの Cookie が返されませんでした。このサイトの Cookie を許可して、もう一度送信してください。入力内容は失われていません。',
  'fault.wrong-origin': '別のサイトからの接続のため、拒否されました。',
  'fault.ticket-refused': '接続を確認できませんでした。ページが自動的にもう一度試します。',
  'fault.not-found': 'このアドレスには何もありません。',
  'fault.bad-request.fields':
    '項目を読み取れませんでした。application/x-www-form-urlencoded（UTF-8）で、各項目を一度だけ送ってください。',
  'fault.not-found.method': 'このアドレスではその種類の要求を受け付けていません。',
  'fault.no-such-session': 'このセッションは存在しないか、すでに終了しています。',
  'fault.already-ended': 'このセッションはすでに終了しています。',
  'fault.not-waiting': 'このセッションはもう待機中ではありません。',
  'fault.not-in-session': 'このセッションに参加していません。',
  'fault.chat-only': 'このセッションはチャットです。お客様が同意するまで画面は使えません。',
  'fault.already-sharing': '画面はすでに共有されています。',
  'fault.not-sharing': '画面は共有されていません。',
  'fault.changed-meanwhile': '同時に別の人が変更しました。内容を確認して、もう一度お試しください。',
  'fault.key-refused': 'このセッションキーは無効です。ご確認いただくか、担当者に新しいキーをお求めください。',
  'fault.too-large': 'サイズが大きすぎます。前のページに戻り、小さくしてからもう一度送信してください。',
  'fault.too-long': '文章が長すぎます。',
  'fault.not-valid': '入力内容をもう一度ご確認ください。',
  'fault.too-many': '短い時間に回数が多すぎます。しばらく待ってから、もう一度お試しください。',
  'fault.session-full':
    'このセッションではこれ以上メッセージを送れません。新しいセッションを始めてください。',
  'fault.reload-required': 'このページは古くなっています。自動的に再読み込みされます。',
  'fault.relay-down': '映像の中継を再起動しています。まもなく自動的に画面が戻ります。',
  'fault.shutting-down': 'サポートサイトを再起動しています。まもなくこのページは自動的に戻ります。',
  'fault.consumer-too-slow': '接続が遅すぎたため、つなぎ直しています。',
  'fault.database-busy': 'サポートサイトが混み合っています。しばらくしてからもう一度お試しください。',
  'fault.internal': 'サポートサイトで問題が発生しました。記録されましたので、もう一度お試しください。',
  'fault.other': 'うまくいきませんでした。もう一度お試しください。',

  'error.title': 'うまくいきませんでした',
  'error.title-403': '許可されていません',
  'error.title-404': 'ここには何もありません',
  'error.title-429': '回数が多すぎます',
  'error.title-500': '問題が発生しました',
  'error.title-503': '少々お待ちください',
  'error.home': '最初のページへ',
} as const satisfies Translation<typeof english, 'other'>;
