import type * as v from 'valibot';
import { type Brand, parseId } from '../../kernel/index.ts';
import type { SignedInPrincipal } from '../../people/index.ts';
import { pageRoute, type Route, type WebContext, type Who } from '../../platform/web.ts';
import type { Typed } from '../field.ts';
import { reader } from './request.ts';
import { savingRoute } from './saving-route.ts';

/**
 * The pages of a list whose entries administrators add, change and delete: `path`, `path/new`,
 * `path/:id` and `path/:id/delete`. A refused form is shown again as it was typed, with the refusal.
 */
export function entryRoutes<Entry extends { readonly id: Brand<string, string> }, Fields, Removal>(list: {
  readonly path: `/login/${string}`;
  /** Administrators, where it is not said. */
  readonly who?: Who;
  readonly addForm: v.GenericSchema<unknown, Fields>;
  readonly editForm: v.GenericSchema<unknown, { readonly fields: Fields; readonly revision: number }>;
  readonly removeForm: v.GenericSchema<unknown, Removal>;
  /** Of the forms that add and change, where LIMITS.formBytes are too few. */
  readonly limitBytes?: number;
  /** The entry that the path names. Raises `not-found`. */
  readonly addressed: (ctx: WebContext) => Entry;
  readonly showList: (ctx: WebContext) => void;
  readonly showNew: (ctx: WebContext, typed: Typed | undefined, status: number) => void;
  readonly showEntry: (ctx: WebContext, entry: Entry, typed: Typed | undefined, status: number) => void;
  readonly showRemoval: (ctx: WebContext, entry: Entry, typed: Typed | undefined, status: number) => void;
  /** These three answer where to go on. */
  readonly add: (by: SignedInPrincipal, fields: Fields) => Promise<string>;
  readonly change: (by: SignedInPrincipal, entry: Entry, fields: Fields, revision: number) => Promise<string>;
  /** Also of an entry that was deleted already: whoever presses twice, or after somebody else, has what they wanted. */
  readonly remove: (by: SignedInPrincipal, id: Entry['id'], removal: Removal) => Promise<string>;
}): readonly Route[] {
  const { path, who = 'administrator', addressed, showList, showNew, showEntry, showRemoval } = list;
  const size = list.limitBytes === undefined ? {} : { limitBytes: list.limitBytes };
  return [
    pageRoute({ path, who, handle: showList }),
    pageRoute({
      path: `${path}/new`,
      who,
      handle: (ctx) => showNew(ctx, undefined, 200),
    }),
    savingRoute({
      path: `${path}/new`,
      who,
      form: list.addForm,
      ...size,
      again: showNew,
      save: (ctx, values) => list.add(reader(ctx), values),
    }),
    pageRoute({
      path: `${path}/:id`,
      who,
      handle: (ctx) => showEntry(ctx, addressed(ctx), undefined, 200),
    }),
    savingRoute({
      path: `${path}/:id`,
      who,
      form: list.editForm,
      ...size,
      // As it is now: somebody else may have changed it meanwhile.
      again: (ctx, typed, statusCode) => showEntry(ctx, addressed(ctx), typed, statusCode),
      save: (ctx, { fields, revision }) => list.change(reader(ctx), addressed(ctx), fields, revision),
    }),
    pageRoute({
      path: `${path}/:id/delete`,
      who,
      handle: (ctx) => showRemoval(ctx, addressed(ctx), undefined, 200),
    }),
    savingRoute({
      path: `${path}/:id/delete`,
      who,
      form: list.removeForm,
      again: (ctx, typed, statusCode) => showRemoval(ctx, addressed(ctx), typed, statusCode),
      save: (ctx, values) => list.remove(reader(ctx), parseId<Entry['id']>(ctx.params['id'] ?? ''), values),
    }),
  ];
}
