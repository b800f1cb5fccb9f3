import { effect } from '@preact/signals-core';
import { render } from 'lit-html';
import { clock, linkPorts, random, timers, wakeWithPage } from '#socket';
import type { SessionId } from '../kernel/index.ts';
import { Link } from '../link/index.ts';
import { createBell } from './edge/bell.ts';
import { browserDesk } from './edge/desk.ts';
import { browserMemory } from './edge/memory.ts';
import { watchPresence } from './edge/presence.ts';
import { BrowserPictures } from './edge/pictures.ts';
import { consoleSurveys } from './edge/surveys.ts';
import { pageTitle } from './model/announcements.ts';
import { attentionCount } from './model/console-state.ts';
import { countdown } from './model/offer.ts';
import { shortcutOf } from './model/shortcuts.ts';
import { RepresentativeConsole } from './representative-console.ts';
import { consolePage } from './view/console-page.ts';
import { externalPage } from './view/external-page.ts';
import { queueScroll } from './view/queue-table.ts';

const TICK_MS = 1000;

/** Puts the console together inside the frame that views/console/index.hbs gives. */
function start(root: HTMLElement): void {
  // The link and the pictures speak to the console, and the console to them.
  const external = root.dataset['external'] as SessionId | undefined;
  const place = external === undefined ? '/console' : `/console/external/${external}`;
  const link: Link = new Link(linkPorts({ ticketUrl: `${place}/ticket`, socketUrl: `${place}/socket` }), {
    shown: () => desk.shown(),
    message: (message) => desk.message(message),
    status: (status) => desk.status(status),
  });
  const pictures = new BrowserPictures(link, (session, watched) => desk.pictureChanged(session, watched));
  const desk = new RepresentativeConsole({
    link,
    pictures,
    external,
    surveys: consoleSurveys,
    clock,
    timers,
    random,
    bell: createBell(),
    desk: browserDesk,
    memory: browserMemory,
  });
  const around = {
    markUrl: root.dataset['mark'] ?? '',
    signOutForm: root.dataset['signOut'] ?? 'sign-out',
  };

  root.replaceChildren();
  effect(() => {
    const state = desk.state.value;
    const page = external === undefined ? consolePage : externalPage;
    render(page(state, desk, around, pictures), root);
    document.title = pageTitle(
      attentionCount(state),
      state.offer === undefined ? undefined : countdown(state.offer.offer, state.now).leftS,
    );
    keepFocus(root);
    keepTabInSight(root);
    // Where the list stands is part of what is drawn.
    void queueScroll.value;
  });

  addEventListener('keydown', (event) => {
    const shortcut = shortcutOf({
      key: event.key,
      code: event.code,
      altKey: event.altKey,
      ctrlKey: event.ctrlKey,
      metaKey: event.metaKey,
      shiftKey: event.shiftKey,
      repeat: event.repeat,
      inText: isText(event.target),
    });
    if (shortcut !== undefined) {
      event.preventDefault();
      desk.press(shortcut);
      if (shortcut.do === 'tab') {
        root.querySelector<HTMLElement>('.tab[aria-selected="true"]')?.focus();
      }
    }
  });
  document.addEventListener('visibilitychange', () => desk.sightChanged());
  addEventListener('beforeunload', (event) => {
    if (desk.mustStay()) {
      event.preventDefault();
    }
  });
  watchPresence((event) => desk.present(event));
  setInterval(() => desk.tick(), TICK_MS);
  wakeWithPage(link);
  link.start();
}

function isText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

let hadFocus = false;

/** When what had the focus is gone (an accepted row, a closed tab), the tab in front gets it instead of nobody. */
function keepFocus(root: HTMLElement): void {
  const active = document.activeElement;
  const lost = active === null || active === document.body;
  if (lost && hadFocus && document.hasFocus()) {
    root.querySelector<HTMLElement>('.tab[aria-selected="true"]')?.focus({ preventScroll: true });
  }
  hadFocus = !lost;
}

let tabInFront: Element | null = null;

/** A tab that came to the front is scrolled to where it can be seen, and takes the focus from the one that was. */
function keepTabInSight(root: HTMLElement): void {
  const tab = root.querySelector<HTMLElement>('.tab[aria-selected="true"]');
  if (tab !== tabInFront) {
    if (tabInFront !== null && document.activeElement === tabInFront) {
      tab?.focus({ preventScroll: true });
    }
    tabInFront = tab;
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
}

const root = document.querySelector<HTMLElement>('#console');
if (root !== null) {
  start(root);
}
