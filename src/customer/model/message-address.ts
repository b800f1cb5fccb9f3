import type { SessionId } from '../../kernel/index.ts';

/** Where a message is left for the people whom this session was for; what was said of oneself stands there already. */
export function messageAddress(session: SessionId): string {
  return `/session/${session}/message`;
}
