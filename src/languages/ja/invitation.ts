import type { invitation as english } from '../en/invitation.ts';
import type { Translation } from '../text.ts';

export const invitation = {
  'invitation.subject': '%SITE_NAME%：サポートセッションのご案内',
  'invitation.body': `お客様

%SITE_NAME% の %REP_NAME% より、サポートセッションのご案内です。次のリンクを開いてください。

%SESSION_KEY_URL%

または %PORTAL_URL% を開き、次のセッションキーを入力してください：%SESSION_KEY%

キーは %EXPIRES% まで、1 回のみご利用いただけます。お客様の許可なしに画面が見られることはありません。

サポートをご依頼でない場合は、このメッセージを無視してください。`,
  'invitation.sms':
    '%SITE_NAME% の %REP_NAME% よりサポートセッションのご案内です：%SESSION_KEY_URL% 有効期限：%EXPIRES%',
} as const satisfies Translation<typeof english, 'other'>;
