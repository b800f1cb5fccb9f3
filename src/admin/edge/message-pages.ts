import { type LeftMessageId, parseId } from '../../kernel/index.ts';
import type { Directory } from '../../people/index.ts';
import { formRoute, pageRoute, queryValue, redirect, render, type Route } from '../../platform/web.ts';
import type { LeftMessages } from '../../portals/index.ts';
import { messagesPage, noticeOf } from '../index.ts';
import { emptyForm } from './forms.ts';
import { mustBeSent, pageNumber, reader } from './request.ts';

/** Overview > Messages: what customers left when nobody was there. Whoever may see none sees an empty list. */
export function messageRoutes({
  messages,
  directory,
}: {
  readonly messages: LeftMessages;
  readonly directory: Directory;
}): readonly Route[] {
  const marking = (what: 'done' | 'reopen') =>
    formRoute({
      path: `/login/messages/:id/${what}`,
      who: 'signed-in',
      form: emptyForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        const id = parseId<LeftMessageId>(ctx.params['id'] ?? '');
        await messages.mark(reader(ctx), id, what === 'done');
        redirect(ctx, `/login/messages?done=message-${what}`);
      },
    });
  return [
    pageRoute({
      path: '/login/messages',
      who: 'signed-in',
      handle(ctx) {
        const model = messagesPage({
          messages: messages.of(reader(ctx)),
          teams: directory.teams(),
          page: pageNumber(queryValue(ctx, 'page')),
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/messages', model);
      },
    }),
    marking('done'),
    marking('reopen'),
  ];
}
