import type { SiteInvitations } from '../notify/index.ts';
import type { SiteTexts } from './site-text-service.ts';

/** What invitations say, as the administrator of each site wrote it. */
export function siteInvitations(texts: Pick<SiteTexts, 'text'>): SiteInvitations {
  return {
    texts(portal, language, to) {
      const kind = to === 'session' ? 'invitation' : 'ios';
      return {
        subject: texts.text(portal, `${kind}-subject`, language),
        body: texts.text(portal, `${kind}-body`, language),
        sms: texts.text(portal, `${kind}-sms`, language),
      };
    },
    externalTexts: (portal, language) => ({
      subject: texts.text(portal, 'external-subject', language),
      body: texts.text(portal, 'external-body', language),
    }),
    from: (portal) => texts.text(portal, 'invitation-from', 'en'),
  };
}
