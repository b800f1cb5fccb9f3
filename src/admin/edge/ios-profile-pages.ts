import * as v from 'valibot';
import { Fault, type IosProfileId, LIMITS, parseId } from '../../kernel/index.ts';
import type { IosProfile, IosProfileFields, IosProfiles } from '../../ios-profiles/index.ts';
import {
  checkboxField,
  checkFields,
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
import { type HtmlTemplates, showsIosProfiles, type Sites } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import {
  addIosProfilePage,
  editIosProfilePage,
  iosProfilesPage,
  noticeOf,
  removeIosProfilePage,
} from '../index.ts';
import { IOS_PROFILES_PATH, iosProfileHref } from '../ios-profiles.ts';
import { emptyForm, revisionField } from './forms.ts';
import { mustBeSent, reader, refusalOf, whoMay } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { translationEntries, translationsIn } from './translation-schema.ts';

const profileFields = v.object({
  name: textField('Name', { max: LIMITS.iosProfileNameCharacters }),
  ...translationEntries('name', { max: LIMITS.iosProfileNameCharacters }),
  description: v.optional(
    textField('Description', { min: 0, max: LIMITS.iosProfileDescriptionCharacters, lines: true }),
    '',
  ),
  ...translationEntries('description', { max: LIMITS.iosProfileDescriptionCharacters, lines: true }),
  isPublic: checkboxField(),
});

function profileOf(sent: v.InferOutput<typeof profileFields>): IosProfileFields {
  const { name, description, isPublic } = sent;
  return {
    name,
    names: translationsIn(sent, 'name', name),
    description,
    descriptions: translationsIn(sent, 'description', description),
    isPublic,
  };
}

const addForm = v.pipe(profileFields, v.transform(profileOf));
const editForm = v.pipe(
  v.object({ ...profileFields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, fields: profileOf(sent) })),
);

const who = whoMay('edit-ios-profiles');

/** Public Portals > Apple iOS. */
export function iosProfilePages({
  profiles,
  sites,
  templates,
}: {
  readonly profiles: IosProfiles;
  readonly sites: Sites;
  readonly templates: Pick<HtmlTemplates, 'of'>;
}): readonly Route[] {
  function addressed(ctx: WebContext): IosProfile {
    const profile = profiles.find(parseId<IosProfileId>(ctx.params['id'] ?? ''));
    if (profile === undefined) {
      throw new Fault('not-found', { sentence: 'This profile does not exist any more.' });
    }
    return profile;
  }
  function showProfile(
    ctx: WebContext,
    more: { readonly typed?: Typed; readonly fileTyped?: Typed } = {},
    status = 200,
  ): void {
    const notice = noticeOf(queryValue(ctx, 'done'));
    render(
      ctx,
      'login/ios-profile',
      editIosProfilePage({ profile: addressed(ctx), notice, ...more }),
      status,
    );
  }

  return [
    pageRoute({
      path: IOS_PROFILES_PATH,
      who,
      handle(ctx) {
        const model = iosProfilesPage({
          profiles: profiles.all(),
          sites: sites.all(),
          hasPlace({ id }) {
            const template = templates.of(id);
            return template === undefined || showsIosProfiles(template.html);
          },
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/ios-profiles', model);
      },
    }),
    pageRoute({
      path: `${IOS_PROFILES_PATH}/new`,
      who,
      handle: (ctx) => render(ctx, 'login/ios-profile-add', addIosProfilePage()),
    }),
    uploadRoute({
      path: `${IOS_PROFILES_PATH}/new`,
      who,
      field: 'file',
      limitBytes: LIMITS.iosProfileBytes,
      async handle(ctx, sent) {
        const checked = checkFields(addForm, sent.text);
        const refuse = (typed: Typed, status: number) =>
          render(ctx, 'login/ios-profile-add', addIosProfilePage(typed), status);
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          if (!checked.ok) {
            refuse(checked, checked.fault.status);
            return;
          }
          const profile = await profiles.add(reader(ctx), checked.values, sent.bytes);
          redirect(ctx, `${iosProfileHref(profile.id)}?done=ios-profile-added`);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          refuse({ text: sent.text, problems: checked.ok ? {} : checked.problems, fault }, fault.status);
        }
      },
    }),
    pageRoute({
      path: `${IOS_PROFILES_PATH}/:id`,
      who,
      handle: (ctx) => showProfile(ctx),
    }),
    savingRoute({
      path: `${IOS_PROFILES_PATH}/:id`,
      who,
      form: editForm,
      async save(ctx, { revision, fields }) {
        const { id } = addressed(ctx);
        await profiles.change(reader(ctx), id, fields, revision);
        return `${iosProfileHref(id)}?done=saved`;
      },
      again: (ctx, typed, status) => showProfile(ctx, { typed }, status),
    }),
    uploadRoute({
      path: `${IOS_PROFILES_PATH}/:id/content`,
      who,
      field: 'file',
      limitBytes: LIMITS.iosProfileBytes,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          await profiles.replace(reader(ctx), id, sent.bytes);
          redirect(ctx, `${iosProfileHref(id)}?done=ios-profile-replaced`);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showProfile(ctx, { fileTyped: { text: {}, problems: {}, fault } }, fault.status);
        }
      },
    }),
    pageRoute({
      path: `${IOS_PROFILES_PATH}/:id/delete`,
      who,
      handle: (ctx) => render(ctx, 'login/remove', removeIosProfilePage(addressed(ctx), undefined)),
    }),
    formRoute({
      path: `${IOS_PROFILES_PATH}/:id/delete`,
      who,
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        await profiles.delete(reader(ctx), parseId<IosProfileId>(ctx.params['id'] ?? ''));
        redirect(ctx, `${IOS_PROFILES_PATH}?done=ios-profile-deleted`);
      },
    }),
  ];
}
