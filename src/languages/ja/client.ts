import type { client as english } from '../en/client.ts';
import type { Translation } from '../text.ts';

export const client = {
  'client.agreement-title': '同意事項',
  'client.agreement-text': `このセッションでは担当者がお手伝いします。書き込まれた内容と、いつ何が行われたかは保存されます。
画面を共有すると、選んで見せたものが担当者に見えます。見られたくないものは先に閉じてください。
共有もセッションも、いつでも終了できます。`,
  'client.chat-agreement-text': `このセッションでは担当者とチャットでやり取りします。書き込まれた内容と、いつ何が行われたかは保存されます。
パスワードは書かないでください。セッションはいつでも終了できます。`,
  'client.greeting': '%CUSTOMER_NAME% 様、%SITE_NAME% にお問い合わせいただきありがとうございます。',
  'client.on-hold': `お待ちいただきありがとうございます。できるだけ早く担当者が対応します。
現在の順番：%POSITION% 番目
通常の待ち時間：%EXPECTED_WAIT%`,
  'client.point-screen': '共有を開始するまで、お客様の画面は誰にも見えません。',
  'client.after': '%SITE_NAME% をご利用いただきありがとうございました。お役に立てたなら幸いです。',
} as const satisfies Translation<typeof english, 'other'>;
