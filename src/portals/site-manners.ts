import type { PortalId } from '../kernel/index.ts';
import { isLanguage, type Language } from '../languages/index.ts';
import type { SiteManners, SiteSays } from '../sessions/index.ts';
import type { ClientOptions } from './client-options.ts';
import type { AgreementStore } from './ports.ts';
import type { Mode } from './site.ts';
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

  /** The agreement for sessions of that mode, as it is now, where there is one. */
  function toAccept(portalId: PortalId, mode: Mode, language: string): ReturnType<SiteManners['elevates']> {
    const options = texts.options(portalId);
    const text = textIn(portalId, language);
    const isChat = mode === 'chat';
    if (!(isChat ? options.agreementChat : options.agreementFull)) {
      return { agreement: undefined, keep: () => undefined };
    }
    const shown = {
      title: text(isChat ? 'chat-agreement-title' : 'agreement-title'),
      text: text(isChat ? 'chat-agreement-text' : 'agreement-text'),
    };
    const sha256 = digest(agreementDocument(shown.title, shown.text));
    return {
      agreement: { sha256, timeoutMs: options.agreementTimeoutMs },
      keep: (tx) => agreements.keep(tx, sha256, shown),
    };
  }

  return {
    begins({ portalId, mode, language }) {
      const options = texts.options(portalId);
      const { agreement, keep } = toAccept(portalId, mode, language);
      const recorded = isRecorded(options);
      return {
        isRecorded: recorded,
        reconnectMs: options.reconnectTimeoutMs,
        before: {
          ...(agreement === undefined ? {} : { agreement }),
          askRecording: recorded && options.recordingPrompt,
        },
        keep,
      };
    },
    elevates: ({ portalId, language }) => toAccept(portalId, 'full', language),
    agreement: (sha256) => agreements.find(sha256),
    says({ portalId, language }) {
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
        ...withoutWhat(options),
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

function withoutWhat(options: ClientOptions): Pick<SiteSays, 'without'> {
  const without = [
    ...(options.displayPlace ? [] : (['place'] as const)),
    ...(options.displayExpectedWait ? [] : (['expected-wait'] as const)),
    ...(options.spellCheck ? [] : (['spell-check'] as const)),
  ];
  return without.length === 0 ? {} : { without };
}
