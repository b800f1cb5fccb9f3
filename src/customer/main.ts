import { effect } from '@preact/signals-core';
import { render } from 'lit-html';
import { clock, linkPorts, random, timers, wakeWithPage } from '#socket';
import { parseId, type SessionId } from '../kernel/index.ts';
import { directionOf, type CustomerWords } from '../languages/index.ts';
import { Link } from '../link/index.ts';
import { CustomerPage } from './customer-page.ts';
import { afterTheEnd } from './edge/after.ts';
import { browserCaller } from './edge/caller.ts';
import { browserDesk } from './edge/desk.ts';
import { loadWords, pageLanguages } from './edge/languages.ts';
import { tabMemory } from './edge/memory.ts';
import { RelaySender } from './edge/picture-sender.ts';
import { BrowserScreen } from './edge/screen.ts';
import { titleOf } from './model/page-state.ts';
import { customerView } from './view/customer-view.ts';

/** Puts the customer's page together in the place that views/portal/session.hbs gives. */
function start(root: HTMLElement, words: CustomerWords): void {
  const session = parseId<SessionId>(root.dataset['session'] ?? '');
  // The link speaks to the page, and the page to the link.
  const link: Link = new Link(
    linkPorts({ ticketUrl: `/session/${session}/ticket`, socketUrl: `/session/${session}/socket` }),
    {
      shown: () => page.shown(),
      message: (message) => page.message(message),
      status: (status) => page.status(status),
    },
  );
  const screen = new BrowserScreen();
  const page = new CustomerPage(
    {
      link,
      screen,
      sender: new RelaySender((body) => link.ask(body), session, screen),
      clock,
      timers,
      random,
      desk: browserDesk,
      languages: pageLanguages(root, session),
      after: afterTheEnd(session),
      caller: browserCaller(session),
      memory: tabMemory(session),
    },
    { session, siteName: root.dataset['siteName'] ?? '', words },
  );
  const around = { markUrl: root.dataset['mark'] ?? '', isLogo: root.dataset['logo'] === 'own' };

  let isBeside = false;
  root.replaceChildren();
  effect(() => {
    const state = page.state.value;
    const wasBeside = document.activeElement?.closest('.side, dialog') !== null;
    render(customerView(state, page, around), root);
    document.title = titleOf(state);
    document.documentElement.lang = state.words.language;
    document.documentElement.dir = directionOf(state.words.language);
    isBeside = keepFocus(root, wasBeside || isBeside);
  });
  page.start();

  wakeWithPage(link);
  for (const change of ['focus', 'blur']) {
    addEventListener(change, () => page.looked());
  }
  document.addEventListener('visibilitychange', () => page.looked());
  addEventListener('keydown', (event) => {
    if (isReloadKey(event) && page.refresh()) {
      event.preventDefault();
    }
  });
}

/**
 * The button that was pressed is gone (*Share my screen* gave way to *Stop sharing*, a question was answered): the focus goes
 * to what has taken its place, and never to what leaves the session. True while there is nothing to focus yet.
 */
function keepFocus(root: HTMLElement, wasBeside: boolean): boolean {
  if (!wasBeside || document.activeElement !== document.body) {
    return false;
  }
  const next = root.querySelector<HTMLElement>('.side .card button:not(.notice *, .waiting-text *)');
  next?.focus();
  return next === null;
}

/** F5, Ctrl+R, Cmd+R; not with Shift, which asks for everything anew. */
function isReloadKey(event: KeyboardEvent): boolean {
  return (
    !event.shiftKey &&
    !event.altKey &&
    (event.key === 'F5' || (event.key.toLowerCase() === 'r' && (event.ctrlKey || event.metaKey)))
  );
}

const root = document.getElementById('session');
if (root !== null) {
  // One language is loaded: the file whose address the page names.
  start(root, await loadWords(root.dataset['words'] ?? ''));
}
