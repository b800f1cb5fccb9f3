import * as v from 'valibot';
import { Fault, LIMITS, parseId, type StoredFileId } from '../../kernel/index.ts';
import {
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
import { type StoredFile, storedFileAddress, type StoredFiles } from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import { storedFileHref } from '../file-store.ts';
import { fileStorePage, noticeOf, removeStoredFilePage, storedFilePage } from '../index.ts';
import { emptyForm, revisionField } from './forms.ts';
import { mustBeSent, reader, refusalOf, whoMay } from './request.ts';
import { savingRoute } from './saving-route.ts';

const renameForm = v.object({
  name: textField('Name', { max: LIMITS.storedFileNameCharacters }),
  revision: revisionField,
});

const who = whoMay('edit-file-store');

/** Public Portals > File Store. */
export function fileStoreRoutes({ files }: { readonly files: StoredFiles }): readonly Route[] {
  function addressed(ctx: WebContext): StoredFile {
    const file = files.find(parseId<StoredFileId>(ctx.params['id'] ?? ''));
    if (file === undefined) {
      throw new Fault('not-found', { sentence: 'This file does not exist any more.' });
    }
    return file;
  }
  function showList(ctx: WebContext, typed?: Typed, status = 200): void {
    const notice = noticeOf(queryValue(ctx, 'done'));
    render(ctx, 'login/file-store', fileStorePage({ files: files.all(), typed, notice }), status);
  }
  function showFile(
    ctx: WebContext,
    more: { readonly typed?: Typed; readonly fileTyped?: Typed } = {},
    status = 200,
  ): void {
    const file = addressed(ctx);
    const model = storedFilePage({
      file,
      picture: `${storedFileAddress(file.id)}?v=${file.digest.slice(0, 16)}`,
      usedIn: files.usedIn(file.id),
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/stored-file', model, status);
  }

  return [
    pageRoute({ path: '/login/file-store', who, handle: (ctx) => showList(ctx) }),
    uploadRoute({
      path: '/login/file-store',
      who,
      field: 'file',
      limitBytes: LIMITS.storedFileBytes,
      async handle(ctx, sent) {
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          const file = await files.add(reader(ctx), sent.name, sent.bytes);
          redirect(ctx, `${storedFileHref(file)}?done=file-added`);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showList(ctx, { text: {}, problems: {}, fault }, fault.status);
        }
      },
    }),
    pageRoute({ path: '/login/file-store/:id', who, handle: (ctx) => showFile(ctx) }),
    savingRoute({
      path: '/login/file-store/:id',
      who,
      form: renameForm,
      again: (ctx, typed, status) => showFile(ctx, { typed }, status),
      async save(ctx, { name, revision }) {
        const file = addressed(ctx);
        await files.rename(reader(ctx), file.id, name, revision);
        return `${storedFileHref(file)}?done=saved`;
      },
    }),
    uploadRoute({
      path: '/login/file-store/:id/content',
      who,
      field: 'file',
      limitBytes: LIMITS.storedFileBytes,
      async handle(ctx, sent) {
        const file = addressed(ctx);
        try {
          if (!sent.ok) {
            throw sent.fault;
          }
          await files.replace(reader(ctx), file.id, sent.bytes);
          redirect(ctx, `${storedFileHref(file)}?done=file-replaced`);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          showFile(ctx, { fileTyped: { text: {}, problems: {}, fault } }, fault.status);
        }
      },
    }),
    pageRoute({
      path: '/login/file-store/:id/delete',
      who,
      handle(ctx) {
        const file = addressed(ctx);
        render(ctx, 'login/remove', removeStoredFilePage(file, files.usedIn(file.id), undefined));
      },
    }),
    formRoute({
      path: '/login/file-store/:id/delete',
      who,
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        await files.delete(reader(ctx), parseId<StoredFileId>(ctx.params['id'] ?? ''));
        redirect(ctx, '/login/file-store?done=file-deleted');
      },
    }),
  ];
}
