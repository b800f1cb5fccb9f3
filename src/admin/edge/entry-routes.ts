import type * as v from 'valibot';
import type { SignedInPrincipal } from '../../people/index.ts';
import { formRoute, pageRoute, redirect, type Route, type WebContext } from '../../platform/web.ts';
import type { Typed } from '../field.ts';
import { reader, refusalOf, typedOf } from './request.ts';

/**
 * The pages of a list whose entries administrators add, change and delete: `path`, `path/new`,
 * `path/:id` and `path/:id/delete`. A refused form is shown again as it was typed, with the refusal.
 */
export function entryRoutes<Entry, Fields, Removal>(list: {
  readonly path: `/login/${string}`;
  readonly addForm: v.GenericSchema<unknown, Fields>;
  readonly editForm: v.GenericSchema<unknown, { readonly fields: Fields; readonly revision: number }>;
  readonly removeForm: v.GenericSchema<unknown, Removal>;
  /** The entry that the path names. Raises `not-found`. */
  readonly addressed: (ctx: WebContext) => Entry;
  readonly showList: (ctx: WebContext) => void;
  readonly showNew: (ctx: WebContext, typed: Typed | undefined, status: number) => void;
  readonly showEntry: (ctx: WebContext, entry: Entry, typed: Typed | undefined, status: number) => void;
  readonly showRemoval: (ctx: WebContext, entry: Entry, typed: Typed | undefined, status: number) => void;
  /** These three answer where to go on. */
  readonly add: (by: SignedInPrincipal, fields: Fields) => Promise<string>;
  readonly change: (by: SignedInPrincipal, entry: Entry, fields: Fields, revision: number) => Promise<string>;
  readonly remove: (by: SignedInPrincipal, entry: Entry, removal: Removal) => Promise<string>;
}): readonly Route[] {
  const { path, addressed, showList, showNew, showEntry, showRemoval } = list;
  return [
    pageRoute({ path, who: 'administrator', handle: showList }),
    pageRoute({
      path: `${path}/new`,
      who: 'administrator',
      handle: (ctx) => showNew(ctx, undefined, 200),
    }),
    formRoute({
      path: `${path}/new`,
      who: 'administrator',
      form: list.addForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          showNew(ctx, sent, sent.fault.status);
          return;
        }
        try {
          redirect(ctx, await list.add(reader(ctx), sent.values));
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showNew(ctx, typedOf(sent, fault), fault.status);
        }
      },
    }),
    pageRoute({
      path: `${path}/:id`,
      who: 'administrator',
      handle: (ctx) => showEntry(ctx, addressed(ctx), undefined, 200),
    }),
    formRoute({
      path: `${path}/:id`,
      who: 'administrator',
      form: list.editForm,
      async handle(ctx, sent) {
        const entry = addressed(ctx);
        if (!sent.ok) {
          showEntry(ctx, entry, sent, sent.fault.status);
          return;
        }
        try {
          redirect(ctx, await list.change(reader(ctx), entry, sent.values.fields, sent.values.revision));
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          // As it is now: somebody else may have changed it meanwhile.
          showEntry(ctx, addressed(ctx), typedOf(sent, fault), fault.status);
        }
      },
    }),
    pageRoute({
      path: `${path}/:id/delete`,
      who: 'administrator',
      handle: (ctx) => showRemoval(ctx, addressed(ctx), undefined, 200),
    }),
    formRoute({
      path: `${path}/:id/delete`,
      who: 'administrator',
      form: list.removeForm,
      async handle(ctx, sent) {
        const entry = addressed(ctx);
        if (!sent.ok) {
          showRemoval(ctx, entry, sent, sent.fault.status);
          return;
        }
        try {
          redirect(ctx, await list.remove(reader(ctx), entry, sent.values));
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showRemoval(ctx, entry, typedOf(sent, fault), fault.status);
        }
      },
    }),
  ];
}
