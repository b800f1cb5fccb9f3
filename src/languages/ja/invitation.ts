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
  'invitation.external-subject': '%SITE_NAME%：サポートセッションへのご招待',
  'invitation.external-body': `ご担当者様

%SITE_NAME% の %REP_NAME% より、サポートセッションへのご招待です。セッションでは %GUEST_NAME% と表示されます。次のリンクを開いてください。

%SESSION_KEY_URL%

リンクは %EXPIRES% まで、またはセッションが終了するまで、お一人だけご利用いただけます。キーの入力を求められた場合：%SESSION_KEY%

お心当たりがない場合は、このメッセージを無視してください。ほかの方への転送はご遠慮ください。`,
  'invitation.ios-subject': '%SITE_NAME%：iPhone / iPad 用プロファイルのご案内',
  'invitation.ios-body': `お客様

%SITE_NAME% の %REP_NAME% より、iPhone / iPad 用の構成プロファイルのご案内です。お使いのデバイスで次のリンクを開いてください。

%ACCESS_KEY_URL%

または、デバイスで %PROFILES_URL% を開き、次のアクセスキーを入力してください：%ACCESS_KEY%

キーは %EXPIRES% までご利用いただけます。ほかの方に渡さないでください。

お心当たりがない場合は、何もインストールせず、このメッセージを無視してください。`,
  'invitation.ios-sms':
    '%SITE_NAME% の %REP_NAME% より iPhone / iPad 用プロファイルのご案内です。デバイスで開いてください：%ACCESS_KEY_URL% 有効期限：%EXPIRES%',
} as const satisfies Translation<typeof english, 'other'>;
