import type { SkillId } from '../equilibrium/index.ts';
import { Fault, LIMITS, type Random } from '../kernel/index.ts';
import type { Audit } from '../settings/index.ts';
import { allowed } from './allowed.ts';
import { type AuditedList, createAuditedList } from './audited-list.ts';
import type { DirectoryChange } from './directory.ts';
import type { SkillStore } from './ports.ts';
import type { SignedInPrincipal } from './service.ts';
import {
  lastRank,
  type RankedSkill,
  recordedSkill,
  reranked,
  type SkillFields,
  skillProblems,
  skillWithCodeName,
} from './skill.ts';

/**
 * The tree of skills, for those who may manage teams. A new root is the least critical. To delete one with
 * others below it raises `not-allowed`; issues do not need it any more afterwards.
 */
export interface Skills extends AuditedList<SkillId, SkillFields, RankedSkill> {
  /** *Change Ranking*: one place more critical (up) or less. Nothing happens at the end. */
  move(by: SignedInPrincipal, id: SkillId, direction: 'up' | 'down'): Promise<void>;
  /** How many issues need it, and how many people are More Preferred in it. */
  use(id: SkillId): { readonly issues: number; readonly people: number };
}

export function createSkills(ports: {
  readonly store: SkillStore;
  readonly audit: Audit;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): Skills {
  const { store, audit, random, changed } = ports;

  const list = createAuditedList<SkillId, SkillFields, RankedSkill>({
    store,
    audit,
    random,
    permission: 'manage-teams',
    event: 'skill',
    noun: 'skill',
    most: LIMITS.skillsPerSite,
    tooMany: `There can be ${LIMITS.skillsPerSite} skills at most. Please delete one that is not needed.`,
    complete: skillWithCodeName,
    problems: (fields, others, before) =>
      skillProblems(fields, before?.id, before === undefined ? others : [...others, before]),
    entry: (fields, kept, before) => ({ ...fields, ...kept, rank: rankOf(fields, before, store.all()) }),
    recorded: recordedSkill,
    mayDelete({ id }) {
      if (store.all().some(({ parent }) => parent === id)) {
        throw new Fault('not-allowed', {
          sentence: 'There are skills below this one. Please move or delete them first.',
        });
      }
    },
    changed: () => changed({ kind: 'skills' }),
  });

  return {
    ...list,
    async move(byPrincipal, id, direction) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const before = store.find(id);
        if (before === undefined) {
          throw new Fault('not-found', { sentence: 'This skill does not exist any more.' });
        }
        const moved = reranked(store.all(), id, direction);
        for (const skill of moved) {
          store.update(tx, skill);
        }
        const after = moved.find((skill) => skill.id === id);
        if (after !== undefined) {
          record({
            type: 'skill-ranked',
            data: { by, id, name: before.name, old: { rank: before.rank }, new: { rank: after.rank } },
          });
        }
      });
      changed({ kind: 'skills' });
    },

    use: (id) => store.use(id),

    async delete(byPrincipal, id) {
      const { issues } = store.use(id);
      await list.delete(byPrincipal, id);
      if (issues > 0) {
        changed({ kind: 'issues' });
      }
    },
  };
}

/** A new root comes last; one that stays a root keeps its rank, and what has a parent has none. */
function rankOf(
  { parent }: SkillFields,
  before: RankedSkill | undefined,
  all: readonly RankedSkill[],
): number {
  if (parent !== undefined) {
    return 0;
  }
  return before !== undefined && before.parent === undefined ? before.rank : lastRank(all);
}
