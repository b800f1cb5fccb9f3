import type { EmailService, Outgoing } from '../../notify/index.ts';
import { formRoute, pageRoute, queryValue, render, type Route, type WebContext } from '../../platform/web.ts';
import type { Settings } from '../../settings/index.ts';
import { emailPage, noticeOf } from '../index.ts';
import { emailForm, testMailForm } from './email-forms.ts';
import { reader, refusalOf, typedOf } from './request.ts';
import { savingRoute } from './saving-route.ts';

/** Management > Email Configuration. */
export function emailRoutes(ports: {
  readonly email: EmailService;
  readonly outgoing: Pick<Outgoing, 'testMail'>;
  readonly settings: Settings;
}): readonly Route[] {
  const { email, outgoing, settings } = ports;

  function show(
    ctx: WebContext,
    more: Pick<Parameters<typeof emailPage>[0], 'typed' | 'testTyped' | 'tested'>,
    statusCode = 200,
  ): void {
    const model = emailPage({
      configuration: email.current(),
      revision: email.revision(),
      password: email.password(),
      serverSideEmails: settings.current().serverSideEmails,
      notice: noticeOf(queryValue(ctx, 'done')),
      ...more,
    });
    render(ctx, 'login/email', model, statusCode);
  }

  return [
    pageRoute({ path: '/login/email', who: 'administrator', handle: (ctx) => show(ctx, {}) }),
    // Where the answer to a test stands, for whoever reloads it.
    pageRoute({ path: '/login/email/test', who: 'administrator', handle: (ctx) => show(ctx, {}) }),
    savingRoute({
      path: '/login/email',
      who: 'administrator',
      form: emailForm,
      again: (ctx, typed, statusCode) => show(ctx, { typed }, statusCode),
      async save(ctx, { revision, password, ...wanted }) {
        const { id, name } = reader(ctx);
        await email.change({ id, name }, wanted, password, revision);
        return '/login/email?done=saved';
      },
    }),
    formRoute({
      path: '/login/email/test',
      who: 'administrator',
      form: testMailForm,
      async handle(ctx, sent) {
        if (!sent.ok) {
          show(ctx, { testTyped: sent }, sent.fault.status);
          return;
        }
        let answer: string;
        try {
          answer = await outgoing.testMail(reader(ctx).id, sent.values.to, settings.current().siteName);
        } catch (thrown) {
          const fault = refusalOf(ctx, thrown);
          show(ctx, { testTyped: typedOf(sent, fault) }, fault.status);
          return;
        }
        show(ctx, {
          testTyped: { text: sent.text, problems: {} },
          tested: { tone: 'good', text: `The mail server took the test mail. It said: ${answer}` },
        });
      },
    }),
  ];
}
