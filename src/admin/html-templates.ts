import { LIMITS, type PortalId, type TemplateId } from '../kernel/index.ts';
import { LANGUAGES } from '../languages/index.ts';
import {
  DEFAULT_TEMPLATE,
  type HtmlTemplate,
  type HtmlTemplateFields,
  type PublicSite,
  TEMPLATE_MACROS,
  templateWarnings,
} from '../portals/index.ts';
import { field, revisionShown, type Typed } from './field.ts';
import { type Notice, refusal } from './notice.ts';
import { removalPage } from './removal.ts';
import { languageInWords } from './words.ts';

export function templateHref(id: TemplateId): string {
  return `/login/templates/${id}`;
}

/** A sentence about a page that is too heavy, for these sites; undefined for a light one. */
type Weigh = (html: string, sites: readonly PortalId[]) => string | undefined;

function warningsOf(html: string, usedBy: readonly PortalId[], weigh: Weigh): readonly string[] {
  const heavy = weigh(html, usedBy);
  return heavy === undefined ? templateWarnings(html) : [heavy, ...templateWarnings(html)];
}

/** The names of these sites, with commas between. */
export function namesOf(sites: readonly PublicSite[], ids: readonly PortalId[]): string {
  return sites
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name)
    .join(', ');
}

/** Page model of login/templates. */
export function htmlTemplatesPage(shown: {
  readonly templates: readonly HtmlTemplate[];
  readonly sitesWith: (id: TemplateId) => readonly PortalId[];
  readonly sites: readonly PublicSite[];
  readonly weigh: Weigh;
  readonly notice: Notice | undefined;
}) {
  return {
    templates: shown.templates.map(({ id, name, html }) => {
      const warnings = warningsOf(html, shown.sitesWith(id), shown.weigh);
      return {
        href: templateHref(id),
        name,
        sites: namesOf(shown.sites, shown.sitesWith(id)),
        warnings: String(warnings.length),
        hasWarnings: warnings.length > 0,
      };
    }),
    isEmpty: shown.templates.length === 0,
    notice: shown.notice,
  };
}

function templateForm(
  stored: HtmlTemplateFields,
  typed: Typed | undefined,
  usedBy: readonly PortalId[],
  weigh: Weigh,
) {
  const html = field('html', stored.html, typed);
  const warnings = warningsOf(html.value, usedBy, weigh);
  return {
    name: field('name', stored.name, typed),
    nameLimit: LIMITS.templateNameCharacters,
    html,
    htmlLimit: LIMITS.templateCharacters,
    warnings,
    hasWarnings: warnings.length > 0,
    macros: Object.entries(TEMPLATE_MACROS).map(([name, meaning]) => ({ name: `%%${name}%%`, meaning })),
    languages: LANGUAGES.map((code) => ({ code, label: languageInWords(code) })),
  };
}

/** Page model of login/template-add. */
export function addHtmlTemplatePage(weigh: Weigh, typed?: Typed) {
  return {
    ...templateForm({ name: '', html: DEFAULT_TEMPLATE }, typed, [], weigh),
    notice: typed?.fault === undefined ? undefined : refusal(typed.fault),
  };
}

/** Page model of login/template. */
export function editHtmlTemplatePage(shown: {
  readonly template: HtmlTemplate;
  readonly usedBy: readonly PortalId[];
  readonly sites: readonly PublicSite[];
  readonly weigh: Weigh;
  readonly typed?: Typed | undefined;
  readonly notice?: Notice | undefined;
}) {
  const { template, sites, usedBy, typed } = shown;
  return {
    ...templateForm(template, typed, usedBy, shown.weigh),
    href: templateHref(template.id),
    heading: template.name,
    revision: revisionShown(template.revision, typed),
    usedBy: namesOf(sites, usedBy),
    meanwhile:
      typed?.fault?.code === 'changed-meanwhile'
        ? [
            { label: 'Name', value: template.name },
            { label: 'HTML', value: template.html },
          ]
        : [],
    notice: typed?.fault === undefined ? shown.notice : refusal(typed.fault),
  };
}

/** Page model of login/remove for a template. */
export function removeHtmlTemplatePage(template: HtmlTemplate, usedBy: string, typed: Typed | undefined) {
  return removalPage({
    heading: `Delete the template ${template.name}?`,
    sentence: 'Public sites that have it show the default page from then on.',
    facts: [{ label: 'Public sites', value: usedBy || 'None' }],
    href: templateHref(template.id),
    typed,
  });
}

/** What a public site may choose as its *Public Template*. */
export function templateChoices(templates: readonly HtmlTemplate[], chosen: TemplateId | undefined) {
  return [
    { value: '', label: 'The default page', selected: chosen === undefined },
    ...templates.map(({ id, name }) => ({ value: id as string, label: name, selected: id === chosen })),
  ];
}
