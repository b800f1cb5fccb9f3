import { Fault, type IssueId, parseId } from '../../kernel/index.ts';
import type { Directory, Issues } from '../../people/index.ts';
import { queryValue, render, type Route } from '../../platform/web.ts';
import type { Sites } from '../../portals/index.ts';
import { addIssuePage, editIssuePage, issuesPage, noticeOf, removeIssuePage } from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm } from './forms.ts';
import type { PortalWeight } from './portal-weight.ts';
import { addIssueForm, editIssueForm } from './skill-forms.ts';

/** Configuration > Issues. */
export function issueRoutes({
  issues,
  directory,
  sites,
  weight,
}: {
  readonly issues: Issues;
  readonly directory: Directory;
  readonly sites: Pick<Sites, 'all'>;
  readonly weight: PortalWeight;
}): readonly Route[] {
  const offered = () => ({ teams: directory.teams(), skills: directory.skills() });
  return entryRoutes({
    path: '/login/issues',
    addForm: addIssueForm,
    editForm: editIssueForm,
    removeForm: emptyForm,
    addressed(ctx) {
      const issue = directory.issue(parseId<IssueId>(ctx.params['id'] ?? ''));
      if (issue === undefined) {
        throw new Fault('not-found', { sentence: 'This issue does not exist any more.' });
      }
      return issue;
    },
    showList(ctx) {
      const notice = noticeOf(queryValue(ctx, 'done'));
      const heavyOn = weight.heavyByIssues(sites.all());
      render(ctx, 'login/issues', issuesPage({ issues: directory.issues(), ...offered(), heavyOn, notice }));
    },
    showNew(ctx, typed, status) {
      render(ctx, 'login/issue-add', addIssuePage({ ...offered(), typed }), status);
    },
    showEntry(ctx, issue, typed, status) {
      const notice = noticeOf(queryValue(ctx, 'done'));
      render(ctx, 'login/issue', editIssuePage({ issue, ...offered(), typed, notice }), status);
    },
    showRemoval(ctx, issue, typed, status) {
      render(ctx, 'login/remove', removeIssuePage(issue, typed), status);
    },
    async add(by, fields) {
      await issues.add(by, fields);
      return '/login/issues?done=issue-added';
    },
    async change(by, { id }, fields, revision) {
      await issues.change(by, id, fields, revision);
      return '/login/issues?done=saved';
    },
    async remove(by, id) {
      await issues.delete(by, id);
      return '/login/issues?done=issue-deleted';
    },
  });
}
