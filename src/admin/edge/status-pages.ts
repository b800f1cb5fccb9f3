import { Fault, parseId, type RepStatusId } from '../../kernel/index.ts';
import type { Directory, RepStatuses } from '../../people/index.ts';
import { queryValue, render, type Route } from '../../platform/web.ts';
import { addStatusPage, editStatusPage, noticeOf, removeStatusPage, statusesPage } from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm } from './forms.ts';
import { addStatusForm, editStatusForm } from './status-forms.ts';

/** Configuration > Rep Status. */
export function statusRoutes({
  statuses,
  directory,
}: {
  readonly statuses: RepStatuses;
  readonly directory: Directory;
}): readonly Route[] {
  return entryRoutes({
    path: '/login/statuses',
    addForm: addStatusForm,
    editForm: editStatusForm,
    removeForm: emptyForm,
    addressed(ctx) {
      const id = parseId<RepStatusId>(ctx.params['id'] ?? '');
      const status = directory.statuses().find((each) => each.id === id);
      if (status === undefined) {
        throw new Fault('not-found', { sentence: 'This status does not exist any more.' });
      }
      return status;
    },
    showList(ctx) {
      const notice = noticeOf(queryValue(ctx, 'done'));
      render(ctx, 'login/rep-statuses', statusesPage({ statuses: directory.statuses(), notice }));
    },
    showNew(ctx, typed, status) {
      render(ctx, 'login/rep-status-add', addStatusPage(typed), status);
    },
    showEntry(ctx, status, typed, code) {
      const notice = noticeOf(queryValue(ctx, 'done'));
      render(ctx, 'login/rep-status', editStatusPage({ status, typed, notice }), code);
    },
    showRemoval(ctx, status, typed, code) {
      render(ctx, 'login/remove', removeStatusPage(status, typed), code);
    },
    async add(by, fields) {
      await statuses.add(by, fields);
      return '/login/statuses?done=status-added';
    },
    async change(by, { id }, fields, revision) {
      await statuses.change(by, id, fields, revision);
      return '/login/statuses?done=saved';
    },
    async remove(by, id) {
      await statuses.delete(by, id);
      return '/login/statuses?done=status-deleted';
    },
  });
}
