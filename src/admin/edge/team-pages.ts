import { Fault, parseId, type RepId, type TeamId } from '../../kernel/index.ts';
import type { Directory, Team, Teams } from '../../people/index.ts';
import type { Settings } from '../../settings/index.ts';
import { formRoute, queryValue, redirect, render, type Route, type WebContext } from '../../platform/web.ts';
import type { Sites } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import { addTeamPage, editTeamPage, noticeOf, removeTeamPage, teamsPage } from '../index.ts';
import { teamHref } from '../teams.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm, teamChatHistoryForm } from './forms.ts';
import { mustBeSent, pageNumber, reader } from './request.ts';
import { savingRoute } from './saving-route.ts';
import { addMemberForm, addTeamForm, changeRoleForm, editTeamForm, removeTeamForm } from './team-forms.ts';

/** Configuration > Support Teams. */
export function teamRoutes({
  teams,
  directory,
  sites,
  settings,
}: {
  readonly teams: Teams;
  readonly directory: Directory;
  readonly sites: Pick<Sites, 'all'>;
  readonly settings: Settings;
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

  function showTeam(
    ctx: WebContext,
    more: { readonly typed?: Typed | undefined; readonly memberTyped?: Typed },
    statusCode = 200,
  ): void {
    const team = addressed(ctx);
    const page = pageNumber(queryValue(ctx, 'page'));
    const model = editTeamPage({
      team,
      others: othersOf(team),
      portals: sites.all(),
      ...teams.members(team.id, page),
      page,
      candidates: teams.candidates(team.id),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/team', model, statusCode);
  }
  function membersHref(id: TeamId, done: string): string {
    return `${teamHref(id)}?done=${done}#members`;
  }

  function showList(ctx: WebContext, typed?: Typed, statusCode = 200): void {
    const model = teamsPage({
      teams: directory.teams(),
      sizes: teams.sizes(),
      chatHistory: { settings: settings.current(), revision: settings.revision(), typed },
      notice: noticeOf(queryValue(ctx, 'done')),
    });
    render(ctx, 'login/teams', model, statusCode);
  }

  return [
    savingRoute({
      path: '/login/teams/chat-history',
      who: 'administrator',
      form: teamChatHistoryForm,
      again: showList,
      async save(ctx, { revision, ...wanted }) {
        const { id, name } = reader(ctx);
        await settings.change({ id, name }, wanted, revision);
        return '/login/teams?done=saved';
      },
    }),
    ...entryRoutes({
      path: '/login/teams',
      addForm: addTeamForm,
      editForm: editTeamForm,
      removeForm: removeTeamForm,
      addressed,
      showList: (ctx) => showList(ctx),
      showNew(ctx, typed, status) {
        render(
          ctx,
          'login/team-add',
          addTeamPage({ others: directory.teams(), portals: sites.all(), typed }),
          status,
        );
      },
      showEntry: (ctx, _team, typed, status) => showTeam(ctx, { typed }, status),
      showRemoval(ctx, team, typed, status) {
        const model = removeTeamPage({
          team,
          members: directory.membersOf(team.id).length,
          use: teams.use(team.id),
          others: othersOf(team),
          typed,
        });
        render(ctx, 'login/remove', model, status);
      },
      async add(by, fields) {
        const team = await teams.add(by, fields);
        return `${teamHref(team.id)}?done=team-added`;
      },
      async change(by, team, fields, revision) {
        await teams.change(by, team.id, fields, revision);
        return `${teamHref(team.id)}?done=saved`;
      },
      async remove(by, id, { successor }) {
        await teams.delete(by, id, successor);
        return '/login/teams?done=team-deleted';
      },
    }),
    savingRoute({
      path: '/login/teams/:id/members',
      who: 'administrator',
      form: addMemberForm,
      again: (ctx, memberTyped, statusCode) => showTeam(ctx, { memberTyped }, statusCode),
      async save(ctx, { username, role }) {
        const { id } = addressed(ctx);
        await teams.addMember(reader(ctx), id, username, role);
        return membersHref(id, 'member-added');
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
  ];
}
