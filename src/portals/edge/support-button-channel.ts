import {
  Fault,
  oneLine,
  personalQueue,
  type PortalId,
  type QueueId,
  type RepId,
  type SessionId,
} from '../../kernel/index.ts';
import type { ButtonChoices, ListedButton } from '../../protocol/index.ts';
import type { Connection, Handlers } from '../../platform/socket-server.ts';
import {
  isIn,
  isLive,
  type LiveSession,
  type Representative,
  type Sessions,
  type Tools,
} from '../../sessions/index.ts';
import {
  BUTTON_LIVES_MS,
  type ButtonProfile,
  type DeployedButtons,
  deployQueues,
  managedQueues,
  offeredLives,
  type SeenButton,
  type Sites,
} from '../index.ts';
import { representativeOf } from './representative.ts';

/**
 * Support Buttons out of a session and in the console: deployed with the customer's consent alone, kept
 * with the button in one transaction. What a representative is granted counts at each message.
 */
export function supportButtonHandlers(ports: {
  readonly sessions: Pick<Sessions, 'find' | 'command' | 'known'>;
  readonly buttons: DeployedButtons;
  readonly tools: Pick<Tools, 'must'>;
  readonly sites: Pick<Sites, 'find' | 'at'>;
  /** As consoles and reports call a queue. */
  readonly queueName: (queue: QueueId) => string | undefined;
}): Handlers {
  const { sessions, buttons } = ports;

  function nameOf(queue: QueueId | undefined): string {
    return (queue === undefined ? undefined : ports.queueName(queue)) ?? 'A queue that is gone';
  }
  /** As its owner reads it. */
  function readBy(rep: RepId, queue: QueueId | undefined): string {
    return queue === personalQueue(rep) ? 'Personal queue' : nameOf(queue);
  }
  /** The session, when this representative is in it; otherwise as if there were none. */
  function mine(by: Representative, id: SessionId): LiveSession {
    const session = sessions.find(id);
    if (session === undefined || !isLive(session) || !isIn(session, by.id)) {
      throw new Fault(sessions.known(id)?.rep === by.id ? 'already-ended' : 'no-such-session');
    }
    return session;
  }
  function siteName(id: PortalId): string {
    return (ports.sites.find(id) ?? ports.sites.at(undefined)).name;
  }
  function choice({ id, name, title, portal, lifeMs }: ButtonProfile): ButtonChoices['profiles'][number] {
    return { id, name, title, siteName: siteName(portal), lives: offeredLives(BUTTON_LIVES_MS, { lifeMs }) };
  }
  function listed(rep: RepId, { button, profile, queue, mayManage }: SeenButton): ListedButton {
    const { id, description, madeAt, madeBy, expiresAt, uses, lastUsedAt } = button;
    return {
      id,
      title: profile.title,
      profileName: profile.name,
      siteName: siteName(profile.portal),
      description,
      ...(queue === undefined ? {} : { queue }),
      queueName: readBy(rep, queue),
      madeAt,
      madeBy,
      ...(expiresAt === undefined ? {} : { expiresAt }),
      uses,
      ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
      lives: offeredLives(BUTTON_LIVES_MS, profile),
      mayManage,
    };
  }

  return {
    'button-choices'(connection, { session }): ButtonChoices {
      const by = representativeOf(connection);
      const rights = buttons.rights(by.id);
      const site = session === undefined ? undefined : mine(by, session).portalId;
      const standard = site === undefined ? undefined : buttons.defaultProfile(site);
      return {
        profiles: buttons.profilesFor(by.id, site).map(choice),
        ...(standard === undefined ? {} : { profile: standard.id }),
        queues: (site === undefined ? managedQueues(rights) : deployQueues(rights)).map((id) => ({
          id,
          name: readBy(by.id, id),
        })),
      };
    },

    async 'deploy-button'(connection, { session: id, profile, queue, lifeMs, description }) {
      const by = representativeOf(connection);
      const session = mine(by, id);
      if (session.mode === 'chat') {
        throw new Fault('chat-only', {
          sentence:
            'This session is a chat: elevate it first. A Support Button is deployed from a full session.',
        });
      }
      ports.tools.must(session, by.id, 'support-button');
      const offered = buttons.offered(by.id, session.portalId, {
        profile,
        queue,
        lifeMs,
        description: oneLine(description),
      });
      await sessions.command(id, { kind: 'offer-button', ...offered, queueName: nameOf(queue), by });
    },

    async 'answer-button'(connection, { session: id, button, allow }) {
      const session = asked(connection, id);
      const offer = session.status === 'held' ? session.buttonOffer : undefined;
      if (allow && offer?.id === button && !buttons.isToBeHad(offer)) {
        await sessions.command(id, { kind: 'close-button', outcome: 'withdrawn' });
        return;
      }
      await sessions.command(id, { kind: 'answer-button', id: button, allow }, (tx) => {
        if (allow && offer !== undefined) {
          buttons.deploy(tx, offer, offer.by, id);
        }
      });
    },

    async 'remove-button'(connection, { button, session }) {
      const by = representativeOf(connection);
      if (session === undefined) {
        await buttons.remove(by, button);
        return;
      }
      if (!mine(by, session).buttons.some(({ id }) => id === button)) {
        throw new Fault('not-found', {
          sentence: 'There is no such Support Button in this session any more.',
        });
      }
      buttons.mayRemove(by.id, button);
      await sessions.command(session, { kind: 'remove-button', id: button, by }, (tx) =>
        buttons.drop(tx, button),
      );
    },

    'list-buttons'(connection, { search, after }) {
      const by = representativeOf(connection);
      const { buttons: seen, total } = buttons.search(by.id, search, after);
      return { buttons: seen.map((each) => listed(by.id, each)), total };
    },

    async 'change-button'(connection, { button, queue, description, lifeMs }) {
      const by = representativeOf(connection);
      await buttons.change(by, button, { queue, description: oneLine(description), lifeMs });
    },
  };

  /** The session of the customer who answers. */
  function asked({ principal }: Connection, id: SessionId): LiveSession {
    const session = sessions.find(id);
    if (principal.kind !== 'customer' || principal.session !== id) {
      throw new Fault('no-such-session');
    }
    if (session === undefined || !isLive(session)) {
      throw new Fault('already-ended');
    }
    return session;
  }
}

/** For desks: what a representative is offered at all. */
export function buttonsOnDesk(
  buttons: Pick<DeployedButtons, 'rights'>,
  rep: Representative['id'],
): { readonly deploy: boolean; readonly list: boolean } {
  const rights = buttons.rights(rep);
  return {
    deploy: deployQueues(rights).length > 0,
    list: managedQueues(rights).length + deployQueues(rights).length > 0,
  };
}
