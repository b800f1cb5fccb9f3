/**
 * Reports: what happened in a session, for those who may look it up afterwards.
 *
 * Owns   who may see which report, the list with its filters, one session told from its events: times,
 *        people, events, transcript, notes, recordings.
 * Never  changes anything: what it shows is read from the journal and from the list beside it.
 * Seed   "Support session logging options"; pages: behaviour.md §9.4
 */
export { mayKnow, scopeOf, seesSessionOf, type Scope } from './may-see.ts';
export type { ReportIndex, ReportLine, ReportPage, ReportSubject } from './ports.ts';
