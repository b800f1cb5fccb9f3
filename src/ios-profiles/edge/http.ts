import * as v from 'valibot';
import { type Fault, faultFrom, type IosProfileId } from '../../kernel/index.ts';
import { faultWords, say, untilWhen } from '../../languages/index.ts';
import {
  attachment,
  fileRoute,
  formRoute,
  pageRoute,
  queryValue,
  render,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import { isIosDevice, type PublicSite, type Sites } from '../../portals/index.ts';
import { type AccessKeys, type IosProfiles, PROFILE_TYPE, profileFileName } from '../index.ts';
import { iosProfilesPage, PAGE } from './present.ts';

const keyForm = v.object({ key: v.optional(v.string(), '') });

/**
 * `/ios-profiles` of a public site that shows profiles: the public ones, and with an access key those that
 * it gives; a file has its own address, good for a private one for a short time after the key. Everything
 * works without JavaScript.
 */
export function iosProfileRoutes(ports: {
  readonly profiles: Pick<IosProfiles, 'all'>;
  readonly accessKeys: AccessKeys;
  readonly sites: Sites;
}): readonly Route[] {
  const { profiles, accessKeys } = ports;

  /** The site that was asked for; undefined, and answered, when it shows no profiles. */
  function siteOf(ctx: WebContext): PublicSite | undefined {
    const site = ports.sites.at(ctx.req.headers.host);
    if (!site.iosProfiles) {
      render(ctx, 'portal/ios-off', {}, 404, '/');
      return undefined;
    }
    return site;
  }

  type Given = Parameters<typeof iosProfilesPage>[0]['given'];
  function show(
    ctx: WebContext,
    more: { readonly given?: Given; readonly typed?: string; readonly problem?: string },
    status = 200,
  ): void {
    const { given, typed = '', problem = '' } = more;
    const model = iosProfilesPage({
      language: ctx.state.speech.words.language,
      isIosDevice: isIosDevice(ctx.req.headers['user-agent']),
      published: profiles.all().filter(({ isPublic }) => isPublic),
      given,
      typed: typed.slice(0, 64),
      problem,
    });
    const here = given === undefined ? PAGE : `${PAGE}?key=${encodeURIComponent(typed)}`;
    render(ctx, 'portal/ios-profiles', model, status, here);
  }

  async function showGiven(ctx: WebContext, site: PublicSite, typed: string): Promise<void> {
    const { words } = ctx.state.speech;
    try {
      const found = await accessKeys.find(typed, site.id, ctx.state.source);
      const until = untilWhen(found.key.expiresAt, words.language, site.schedule.timeZone);
      show(ctx, {
        typed: found.text,
        given: { profiles: found.profiles, passFor: (id) => accessKeys.passFor(found.key, id), until },
      });
    } catch (thrown) {
      const fault = faultFrom(thrown);
      if (fault.code !== 'key-refused' && fault.code !== 'too-many') {
        throw thrown;
      }
      show(ctx, { typed, problem: faultWords(words, fault) }, fault.status);
    }
  }

  function refuse(ctx: WebContext, fault: Fault): void {
    if (fault.code !== 'not-found') {
      throw fault;
    }
    render(ctx, 'portal/ios-gone', {}, fault.status, PAGE);
  }

  return [
    pageRoute({
      path: PAGE,
      who: 'anyone',
      async handle(ctx) {
        const site = siteOf(ctx);
        const key = queryValue(ctx, 'key') ?? '';
        if (site === undefined) {
          return;
        }
        if (key === '') {
          show(ctx, {});
        } else {
          await showGiven(ctx, site, key);
        }
      },
    }),
    formRoute({
      path: PAGE,
      who: 'anyone',
      form: keyForm,
      async handle(ctx, sent) {
        const site = siteOf(ctx);
        if (site === undefined) {
          return;
        }
        const typed = sent.text['key'] ?? '';
        if (!sent.ok) {
          show(ctx, { typed, problem: faultWords(ctx.state.speech.words, sent.fault) }, sent.fault.status);
        } else if (typed.trim() === '') {
          show(ctx, { problem: say(ctx.state.speech.words, 'ios.key-missing') }, 422);
        } else {
          await showGiven(ctx, site, typed);
        }
      },
    }),
    fileRoute({
      path: `${PAGE}/:id`,
      who: 'anyone',
      async handle(ctx) {
        const site = siteOf(ctx);
        if (site === undefined) {
          return;
        }
        try {
          const at = { portal: site.id, siteName: site.name, source: ctx.state.source };
          const id = ctx.params['id'] as IosProfileId;
          const { profile, bytes } = await accessKeys.download(id, at, queryValue(ctx, 'pass'));
          ctx.body = Buffer.from(bytes);
          ctx.set('Content-Type', PROFILE_TYPE);
          const { language } = ctx.state.speech.words;
          ctx.set('Content-Disposition', attachment(profileFileName(profile, language)));
          ctx.set('Vary', 'Accept-Language, Cookie');
        } catch (thrown) {
          refuse(ctx, faultFrom(thrown));
        }
      },
    }),
  ];
}
