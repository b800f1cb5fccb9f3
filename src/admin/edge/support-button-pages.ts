import * as v from 'valibot';
import {
  type ButtonProfileId,
  type Clock,
  Fault,
  LIMITS,
  parseId,
  type PortalId,
  type QueueId,
  type SupportButtonId,
} from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import {
  choiceField,
  formRoute,
  queryValue,
  render,
  redirect,
  type Route,
  textField,
  type WebContext,
} from '../../platform/web.ts';
import {
  BUTTON_ASKS,
  type ButtonProfile,
  type ButtonProfileFields,
  type PublicSite,
  type Sites,
  type SupportButtons,
} from '../../portals/index.ts';
import {
  addButtonProfilePage,
  BUTTONS_PATH,
  editButtonProfilePage,
  noticeOf,
  removeButtonProfilePage,
  supportButtonsPage,
} from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm, revisionField, timeField } from './forms.ts';
import { mustBeSent, reader, refusalOf, typedOf } from './request.ts';
import { translationEntries, translationsIn } from './translation-schema.ts';

const profileFields = v.object({
  name: textField('Name', { max: LIMITS.buttonNameCharacters }),
  title: textField('Title', { max: LIMITS.buttonTitleCharacters }),
  ...translationEntries('title', { max: LIMITS.buttonTitleCharacters }),
  portal: v.pipe(
    v.string(),
    v.transform((id) => id as PortalId),
  ),
  asks: choiceField('Asks', BUTTON_ASKS),
  queue: v.pipe(
    v.optional(v.string(), ''),
    v.transform((queue) => (queue === '' ? undefined : (queue as QueueId))),
  ),
  lifeMs: timeField,
});

function profileOf(sent: v.InferOutput<typeof profileFields>): ButtonProfileFields {
  const { name, title, portal, asks, queue, lifeMs } = sent;
  return { name, title, titles: translationsIn(sent, 'title', title), portal, asks, queue, lifeMs };
}

const addForm = v.pipe(profileFields, v.transform(profileOf));
const editForm = v.pipe(
  v.object({ ...profileFields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, fields: profileOf(sent) })),
);
const makeForm = v.object({
  description: textField('Description', { max: LIMITS.buttonDescriptionCharacters }),
});

/** Configuration > Support Buttons: the profiles, and the buttons that were given out. */
export function supportButtonPages({
  buttons,
  sites,
  directory,
  siteOrigin,
  clock,
}: {
  readonly buttons: SupportButtons;
  readonly sites: Sites;
  readonly directory: Directory;
  readonly siteOrigin: (site: PublicSite, here: string) => string;
  readonly clock: Pick<Clock, 'now'>;
}): readonly Route[] {
  const choices = () => ({
    sites: sites.all(),
    teams: directory.teams(),
    representatives: directory.representatives(),
  });
  function addressed(ctx: WebContext): ButtonProfile {
    const profile = buttons.profile(parseId<ButtonProfileId>(ctx.params['id'] ?? ''));
    if (profile === undefined) {
      throw new Fault('not-found', { sentence: 'This profile does not exist any more.' });
    }
    return profile;
  }
  function show(
    ctx: WebContext,
    profile: ButtonProfile,
    more: Pick<Parameters<typeof editButtonProfilePage>[0], 'typed' | 'buttonTyped' | 'made'>,
    status = 200,
  ): void {
    const model = editButtonProfilePage({
      profile,
      buttons: buttons.of(profile.id),
      total: buttons.count(profile.id).buttons,
      choices: choices(),
      now: clock.now(),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/support-button', model, status);
  }

  return [
    ...entryRoutes({
      path: BUTTONS_PATH,
      addForm,
      editForm,
      removeForm: emptyForm,
      addressed,
      showList(ctx) {
        const model = supportButtonsPage({
          profiles: buttons.profiles().map((profile) => ({ profile, count: buttons.count(profile.id) })),
          choices: choices(),
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/support-buttons', model);
      },
      showNew: (ctx, typed, status) =>
        render(ctx, 'login/support-button-add', addButtonProfilePage(choices(), typed), status),
      showEntry: (ctx, profile, typed, status) => show(ctx, profile, { typed }, status),
      showRemoval(ctx, profile, typed, status) {
        const model = removeButtonProfilePage(profile, buttons.count(profile.id).buttons, typed);
        render(ctx, 'login/remove', model, status);
      },
      async add(by, wanted) {
        const { id } = await buttons.add(by, wanted);
        return `${BUTTONS_PATH}/${id}?done=button-profile-added`;
      },
      async change(by, { id }, wanted, revision) {
        await buttons.change(by, id, wanted, revision);
        return `${BUTTONS_PATH}/${id}?done=saved`;
      },
      async remove(by, id) {
        await buttons.delete(by, id);
        return `${BUTTONS_PATH}?done=button-profile-deleted`;
      },
    }),
    formRoute({
      path: `${BUTTONS_PATH}/:id/buttons`,
      who: 'administrator',
      form: makeForm,
      async handle(ctx, sent) {
        const profile = addressed(ctx);
        if (!sent.ok) {
          show(ctx, profile, { buttonTyped: sent }, sent.fault.status);
          return;
        }
        // A request that names no host is refused before anything is made.
        const here = ctx.state.origin;
        let token: string;
        try {
          ({ token } = await buttons.make(reader(ctx), profile.id, sent.values.description));
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          show(ctx, profile, { buttonTyped: typedOf(sent, fault) }, fault.status);
          return;
        }
        const site = sites.find(profile.portal) ?? sites.at(undefined);
        // Shown in the answer itself: the address is nowhere else, and nobody can look it up later.
        show(ctx, profile, { made: `${siteOrigin(site, here)}/button/${token}` });
      },
    }),
    formRoute({
      path: `${BUTTONS_PATH}/:id/buttons/:button/remove`,
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        await buttons.remove(reader(ctx), parseId<SupportButtonId>(ctx.params['button'] ?? ''));
        redirect(ctx, `${BUTTONS_PATH}/${ctx.params['id'] ?? ''}?done=button-removed`);
      },
    }),
  ];
}
