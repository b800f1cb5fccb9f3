import * as v from 'valibot';
import { Fault, parseId, type RepId } from '../../kernel/index.ts';
import type { Directory, People, Person, SignedInPrincipal } from '../../people/index.ts';
import {
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import type { SessionPolicies } from '../../policies/index.ts';
import type { Typed } from '../field.ts';
import { addUserPage, type Confirmed, confirmPage, editUserPage, noticeOf, usersPage } from '../index.ts';
import { refusal } from '../notice.ts';
import { addUserForm, editUserForm, emptyForm, resetPasswordForm } from './forms.ts';
import { repSettingsForm } from './rep-settings-form.ts';
import { mustBeSent, pageNumber, reader, refusalOf } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { choosePolicyFields } from './session-policy-forms.ts';
import { knownSkillsForm } from './skill-forms.ts';

const userPolicyForm = v.object(choosePolicyFields);

/** Which of the forms of a user's page was typed into. */
type UserForm = 'typed' | 'passwordTyped' | 'skillsTyped' | 'repTyped' | 'policyTyped';

/** Users & Security > Users. */
export function userRoutes({
  people,
  sessionPolicies,
  directory,
}: {
  readonly people: People;
  readonly sessionPolicies: SessionPolicies;
  readonly directory: Directory;
}): readonly Route[] {
  function showUser(ctx: WebContext, more: Partial<Record<UserForm, Typed>> = {}, statusCode = 200): void {
    const person = addressed(people, ctx);
    const model = editUserPage({
      person,
      reader: reader(ctx).id,
      locked: people.isLocked(person),
      skills: directory.skills(),
      known: directory.skillsOf(person.id),
      policies: sessionPolicies.all(),
      policy: sessionPolicies.of({ kind: 'user', id: person.id }),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/user', model, statusCode);
  }
  const again =
    (form: UserForm) =>
    (ctx: WebContext, typed: Typed, statusCode: number): void =>
      showUser(ctx, { [form]: typed }, statusCode);

  function confirmation(
    what: Confirmed,
    confirmed: (by: SignedInPrincipal, id: RepId) => Promise<void>,
    after: (id: RepId) => string,
  ): readonly Route[] {
    return [
      pageRoute({
        path: `/login/users/:id/${what}`,
        who: 'administrator',
        handle: (ctx) => render(ctx, 'login/confirm', confirmPage(what, addressed(people, ctx))),
      }),
      formRoute({
        path: `/login/users/:id/${what}`,
        who: 'administrator',
        form: emptyForm,
        async handle(ctx, sent) {
          // It may be gone already: whoever deletes it twice has what they wanted.
          const id = parseId<RepId>(ctx.params['id'] ?? '');
          try {
            mustBeSent(sent);
            await confirmed(reader(ctx), id);
          } catch (thrown) {
            const fault = refusalOf(ctx, thrown);
            const person = addressed(people, ctx);
            render(ctx, 'login/confirm', confirmPage(what, person, refusal(fault)), fault.status);
            return;
          }
          redirect(ctx, after(id));
        },
      }),
    ];
  }

  return [
    pageRoute({
      path: '/login/users',
      who: 'administrator',
      handle(ctx) {
        const search = (queryValue(ctx, 'search') ?? '').trim().slice(0, 100);
        const page = pageNumber(queryValue(ctx, 'page'));
        const model = usersPage({
          ...people.list({ search, page }),
          page,
          search,
          isLocked: (person) => people.isLocked(person),
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/users', model);
      },
    }),
    pageRoute({
      path: '/login/users/new',
      who: 'administrator',
      handle: (ctx) => render(ctx, 'login/user-add', addUserPage()),
    }),
    savingRoute({
      path: '/login/users/new',
      who: 'administrator',
      form: addUserForm,
      again: (ctx, typed, statusCode) => render(ctx, 'login/user-add', addUserPage(typed), statusCode),
      async save(ctx, fields) {
        const person = await people.add(reader(ctx), fields);
        return `/login/users/${person.id}?done=added`;
      },
    }),
    pageRoute({
      path: '/login/users/:id',
      who: 'administrator',
      handle: (ctx) => showUser(ctx),
    }),
    savingRoute({
      path: '/login/users/:id',
      who: 'administrator',
      form: editUserForm,
      again: again('typed'),
      async save(ctx, { revision, ...fields }) {
        const { id } = addressed(people, ctx);
        await people.change(reader(ctx), id, fields, revision);
        return `/login/users/${id}?done=saved`;
      },
    }),
    savingRoute({
      path: '/login/users/:id/permissions',
      who: 'administrator',
      form: repSettingsForm,
      again: again('repTyped'),
      async save(ctx, { settings, revision }) {
        const { id } = addressed(people, ctx);
        await people.changeRepSettings(reader(ctx), id, settings, revision);
        return `/login/users/${id}?done=saved`;
      },
    }),
    savingRoute({
      path: '/login/users/:id/session-policy',
      who: 'administrator',
      form: userPolicyForm,
      again: again('policyTyped'),
      async save(ctx, { policy, before }) {
        const { id } = addressed(people, ctx);
        await sessionPolicies.choose(reader(ctx), { kind: 'user', id }, policy, before);
        return `/login/users/${id}?done=saved#session-policy`;
      },
    }),
    savingRoute({
      path: '/login/users/:id/skills',
      who: 'administrator',
      form: knownSkillsForm,
      again: again('skillsTyped'),
      async save(ctx, { skills, revision }) {
        const { id } = addressed(people, ctx);
        await people.changeSkills(reader(ctx), id, skills, revision);
        return `/login/users/${id}?done=saved#skills`;
      },
    }),
    savingRoute({
      path: '/login/users/:id/password',
      who: 'administrator',
      form: resetPasswordForm,
      again: again('passwordTyped'),
      async save(ctx, { password }) {
        const { id } = addressed(people, ctx);
        await people.resetPassword(reader(ctx), id, password);
        return `/login/users/${id}?done=password-reset`;
      },
    }),
    formRoute({
      path: '/login/users/:id/enable',
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        const { id } = addressed(people, ctx);
        await people.enable(reader(ctx), id);
        redirect(ctx, `/login/users/${id}?done=enabled`);
      },
    }),
    ...confirmation(
      'disable',
      (by, id) => people.disable(by, id),
      (id) => `/login/users/${id}?done=disabled`,
    ),
    ...confirmation(
      'delete',
      (by, id) => people.delete(by, id),
      () => '/login/users?done=deleted',
    ),
  ];
}

/** The person that the path names. Raises `not-found`. */
function addressed(people: People, ctx: WebContext): Person {
  return existing(people, parseId<RepId>(ctx.params['id'] ?? ''));
}

/** Raises `not-found`. */
export function existing(people: People, id: RepId): Person {
  const person = people.find(id);
  if (person === undefined) {
    throw new Fault('not-found', { sentence: 'This user does not exist any more.' });
  }
  return person;
}
