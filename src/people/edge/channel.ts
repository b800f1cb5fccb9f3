import { Fault } from '../../kernel/index.ts';
import type { Handlers } from '../../platform/socket-server.ts';
import type { Directory, People } from '../index.ts';

/** The console's *Showing on representative list*. */
export function listHandlers(ports: {
  readonly people: Pick<People, 'setListed'>;
  readonly directory: Pick<Directory, 'may'>;
}): Handlers {
  return {
    async 'set-listed'({ principal }, { listed }) {
      if (principal.kind !== 'person' || !ports.directory.may(principal.id, 'show-on-public-site')) {
        throw new Fault('not-allowed');
      }
      await ports.people.setListed(principal.id, listed);
    },
  };
}
