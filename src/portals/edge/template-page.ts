import { type Language, say, type ServerWords, wordsOf } from '../../languages/index.ts';
import { render, type WebContext } from '../../platform/web.ts';
import { addsKeyForm, type Macro, type PublicSite, replaceMacros } from '../index.ts';
import { lookOf } from './branding.ts';
import { homePage } from './present.ts';

type HomePage = ReturnType<typeof homePage>;

/**
 * Page model of portal/template: the administrator's HTML with each macro replaced by the same part that
 * the default page has. The parts are our own views; the template is text, and nothing compiles it.
 */
export function templatePage(
  ctx: WebContext,
  shown: {
    readonly html: string;
    readonly home: HomePage;
    readonly siteName: string;
    readonly words: ServerWords;
    readonly as: Pick<WebContext['state'], 'speech' | 'page'>;
  },
) {
  const { html, home, siteName, words, as } = shown;
  const { views, formMarks } = ctx.state;
  const part = (name: string) =>
    views.render(`partials/${name}`, { ...home, page: as.page }, formMarks, as.speech).trim();
  const keyForm = home.showKey ? part('portal-key-form') : '';
  const values: Readonly<Record<Macro, string>> = {
    SITE_NAME: escaped(siteName),
    LOGO: part('portal-logo'),
    TITLE: escaped(say(words, home.showKey ? 'portal.home.heading' : 'ways.heading')),
    LEAD: escaped(say(words, home.showKey ? 'portal.home.lead' : 'ways.lead')),
    NOTICES: part('portal-notices'),
    IOS_PROFILES: home.showsIos ? part('portal-ios') : '',
    IOS_LINK: home.linksIos ? part('portal-ios-link') : '',
    SESSION_KEY_FORM: keyForm,
    ISSUE_FORM: home.showIssues ? part('portal-issues') : '',
    REPRESENTATIVES: home.showRepresentatives ? part('portal-representatives') : '',
    LEAVE_MESSAGE: home.offersMessage ? part('portal-message-link') : '',
    NEXT_STEPS: part('portal-steps'),
    FOOTER: escaped(say(words, 'portal.foot')),
    LANGUAGES: part('language-menu'),
    APPEARANCE: part('theme-switch'),
    LANGUAGE_CODE: words.language,
  };
  return {
    ...home,
    body: replaceMacros(html, values, words.language),
    addsKeyForm: home.showKey && addsKeyForm(html),
    // Where the key is not asked for, what is wrong with one has no field to stand beside.
    notice: home.notice === '' && !home.showKey ? home.problem : home.notice,
  };
}

/** The portal page of this site as the template makes it, with nobody there and nothing chosen. */
export function previewTemplate(ctx: WebContext, site: PublicSite, html: string, language: Language): void {
  const words = wordsOf(language);
  const as = {
    speech: { words, offered: site.languages, here: '/' },
    page: { ...ctx.state.page, siteName: site.name, look: lookOf(site) },
  };
  const home = homePage({ site, words, issues: [], representatives: [], isIosDevice: true });
  const filled = templatePage(ctx, { html, home, siteName: site.name, words, as });
  render(ctx, 'portal/template', filled, 200, '/', as);
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
