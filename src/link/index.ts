/**
 * Link: a connection to the appliance that comes back by itself.
 *
 * Owns   connecting, greeting, keeping alive, coming back, and the commands that wait for an answer:
 *        each is settled exactly once, and what may be repeated is repeated with the same ids.
 * Never  knows what a message means to a page; what a page shows is told to it (`shown`). Sockets,
 *        tickets and time are ports; the real ones are `#socket` (edge/browser.ts, edge/node.ts).
 * Seed   none: the seeds say what is done, not how it travels.
 */
export { Link, type LinkListener } from './connection.ts';
export { Unanswered, type UnansweredWhy } from './unanswered.ts';
export type { Command, CommandBody, LinkEnd, LinkStatus, Remark } from './link.ts';
export type { LinkPorts, LinkSocket, Place, SocketListener, TicketResult } from './ports.ts';
