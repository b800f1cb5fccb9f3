/*
 * For other web sites: `Handrail.start(…)` and a help button, loaded from /api/start_session.js. Opens the
 * customer's page in a tab of its own: no frame, no cookie, nothing read from the page that it stands in.
 * Needs `script-src` for our origin, and nothing else, of that page's content policy.
 */
(() => {
  const own = document.currentScript;
  const LONGEST = 12_000;
  let site = own === null ? location.origin : new URL(own.src).origin;

  /** `help.example.com`, `help.example.com:8443` or a whole origin; https, unless it is where this script is from. */
  function setSite(host) {
    const text = String(host);
    const to = new URL(text.includes('://') ? text : `https://${text}`);
    if (!/^https?:$/.test(to.protocol)) {
      throw new TypeError('Handrail.setSite: give a host name, or an origin of https');
    }
    const from = new URL(site);
    site = !text.includes('://') && from.host === text ? from.origin : to.origin;
  }

  function addressOf({ type, sessionKey, rep, issue, customer = {}, custom = {}, externalKey, locale }) {
    const said = {
      short_key: sessionKey,
      id: rep?.id ?? issue?.id,
      // An id says it all: a link names whom or what it is about in one way.
      name: rep?.id ? undefined : rep?.name,
      issue_menu: issue && '1',
      codeName: issue?.id ? undefined : issue?.codeName,
      c2cjs: type === 'chat' ? '1' : undefined,
      'customer.name': customer.name,
      'customer.company': customer.company,
      'customer.company_code': customer.companyCode ?? customer.company_code,
      'customer.details': customer.details,
      external_key: externalKey,
      locale,
    };
    for (const [name, value] of Object.entries(custom)) {
      said[`session.custom.${name}`] = value;
    }
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(said)) {
      if (value !== undefined && value !== null) {
        query.set(name, String(value));
      }
    }
    const address = `${site}/api/start_session?${query}`;
    if (address.length > LONGEST) {
      throw new RangeError('Handrail.start: the fields are too long for an address');
    }
    return address;
  }

  /** To be called in a click, since browsers let nothing else open a tab. Answers the address that was opened. */
  function start(options) {
    const address = addressOf(options);
    window.open(address, '_blank', 'noopener');
    return address;
  }

  const START_TYPE = Object.freeze({ CHAT: 'chat', FULL: 'full' });
  window.Handrail ??= Object.freeze({ setSite, start, addressOf, START_TYPE });
  // The name that older pages call.
  window.BG ??= { setSite, START_TYPE, start: (type, options) => start({ ...options, type }) };

  /** The language in which the site will speak: the first of the browser's that it has, else its own first. */
  function spoken(languages) {
    const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
    return wanted.find((language) => languages.includes(language)) ?? languages[0];
  }

  function helpButton({
    corner = 'bottom-right',
    colour,
    ink,
    type,
    issue,
    rep,
    locale,
    languages = '',
    ...texts
  }) {
    const language = spoken(languages.split(' '));
    const translated = texts[`text${language.slice(0, 1).toUpperCase()}${language.slice(1)}`];
    const place = document.createElement('handrail-help');
    const button = document.createElement('button');
    const [block, inline] = corner.split('-');
    // Set by script, not by an attribute: a content policy without inline styles allows it.
    Object.assign(place.style, {
      all: 'initial',
      position: 'fixed',
      zIndex: '2147483000',
      [block]: '16px',
      [inline]: '16px',
    });
    Object.assign(button.style, {
      font: '600 16px/1.3 system-ui, sans-serif',
      maxWidth: 'min(20rem, 80vw)',
      padding: '12px 20px',
      border: '2px solid #fff',
      borderRadius: '999px',
      background: colour || '#0b5c6b',
      color: ink || '#fff',
      boxShadow: '0 2px 10px rgb(0 0 0 / 35%)',
      cursor: 'pointer',
      overflowWrap: 'anywhere',
    });
    button.type = 'button';
    button.dir = 'auto';
    button.textContent = translated || texts.text;
    const lang = locale || (translated && language);
    if (lang) {
      button.lang = lang;
    }
    button.addEventListener('click', () =>
      start({ type, locale, issue: issue && { codeName: issue }, rep: rep && { id: rep } }),
    );
    // Out of reach of the page's own styles.
    place.attachShadow({ mode: 'open' }).append(button);
    document.body.append(place);
  }

  const { site: at, ...button } = own?.dataset ?? {};
  if (at) {
    setSite(at);
  }
  if (button.text) {
    if (document.body === null || document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', () => helpButton(button));
    } else {
      helpButton(button);
    }
  }
})();
