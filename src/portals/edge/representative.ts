import { Fault } from '../../kernel/index.ts';
import type { Connection } from '../../platform/socket-server.ts';
import type { Representative } from '../../sessions/index.ts';

/** Who speaks on this connection. Raises `not-allowed` for customers. */
export function representativeOf({ principal }: Connection): Representative {
  if (principal.kind !== 'person') {
    throw new Fault('not-allowed');
  }
  return { id: principal.id, name: principal.name };
}
