import { Fault, parseId, type RepId, type TeamId } from '../../kernel/index.ts';
import type { Directory, Team, Teams } from '../../people/index.ts';
import {
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  type WebContext,
} from '../../platform/web.ts';
import type { Typed } from '../field.ts';
import { addTeamPage, editTeamPage, noticeOf, removeTeamPage, teamsPage } from '../index.ts';
import { emptyForm } from './forms.ts';
import { mustBeSent, pageNumber, reader, refusalOf, typedOf } from './request.ts';
import { addMemberForm, addTeamForm, changeRoleForm, editTeamForm, removeTeamForm } from './team-forms.ts';

/** Configuration > Support Teams. */
export function teamRoutes({
  teams,
  directory,
}: {
  readonly teams: Teams;
  readonly directory: Directory;
}): readonly Route[] {
  function addressed(ctx: WebContext): Team {
    const team = directory.team(parseId<TeamId>(ctx.params['id'] ?? ''));
    if (team === undefined) {
      throw new Fault('not-found', { sentence: 'This team does not exist any more.' });
    }
    return team;
  }
  function othersOf(team: Team): readonly Team[] {
    return directory.teams().filter(({ id }) => id !== team.id);
  }

  function showNew(ctx: WebContext, typed?: Typed, statusCode = 200): void {
    const model = addTeamPage({ others: directory.teams(), ...(typed === undefined ? {} : { typed }) });
    render(ctx, 'login/team-add', model, statusCode);
  }
  function showTeam(ctx: WebContext, more: { typed?: Typed; memberTyped?: Typed }, statusCode = 200): void {
    const team = addressed(ctx);
    const page = pageNumber(queryValue(ctx, 'page'));
    const model = editTeamPage({
      team,
      others: othersOf(team),
      ...teams.members(team.id, page),
      page,
      candidates: teams.candidates(team.id),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/team', model, statusCode);
  }
  function showRemoval(ctx: WebContext, typed?: Typed, statusCode = 200): void {
    const team = addressed(ctx);
    const model = removeTeamPage({
      team,
      members: directory.membersOf(team.id).length,
      use: teams.use(team.id),
      others: othersOf(team),
      ...(typed === undefined ? {} : { typed }),
    });
    render(ctx, 'login/remove', model, statusCode);
  }
  function membersHref(id: TeamId, done: string): string {
    return `/login/teams/${id}?done=${done}#members`;
  }

  return [
    pageRoute({
      path: '/login/teams',
      who: 'administrator',
      handle(ctx) {
        const model = teamsPage({
          teams: directory.teams(),
          sizes: teams.sizes(),
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/teams', model);
      },
    }),
    pageRoute({ path: '/login/teams/new', who: 'administrator', handle: (ctx) => showNew(ctx) }),
    formRoute({
      path: '/login/teams/new',
      who: 'administrator',
      form: addTeamForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          showNew(ctx, sent, sent.fault.status);
          return;
        }
        try {
          const team = await teams.add(reader(ctx), sent.values);
          redirect(ctx, `/login/teams/${team.id}?done=team-added`);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showNew(ctx, typedOf(sent, fault), fault.status);
        }
      },
    }),
    pageRoute({ path: '/login/teams/:id', who: 'administrator', handle: (ctx) => showTeam(ctx, {}) }),
    formRoute({
      path: '/login/teams/:id',
      who: 'administrator',
      form: editTeamForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        if (!sent.ok) {
          showTeam(ctx, { typed: sent }, sent.fault.status);
          return;
        }
        try {
          await teams.change(reader(ctx), id, sent.values.fields, sent.values.revision);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showTeam(ctx, { typed: typedOf(sent, fault) }, fault.status);
          return;
        }
        redirect(ctx, `/login/teams/${id}?done=saved`);
      },
    }),
    formRoute({
      path: '/login/teams/:id/members',
      who: 'administrator',
      form: addMemberForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        if (!sent.ok) {
          showTeam(ctx, { memberTyped: sent }, sent.fault.status);
          return;
        }
        try {
          await teams.addMember(reader(ctx), id, sent.values.username, sent.values.role);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showTeam(ctx, { memberTyped: typedOf(sent, fault) }, fault.status);
          return;
        }
        redirect(ctx, membersHref(id, 'member-added'));
      },
    }),
    formRoute({
      path: '/login/teams/:id/members/:person',
      who: 'administrator',
      form: changeRoleForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        mustBeSent(sent);
        const rep = parseId<RepId>(ctx.params['person'] ?? '');
        await teams.changeRole(reader(ctx), id, rep, sent.values.role, sent.values.was);
        redirect(ctx, membersHref(id, 'member-changed'));
      },
    }),
    formRoute({
      path: '/login/teams/:id/members/:person/remove',
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        mustBeSent(sent);
        await teams.removeMember(reader(ctx), id, parseId<RepId>(ctx.params['person'] ?? ''));
        redirect(ctx, membersHref(id, 'member-removed'));
      },
    }),
    pageRoute({
      path: '/login/teams/:id/delete',
      who: 'administrator',
      handle: (ctx) => showRemoval(ctx),
    }),
    formRoute({
      path: '/login/teams/:id/delete',
      who: 'administrator',
      form: removeTeamForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        if (!sent.ok) {
          showRemoval(ctx, sent, sent.fault.status);
          return;
        }
        try {
          await teams.delete(reader(ctx), id, sent.values.successor);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showRemoval(ctx, typedOf(sent, fault), fault.status);
          return;
        }
        redirect(ctx, '/login/teams?done=team-deleted');
      },
    }),
  ];
}
