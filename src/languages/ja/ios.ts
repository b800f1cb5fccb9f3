import type { ios as english } from '../en/ios.ts';
import type { Translation } from '../text.ts';

export const ios = {
  'ios.title': 'iPhone / iPad 用プロファイル',
  'ios.lead': '構成プロファイルを使うと、ネットワークやメールなどの設定を一度にデバイスへ取り込めます。',
  'ios.section': 'iPhone / iPad をお使いの方',
  'ios.section-more':
    'ご用意しているプロファイルを入手できます。アクセスキーをお持ちの場合もこちらからどうぞ。',
  'ios.open': 'プロファイルを見る',
  'ios.yours': 'お客様用',
  'ios.yours-until': 'アクセスキーの有効期限：{time}',
  'ios.public': 'どなたでもご利用いただけるもの',
  'ios.public-none': '現在、どなたでもご利用いただけるプロファイルはありません。',
  'ios.download': 'ダウンロード',
  'ios.key-heading': 'アクセスキーをお持ちですか',
  'ios.key-lead': 'お客様用に選ばれたプロファイルが表示されます。',
  'ios.key': 'アクセスキー',
  'ios.key-missing': 'お受け取りになったアクセスキーを入力してください。',
  'ios.key-refused':
    'このアクセスキーは、このサイトではご利用いただけません。もう一度ご確認いただくか、キーをお渡しした担当者に新しいものをご依頼ください。',
  'ios.show': 'プロファイルを表示',
  'ios.is-session-key':
    'アクセスキーではなく、セッションキーのようです。このサイトの最初のページで入力してください。',
  'ios.no-session-key':
    'セッションキーではなく、iPhone / iPad 用プロファイルのアクセスキーのようです。プロファイルのページで入力してください。',
  'ios.how': 'プロファイルのインストール方法',
  'ios.step-1': 'ダウンロードします。',
  'ios.step-1-more': 'お使いのデバイスで行い、確認されたら許可してください。',
  'ios.step-2': '「設定」を開きます。',
  'ios.step-2-more': 'いちばん上に「プロファイルがダウンロードされました」と表示されます。',
  'ios.step-3': '「インストール」をタップします。',
  'ios.step-3-more': 'その前に、プロファイルによる変更内容をお読みください。',
  'ios.other-device':
    'これらのプロファイルは iPhone / iPad 用です。お使いのデバイスでこのページを開いてください。',
  'ios.gone-title': 'このプロファイルはダウンロードできません',
  'ios.gone':
    '現在ここでは提供されていないか、アクセスキーが必要か、ダウンロードの有効時間が過ぎています。プロファイルのページに戻り、アクセスキーをお持ちの場合はもう一度入力してください。',
  'ios.back': 'プロファイルに戻る',
  'ios.off-title': 'プロファイルはありません',
  'ios.off':
    'このサイトでは iPhone / iPad 用プロファイルを提供していません。リンクやアクセスキーをお受け取りの場合は、お渡しした担当者に正しいアドレスをお尋ねください。',
} as const satisfies Translation<typeof english, 'other'>;
