/**
 * Dashboard: what leads and managers see of the people below them, and what they may do there.
 *
 * Owns   the lines of the dashboard (people with their sessions, queues with their last hour), who is
 *        told of which change, and the door for viewing, joining and taking over a session.
 * Never  decides what becomes of a session (sessions/ does), or who is above whom (people/ does).
 * Seed   none; behaviour.md §3.2 "Dashboard"
 */
export type { Duty, SupervisedTeam, Supervisors, TeamPerson } from './ports.ts';
