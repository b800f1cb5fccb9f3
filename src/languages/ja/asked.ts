import type { asked as english } from '../en/asked.ts';
import type { Translation } from '../text.ts';

export const asked = {
  'asked.title.agreement': 'ご確認ください',
  'asked.title.recording': '開始前の確認',
  'asked.agreement.lead': '同意いただくとセッションが始まります。',
  'asked.agreement.accept': '同意します',
  'asked.agreement.refuse': '同意しません',
  'asked.agreement.time': '回答までの残り時間：{length}。回答がない場合、セッションは終了します。',
  'asked.recording.heading': '共有する画面を録画してもよろしいですか？',
  'asked.recording.text':
    'このセッションで画面を共有した場合、その映像を録画として保存することができます。どちらを選んでも支援は受けられます。まだ何も共有されていません。',
  'asked.recording.allow': '録画を許可',
  'asked.recording.refuse': '録画しない',
  'asked.recording.time': '回答までの残り時間：{length}。回答がない場合、録画されません。',
  'asked.recorded': '映像は録画されます。',
  'asked.not-recorded': '映像は録画されません。',
  'asked.no-place': 'できるだけ早く担当者が対応します。',
  'asked.on-hold': 'お待ちの間に',
  'asked.happened.accepted': '同意事項に同意しました。',
  'asked.happened.allowed': '共有する画面の録画を許可しました。',
  'asked.happened.not-allowed': '共有する画面は録画されません。',
  'asked.ended.refused': '同意いただけなかったため、セッションは開始されませんでした。',
  'asked.ended.not-answered':
    '時間内に同意いただけなかったため、セッションは開始されませんでした。もう一度お申し込みいただけます。',
  'asked.after.go': '{host} へ進む',
  'asked.after.soon': '数秒後に自動で移動します。',
  'asked.after.seconds': '{seconds} 秒',
  'asked.after.stay': 'このページに留まる',
  'asked.leave-message': '待たずにメッセージを残す',
} as const satisfies Translation<typeof english, 'other'>;
