import type { ways as english } from '../en/ways.ts';
import type { Translation } from '../text.ts';

export const ways = {
  'ways.heading': 'どのようなことでお困りですか',
  'ways.lead':
    'ご都合のよい方法をお選びください。インストールは不要です。お客様の許可なしに何かが共有されることはありません。',
  'ways.issues-lead': 'お困りの内容をお選びください。詳しい担当者につながります。',
  'ways.issue': 'お困りの内容',
  'ways.issue-choose': '選択してください',
  'ways.issue-missing': 'お困りの内容を選択してください。',
  'ways.issue-gone': '選択された項目は、ここではご利用いただけなくなりました。もう一度お選びください。',
  'ways.issues-somebody': 'ただいま対応できます',
  'ways.issues-persistent': 'ただいま担当者は不在ですが、順番にお待ちいただけます',
  'ways.issues-nobody': 'ただいま担当者は不在ですが、伝言を残していただけます',
  'ways.issues-none': '選択できる項目はまだありません。',
  'ways.details': '詳しい内容',
  'ways.continue': '次へ',
  'ways.representatives': '担当者を選択',
  'ways.representatives-lead': 'ただいま次の担当者が対応できます。',
  'ways.representatives-none': 'ただいま対応できる担当者はおりません。',
  'ways.representative-gone': 'この担当者はここでは選択できません。もう一度お選びください。',
  'ways.notices': 'お知らせ',
  'ways.leave-message': '代わりに伝言を残す',

  'ways.join-issue': 'サポートを依頼します：{issue}',
  'ways.join-representative': '{name} にサポートを依頼します',
  'ways.there': '{name} はただいま対応できます。',
  'ways.away': '{name} はただいま不在です。担当者が来るまで順番にお待ちいただきます。',
  'ways.away-key':
    '{name} は現在不在です。1 分ほど {name} を待ちます。誰も来ない場合はその旨をお知らせし、伝言を残していただけます。',
  'ways.there-team': 'ただいま担当者が対応できます。',
  'ways.away-team': 'ただいま担当者は不在です。担当者が来るまで順番にお待ちいただきます。',
  'ways.point-team': '担当者には、お客様の接続と、ここで入力された内容が表示されます。',
  'ways.point-chat':
    'このページでメッセージをやり取りします。後から同意されない限り、お客様の画面が見られることはありません。',
  'ways.company': '会社名',
  'ways.optional': '任意です。',
  'ways.company-code': '会社コード',
  'ways.company-code-hint': '任意です。お受け取りになっている場合にご入力ください。',
  'ways.too-long': { other: '長すぎます。{count} 文字まで入力できます。' },
  'ways.other': '別の方法を選ぶ',

  'ways.nobody': 'ただいま担当者は不在です',
  'ways.nobody-text':
    '申し訳ございませんが、ただいま対応できる担当者がおりません。伝言を残していただければ、こちらからご連絡いたします。または、後ほどもう一度お試しください。',
  'ways.closed': '受付時間外です',
  'ways.closed-text': 'ただいま受付時間外です。伝言を残していただければ、こちらからご連絡いたします。',
  'ways.opens': '受付再開：{time}',
  'ways.more': 'こちらのページをご覧ください',
  'ways.key-while-closed': 'セッションキーをお持ちの場合は、今でもご利用いただけます。',

  'message.heading': '伝言を残す',
  'message.about': '件名：{what}',
  'message.reach': 'ご連絡先',
  'message.reach-hint': '電話番号またはメールアドレスをご入力ください。',
  'message.reach-missing': 'ご連絡先を入力してください。',
  'message.text': '伝言の内容',
  'message.text-hint': 'パスワードは書かないでください。',
  'message.text-missing': '伝言の内容を入力してください。',
  'message.send': 'この伝言を残す',
  'message.left': '伝言を受け付けました',
  'message.left-more': 'ありがとうございます。こちらからご連絡いたします。',
  'message.too-many':
    'お使いのネットワークから続けて伝言が送信されました。1 分ほど待ってから、もう一度送信してください。',
  'message.full': 'ただいま、これ以上の伝言をお預かりできません。後ほどもう一度お試しください。',
} as const satisfies Translation<typeof english, 'other'>;
