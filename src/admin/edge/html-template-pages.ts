import * as v from 'valibot';
import { Fault, idPattern, LIMITS, parseId, type PortalId, type TemplateId } from '../../kernel/index.ts';
import { type Language, LANGUAGES } from '../../languages/index.ts';
import {
  allowFrames,
  choiceField,
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  textField,
  type WebContext,
} from '../../platform/web.ts';
import {
  DEFAULT_TEMPLATE,
  type HtmlTemplate,
  type HtmlTemplates,
  type Sites,
  type StoredFiles,
  weightWarning,
} from '../../portals/index.ts';
import type { Typed } from '../field.ts';
import { templateHref } from '../html-templates.ts';
import {
  addHtmlTemplatePage,
  editHtmlTemplatePage,
  htmlTemplatesPage,
  noticeOf,
  removeHtmlTemplatePage,
} from '../index.ts';
import { publicSiteHref } from '../public-sites.ts';
import { emptyForm, revisionField } from './forms.ts';
import { mustBeSent, reader } from './request.ts';
import { savingRoute } from './saving-route.ts';

const htmlField = textField('The HTML', { min: 0, max: LIMITS.templateCharacters, lines: true });
const addForm = v.looseObject({
  name: textField('Name', { max: LIMITS.templateNameCharacters }),
  html: htmlField,
});
const editForm = v.looseObject({
  ...addForm.entries,
  revision: revisionField,
  reset: v.optional(v.string()),
});
const previewForm = v.looseObject({ html: htmlField, language: choiceField('the language', LANGUAGES) });
const chooseForm = v.object({
  template: v.pipe(
    v.string(),
    v.check((id) => id === '' || idPattern.test(id), 'Please choose one of the templates.'),
    v.transform((id) => (id === '' ? undefined : (id as TemplateId))),
  ),
});

/** Public Portals > HTML Templates. */
export function htmlTemplateRoutes({
  templates,
  sites,
  files,
  previewTemplate,
}: {
  readonly templates: HtmlTemplates;
  readonly sites: Sites;
  readonly files: Pick<StoredFiles, 'all'>;
  /** Shows the portal page of the default site as this template makes it. */
  readonly previewTemplate: (ctx: WebContext, html: string, language: Language) => void;
}): readonly Route[] {
  function addressed(ctx: WebContext): HtmlTemplate {
    const template = templates.find(parseId<TemplateId>(ctx.params['id'] ?? ''));
    if (template === undefined) {
      throw new Fault('not-found', { sentence: 'This template does not exist any more.' });
    }
    return template;
  }
  function weigh(html: string, ids: readonly PortalId[]): string | undefined {
    const logos = ids.map((id) => sites.logo(id)?.bytes.length ?? 0);
    return weightWarning(html, files.all(), Math.max(0, ...logos));
  }
  function showNew(ctx: WebContext, typed?: Typed, status = 200): void {
    render(ctx, 'login/template-add', addHtmlTemplatePage(weigh, typed), status);
    allowFrames(ctx, 'around');
  }
  function show(ctx: WebContext, typed?: Typed, status = 200): void {
    const template = addressed(ctx);
    const model = editHtmlTemplatePage({
      template,
      usedBy: templates.sitesWith(template.id),
      sites: sites.all(),
      weigh,
      typed,
      notice: noticeOf(queryValue(ctx, 'done')),
    });
    render(ctx, 'login/template', model, status);
    allowFrames(ctx, 'around');
  }
  function usedBy(template: HtmlTemplate): string {
    const ids = templates.sitesWith(template.id);
    return sites
      .all()
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(', ');
  }

  return [
    pageRoute({
      path: '/login/templates',
      who: 'administrator',
      handle(ctx) {
        const model = htmlTemplatesPage({
          templates: templates.all(),
          sitesWith: (id) => templates.sitesWith(id),
          sites: sites.all(),
          weigh,
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/templates', model);
      },
    }),
    pageRoute({ path: '/login/templates/new', who: 'administrator', handle: (ctx) => showNew(ctx) }),
    savingRoute({
      path: '/login/templates/new',
      who: 'administrator',
      form: addForm,
      limitBytes: LIMITS.templateFormBytes,
      again: showNew,
      async save(ctx, { name, html }) {
        const { id } = await templates.add(reader(ctx), { name, html });
        return `${templateHref(id)}?done=template-added`;
      },
    }),
    formRoute({
      path: '/login/templates/preview',
      who: 'administrator',
      form: previewForm,
      limitBytes: LIMITS.templateFormBytes,
      handle(ctx, sent) {
        mustBeSent(sent);
        previewTemplate(ctx, sent.values.html, sent.values.language);
        allowFrames(ctx, 'inside');
      },
    }),
    pageRoute({ path: '/login/templates/:id', who: 'administrator', handle: (ctx) => show(ctx) }),
    savingRoute({
      path: '/login/templates/:id',
      who: 'administrator',
      form: editForm,
      limitBytes: LIMITS.templateFormBytes,
      again: show,
      async save(ctx, { name, html, reset, revision }) {
        const { id } = addressed(ctx);
        const fields = { name, html: reset === undefined ? html : DEFAULT_TEMPLATE };
        await templates.change(reader(ctx), id, fields, revision);
        return `${templateHref(id)}?done=saved`;
      },
    }),
    pageRoute({
      path: '/login/templates/:id/delete',
      who: 'administrator',
      handle(ctx) {
        const template = addressed(ctx);
        render(ctx, 'login/remove', removeHtmlTemplatePage(template, usedBy(template), undefined));
      },
    }),
    formRoute({
      path: '/login/templates/:id/delete',
      who: 'administrator',
      form: emptyForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        mustBeSent(sent);
        await templates.delete(reader(ctx), id);
        redirect(ctx, '/login/templates?done=template-deleted');
      },
    }),
    formRoute({
      path: '/login/public-sites/:id/template',
      who: 'administrator',
      form: chooseForm,
      async handle(ctx, sent) {
        mustBeSent(sent);
        const site = parseId<PortalId>(ctx.params['id'] ?? '');
        await templates.choose(reader(ctx), site, sent.values.template);
        redirect(ctx, `${publicSiteHref(site)}?done=saved#template-heading`);
      },
    }),
  ];
}
