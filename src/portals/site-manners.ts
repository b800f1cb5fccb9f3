import type { PortalId } from '../kernel/index.ts';
import { isLanguage, type Language } from '../languages/index.ts';
import type { SiteManners } from '../sessions/index.ts';
import type { ClientOptions } from './client-options.ts';
import type { AgreementStore } from './ports.ts';
import type { SiteTextKey } from './site-text.ts';
import { sitePictureAddress } from './site-picture.ts';
import type { SitePictures } from './site-picture-service.ts';
import type { SiteTexts } from './site-text-service.ts';

/** What is digested, so that anybody can do it again: the title, an empty line, the text, in UTF-8. */
function agreementDocument(title: string, text: string): string {
  return `${title}\n\n${text}`;
}

/** What public sites ask before a session and say in it, by their options and texts as they are at that moment. */
export function createSiteManners(ports: {
  readonly texts: Pick<SiteTexts, 'text' | 'options'>;
  readonly agreements: AgreementStore;
  readonly pictures: Pick<SitePictures, 'find'>;
  /** *Enable Screen Sharing Recording* of the whole site. */
  readonly isRecorded: () => boolean;
  /** SHA-256 in hex, of UTF-8. */
  readonly digest: (text: string) => string;
}): SiteManners {
  const { texts, agreements, pictures, digest } = ports;

  function isRecorded({ recording }: ClientOptions): boolean {
    return recording === 'site-wide' ? ports.isRecorded() : recording === 'on';
  }
  function textIn(site: PortalId, language: string): (key: SiteTextKey) => string {
    const known: Language = isLanguage(language) ? language : 'en';
    return (key) => texts.text(site, key, known);
  }

  return {
    begins({ portalId, mode, language }) {
      const options = texts.options(portalId);
      const text = textIn(portalId, language);
      const isChat = mode === 'chat';
      const agreement = (isChat ? options.agreementChat : options.agreementFull)
        ? {
            title: text(isChat ? 'chat-agreement-title' : 'agreement-title'),
            text: text(isChat ? 'chat-agreement-text' : 'agreement-text'),
          }
        : undefined;
      const sha256 =
        agreement === undefined ? '' : digest(agreementDocument(agreement.title, agreement.text));
      const recorded = isRecorded(options);
      return {
        isRecorded: recorded,
        reconnectMs: options.reconnectTimeoutMs,
        before: {
          ...(agreement === undefined
            ? {}
            : { agreement: { sha256, timeoutMs: options.agreementTimeoutMs } }),
          askRecording: recorded && options.recordingPrompt,
        },
        keep(tx) {
          if (agreement !== undefined) {
            agreements.keep(tx, sha256, agreement);
          }
        },
      };
    },
    agreement: (sha256) => agreements.find(sha256),
    says({ portalId, language, issue, representative }) {
      const options = texts.options(portalId);
      const text = textIn(portalId, language);
      const banner = pictures.find(portalId, 'banner');
      return {
        ...(banner === undefined
          ? {}
          : {
              banner: {
                address: sitePictureAddress(portalId, 'banner', banner),
                alt: text('banner-alt'),
                width: banner.width,
                height: banner.height,
              },
            }),
        leaveMessage:
          issue !== undefined
            ? `/message?issue=${issue.id}`
            : representative !== undefined
              ? `/message?representative=${representative}`
              : '/message',
        ...(options.displayGreeting ? { greeting: text('greeting') } : {}),
        ...(options.displayOnHold
          ? { onHold: { text: text('on-hold-message'), everyMs: options.onHoldEveryMs } }
          : {}),
        ...(options.displayAfter
          ? {
              after: {
                message: text('after-message'),
                url: text('after-url'),
                redirectAfterMs: options.redirectAfterMs,
              },
            }
          : {}),
      };
    },
  };
}
