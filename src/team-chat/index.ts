/**
 * Team chat: what the members of a support team write to each other.
 *
 * Owns   the messages of each team in the appliance's order, for how long they are kept, and up to
 *        where each member has seen them.
 * Never  decides who is in a team (people/ does, and is asked each time), or has to do with sessions
 *        and their reports.
 * Seed   "Session queues": the star, the orange chat bubble; *Team Chat History* of Support Teams
 */
export type { ChatState, Members, Position, Posted, TeamChatStore } from './ports.ts';
export { TeamChat } from './service.ts';
