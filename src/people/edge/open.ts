import type { Clock, Log, PortalId, Random } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { SourceLimit } from '../../platform/web.ts';
import type { Audit, Settings } from '../../settings/index.ts';
import {
  createBeginning,
  createDirectory,
  createIssues,
  createPeople,
  createRepStatuses,
  createSkills,
  createTeams,
  WRONG_PER_SOURCE,
  type Directory,
  type DirectoryChange,
  type Issues,
  type Passwords,
  type People,
  type RepStatuses,
  type Skills,
  type Teams,
} from '../index.ts';
import { base64url, sha256 } from './digest.ts';
import { createIssueStore } from './issue-store.ts';
import { createRepStatusStore } from './rep-status-store.ts';
import { createSkillStore } from './skill-store.ts';
import { createClaimStore, createPeopleStore } from './store.ts';
import { createTeamStore } from './team-store.ts';

/** Everything that /login administers about the people of a site, on one database. */
export interface OpenPeople {
  readonly people: People;
  readonly teams: Teams;
  readonly issues: Issues;
  readonly skills: Skills;
  readonly statuses: RepStatuses;
  /** Follows every change of the others, before the change is answered. */
  readonly directory: Directory;
}

export function openPeople(world: {
  readonly database: Database;
  readonly settings: Settings;
  readonly audit: Audit;
  readonly passwords: Passwords;
  /** Whether there is such a public site. */
  readonly isPortal: (portal: PortalId) => boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}): OpenPeople {
  const { database, settings, audit, passwords, isPortal, clock, random, log } = world;
  const stores = {
    people: createPeopleStore(database),
    teams: createTeamStore(database),
    issues: createIssueStore(database),
    skills: createSkillStore(database),
    statuses: createRepStatusStore(database),
  };
  const directory = createDirectory(stores);
  const changed = (change: DirectoryChange) => directory.refresh(change);
  const teams = createTeams({
    store: stores.teams,
    people: stores.people,
    issues: stores.issues,
    settings,
    audit,
    isPortal,
    random,
    changed,
  });
  const issues = createIssues({
    store: stores.issues,
    teams: stores.teams,
    skills: stores.skills,
    audit,
    random,
    changed,
  });
  const skills = createSkills({ store: stores.skills, audit, random, changed });
  const statuses = createRepStatuses({ store: stores.statuses, audit, random, changed });
  const people = createPeople({
    store: stores.people,
    claims: createClaimStore(database),
    skills: stores.skills,
    audit,
    settings,
    begin: createBeginning({ teams, issues, changed }),
    passwords,
    sources: new SourceLimit({ ...WRONG_PER_SOURCE, clock }),
    digest: sha256,
    secret: base64url,
    clock,
    random,
    log: log.child({ part: 'people' }),
  });
  people.onChanged(({ person }) => directory.refresh({ kind: 'rep', rep: person.id }));
  return { people, teams, issues, skills, statuses, directory };
}
