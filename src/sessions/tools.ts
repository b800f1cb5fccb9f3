import { CUSTOMER, Fault, type ParticipantId, type PortalId, type RepId } from '../kernel/index.ts';
import { type Tool, toolDenied } from '../protocol/index.ts';
import type { Policies, PolicyHolder } from './ports.ts';
import { externalOf, externalsIn, representativesIn, type LiveSession } from './session.ts';

const NOTHING: ReadonlySet<Tool> = new Set();

/**
 * What session policies deny in a session. It is asked where each tool's message is decided, and what is
 * told to pages is the same answer. What was begun before a policy was changed goes on.
 */
export class Tools {
  readonly #policies: Policies;

  constructor(policies: Policies) {
    this.#policies = policies;
  }

  /** Of the customer, `screen-sharing` where nobody who is in it may see a screen. */
  denied(session: LiveSession, who: ParticipantId): ReadonlySet<Tool> {
    if (who === CUSTOMER) {
      const people = [...representativesIn(session), ...externalsIn(session)];
      return people.length > 0 && people.every(({ id }) => this.denied(session, id).has('screen-sharing'))
        ? new Set(['screen-sharing'])
        : NOTHING;
    }
    const denied = new Set(this.#policies.denied(session.portalId, holderOf(session, who as RepId)));
    if (session.mode === 'chat') {
      denied.delete('chat');
    }
    // A chat is elevated for the screen and nothing else.
    if (denied.has('screen-sharing')) {
      denied.add('elevation');
    }
    return denied;
  }

  /** Raises `not-allowed` with the reason. */
  must(session: LiveSession, who: ParticipantId, tool: Tool): void {
    if (this.denied(session, who).has(tool)) {
      throw new Fault('not-allowed', { sentence: toolDenied(tool) });
    }
  }

  /** How long the customer may take to answer this one about the screen. */
  answerMs(session: LiveSession, rep: RepId): number {
    return this.#policies.answerMs(session.portalId, holderOf(session, rep));
  }

  /** Of these portals, those in whose sessions this representative is denied the tool. */
  deniedOn(portals: readonly PortalId[], rep: RepId, tool: Tool): readonly PortalId[] {
    return portals.filter((portal) => this.#policies.denied(portal, { kind: 'user', id: rep }).has(tool));
  }

  profiles(): ReturnType<Policies['profiles']> {
    return this.#policies.profiles();
  }

  onChanged(listener: () => void): Disposable {
    return this.#policies.onChanged(listener);
  }
}

function holderOf(session: LiveSession, who: RepId): PolicyHolder {
  return externalOf(session, who) === undefined
    ? { kind: 'user', id: who }
    : { kind: 'profile', id: session.profiles.get(who) };
}
