import * as v from 'valibot';
import { Fault, idPattern, LIMITS, parseId, type PortalId, type TemplateId } from '../../kernel/index.ts';
import { type Language, LANGUAGES } from '../../languages/index.ts';
import {
  allowFrames,
  choiceField,
  formRoute,
  queryValue,
  redirect,
  render,
  type Route,
  textField,
  type WebContext,
} from '../../platform/web.ts';
import { DEFAULT_TEMPLATE, type HtmlTemplate, type HtmlTemplates, type Sites } from '../../portals/index.ts';
import { namesOf, templateHref } from '../html-templates.ts';
import {
  addHtmlTemplatePage,
  editHtmlTemplatePage,
  htmlTemplatesPage,
  noticeOf,
  removeHtmlTemplatePage,
} from '../index.ts';
import { publicSiteHref } from '../public-sites.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm, revisionField } from './forms.ts';
import type { PortalWeight } from './portal-weight.ts';
import { mustBeSent, reader, whoMay } from './request.ts';

const fields = {
  name: textField('Name', { max: LIMITS.templateNameCharacters }),
  html: textField('The HTML', { min: 0, max: LIMITS.templateCharacters, lines: true }),
};
const addForm = v.object(fields);
const editForm = v.pipe(
  v.object({ ...fields, revision: revisionField }),
  v.transform(({ revision, ...wanted }) => ({ fields: wanted, revision })),
);
const previewForm = v.object({ html: fields.html, language: choiceField('the language', LANGUAGES) });
const chooseForm = v.object({
  template: v.pipe(
    v.string(),
    v.check((id) => id === '' || idPattern.test(id), 'Please choose one of the templates.'),
    v.transform((id) => (id === '' ? undefined : (id as TemplateId))),
  ),
});

/** Customers see what is saved at once, and nothing brings the earlier text back: so it is shown before. */
const NOT_RESET_YET = {
  tone: 'warn',
  text: 'This is the default page. Nothing is saved yet: Save puts it in the place of yours, for good.',
} as const;

/** Public Portals > HTML Templates. */
export function htmlTemplateRoutes({
  templates,
  sites,
  weight,
  previewTemplate,
}: {
  readonly templates: HtmlTemplates;
  readonly sites: Sites;
  readonly weight: PortalWeight;
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
    return weight.ofTemplate(
      html,
      sites.all().filter(({ id }) => ids.includes(id)),
    );
  }

  return [
    ...entryRoutes({
      path: '/login/templates',
      who: whoMay('edit-html-templates'),
      limitBytes: LIMITS.templateFormBytes,
      addForm,
      editForm,
      removeForm: emptyForm,
      addressed,
      showList(ctx) {
        const model = htmlTemplatesPage({
          templates: templates.all(),
          sitesWith: (id) => templates.sitesWith(id),
          sites: sites.all(),
          weigh,
          notice: noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/templates', model);
      },
      showNew(ctx, typed, status) {
        render(ctx, 'login/template-add', addHtmlTemplatePage(weigh, typed), status);
        allowFrames(ctx, 'around');
      },
      showEntry(ctx, template, typed, status) {
        const isReset = typed === undefined && queryValue(ctx, 'reset') !== undefined;
        const model = editHtmlTemplatePage({
          template,
          usedBy: templates.sitesWith(template.id),
          sites: sites.all(),
          weigh,
          typed: isReset ? { text: { name: template.name, html: DEFAULT_TEMPLATE }, problems: {} } : typed,
          notice: isReset ? NOT_RESET_YET : noticeOf(queryValue(ctx, 'done')),
        });
        render(ctx, 'login/template', model, status);
        allowFrames(ctx, 'around');
      },
      showRemoval(ctx, template, typed, status) {
        const usedBy = namesOf(sites.all(), templates.sitesWith(template.id));
        render(ctx, 'login/remove', removeHtmlTemplatePage(template, usedBy, typed), status);
      },
      async add(by, wanted) {
        const { id } = await templates.add(by, wanted);
        return `${templateHref(id)}?done=template-added`;
      },
      async change(by, { id }, wanted, revision) {
        await templates.change(by, id, wanted, revision);
        return `${templateHref(id)}?done=saved`;
      },
      async remove(by, id) {
        await templates.delete(by, id);
        return '/login/templates?done=template-deleted';
      },
    }),
    formRoute({
      path: '/login/templates/preview',
      who: whoMay('edit-html-templates'),
      form: previewForm,
      limitBytes: LIMITS.templateFormBytes,
      handle(ctx, sent) {
        mustBeSent(sent);
        previewTemplate(ctx, sent.values.html, sent.values.language);
        allowFrames(ctx, 'inside');
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
