import * as v from 'valibot';
import { Fault, idPattern, LIMITS, parseId, type PortalId } from '../../kernel/index.ts';
import { LANGUAGES } from '../../languages/index.ts';
import {
  choiceField,
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  textField,
  uploadRoute,
  type WebContext,
} from '../../platform/web.ts';
import {
  DEFAULT_PORTAL,
  type PublicSite,
  sentClientOptions,
  SITE_PICTURE_KINDS,
  SITE_TEXT_KEYS,
  SITE_TEXTS,
  type SitePictureKind,
  sitePicturePattern,
  type SitePictures,
  type Sites,
  type SiteTextKey,
  type SiteTexts,
} from '../../portals/index.ts';
import type { SessionPolicies } from '../../policies/index.ts';
import { customerClientHref, languageShown } from '../customer-client.ts';
import type { Typed } from '../field.ts';
import { customerClientPage, noticeOf } from '../index.ts';
import { emptyForm, revisionField } from './forms.ts';
import { mustBeSent, reader, refusalOf } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { choosePolicyFields } from './session-policy-forms.ts';

const textsFields = v.looseObject({
  site: v.pipe(v.string(), v.regex(idPattern)),
  language: choiceField('the language', LANGUAGES),
  /** Which text is to be the default again. */
  reset: v.optional(v.string(), ''),
  revision: revisionField,
  /** Whether the options are in the form too; otherwise they stay as they are. */
  options: v.optional(v.string()),
  ...Object.fromEntries(
    SITE_TEXT_KEYS.map((key) => [
      key,
      v.optional(
        textField('This text', {
          min: 0,
          max: SITE_TEXTS[key].maxCharacters,
          lines: SITE_TEXTS[key].kind === 'text',
        }),
        '',
      ),
    ]),
  ),
});

/** Fields whose names are put together are checked by the schema, which its type does not say. */
type Sent = v.InferOutput<typeof textsFields> & Readonly<Record<string, never>>;

const textsForm = v.pipe(
  textsFields,
  v.transform((sent) => {
    const { site, language, reset, revision, options } = sent;
    return {
      site: site as PortalId,
      language,
      texts: Object.fromEntries(
        SITE_TEXT_KEYS.map((key) => [key, key === reset ? '' : (sent as Sent)[key]]),
      ) as Record<SiteTextKey, string>,
      revision,
      options: options === undefined ? undefined : sentClientOptions(sent as Sent),
    };
  }),
);

const sitePolicyForm = v.object({
  site: v.pipe(v.string(), v.regex(idPattern)),
  language: choiceField('the language', LANGUAGES),
  ...choosePolicyFields,
});

/** Public Portals > Customer Client: what each site says to its customers, in each language. */
export function customerClientRoutes({
  sites,
  sessionPolicies,
  texts,
  pictures,
}: {
  readonly sites: Sites;
  readonly sessionPolicies: SessionPolicies;
  readonly texts: SiteTexts;
  readonly pictures: SitePictures;
}): readonly Route[] {
  function show(
    ctx: WebContext,
    site: PublicSite,
    language: string | undefined,
    more: { readonly typed?: Typed; readonly policyTyped?: Typed } = {},
    status = 200,
    refusedPicture?: { readonly kind: SitePictureKind; readonly sentence: string },
  ): void {
    const shown = languageShown(language, site);
    const { texts: own, revision } = texts.own(site.id, shown);
    const model = customerClientPage({
      sites: sites.all(),
      site,
      language: shown,
      own,
      options: texts.options(site.id),
      picture: (kind) => pictures.find(site.id, kind),
      ...(refusedPicture === undefined ? {} : { refusedPicture }),
      revision,
      notice: noticeOf(queryValue(ctx, 'done')),
      policies: sessionPolicies.all(),
      policy: sessionPolicies.of({ kind: 'portal', id: site.id }),
      ...more,
    });
    render(ctx, 'login/customer-client', model, status);
  }
  /** The default one where the address names none that is there. */
  function siteIn(id: string | undefined): PublicSite {
    const [standard] = sites.all();
    const site = sites.find((id ?? DEFAULT_PORTAL) as PortalId) ?? standard;
    if (site === undefined) {
      throw new Error('there is no public site');
    }
    return site;
  }

  function pictureOf(ctx: WebContext): { readonly site: PublicSite; readonly kind: SitePictureKind } {
    const site = sites.find(parseId<PortalId>(ctx.params['id'] ?? ''));
    const kind = SITE_PICTURE_KINDS.find((each) => each === ctx.params['kind']);
    if (site === undefined || kind === undefined) {
      throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
    }
    return { site, kind };
  }
  function backTo(ctx: WebContext, site: PublicSite, kind: SitePictureKind, done: string): void {
    const language = languageShown(queryValue(ctx, 'language'), site);
    redirect(ctx, `${customerClientHref(site.id, language)}&done=${done}#picture-${kind}`);
  }

  return [
    uploadRoute({
      path: '/login/customer-client/:id/pictures/:kind',
      params: { kind: sitePicturePattern },
      who: 'administrator',
      field: 'picture',
      limitBytes: LIMITS.sitePictureBytes,
      async handle(ctx, sent) {
        const { site, kind } = pictureOf(ctx);
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          await pictures.put(reader(ctx), site.id, kind, sent.bytes);
        } catch (thrown) {
          const { sentence, status } = refusalOf(ctx, thrown);
          show(ctx, site, queryValue(ctx, 'language'), undefined, status, { kind, sentence });
          return;
        }
        backTo(ctx, site, kind, 'picture-saved');
      },
    }),
    formRoute({
      path: '/login/customer-client/:id/pictures/:kind/remove',
      params: { kind: sitePicturePattern },
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        const { site, kind } = pictureOf(ctx);
        mustBeSent(sent);
        await pictures.remove(reader(ctx), site.id, kind);
        backTo(ctx, site, kind, 'picture-removed');
      },
    }),
    pageRoute({
      path: '/login/customer-client',
      who: 'administrator',
      handle: (ctx) => show(ctx, siteIn(queryValue(ctx, 'site')), queryValue(ctx, 'language')),
    }),
    savingRoute({
      path: '/login/customer-client',
      who: 'administrator',
      form: textsForm,
      limitBytes: LIMITS.siteTextsFormBytes,
      again: (ctx, typed, status) =>
        show(ctx, siteIn(typed.text['site']), typed.text['language'], { typed }, status),
      async save(ctx, { site, language, texts: wanted, revision, options }) {
        await texts.change(reader(ctx), site, language, wanted, revision, options);
        return `${customerClientHref(site, language)}&done=saved`;
      },
    }),
    savingRoute({
      path: '/login/customer-client/session-policy',
      who: 'administrator',
      form: sitePolicyForm,
      again: (ctx, typed, status) =>
        show(ctx, siteIn(typed.text['site']), typed.text['language'], { policyTyped: typed }, status),
      async save(ctx, { site, language, policy, before }) {
        await sessionPolicies.choose(reader(ctx), { kind: 'portal', id: site as PortalId }, policy, before);
        return `${customerClientHref(site as PortalId, language)}&done=saved#session-policy`;
      },
    }),
  ];
}
