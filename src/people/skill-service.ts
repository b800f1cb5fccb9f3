import type { SkillId } from '../equilibrium/index.ts';
import { Fault, LIMITS, newId, type Random } from '../kernel/index.ts';
import type { Audit } from '../settings/index.ts';
import { allowed, mustHaveNone } from './allowed.ts';
import type { DirectoryChange } from './directory.ts';
import type { SkillStore } from './ports.ts';
import { changesOf } from './recorded.ts';
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
 * The tree of skills. Each method that changes something raises `not-allowed` unless `by` may manage
 * teams, and `not-found` when the skill is gone.
 */
export interface Skills {
  /** Raises `not-valid` with a field. A new root is the least critical. */
  add(by: SignedInPrincipal, fields: SkillFields): Promise<RankedSkill>;
  /** Raises `not-valid` with a field, `changed-meanwhile` when the skill is not at `revision`. */
  change(by: SignedInPrincipal, id: SkillId, fields: SkillFields, revision: number): Promise<RankedSkill>;
  /** *Change Ranking*: one place more critical (up) or less. Nothing happens at the end. */
  move(by: SignedInPrincipal, id: SkillId, direction: 'up' | 'down'): Promise<void>;
  /** How many issues need it, and how many people are More Preferred in it. */
  use(id: SkillId): { readonly issues: number; readonly people: number };
  /** Issues do not need it any more. Raises `not-allowed` while there are skills below it. */
  delete(by: SignedInPrincipal, id: SkillId): Promise<void>;
}

export function createSkills(ports: {
  readonly store: SkillStore;
  readonly audit: Audit;
  readonly random: Random;
  /** Called after a change is on the disk. */
  readonly changed: (change: DirectoryChange) => void;
}): Skills {
  const { store, audit, random, changed } = ports;

  function existing(id: SkillId): RankedSkill {
    const skill = store.find(id);
    if (skill === undefined) {
      throw new Fault('not-found', { sentence: 'This skill does not exist any more.' });
    }
    return skill;
  }

  return {
    async add(byPrincipal, wanted) {
      const by = allowed(byPrincipal, 'manage-teams');
      const skill = await audit.write((tx, record) => {
        const all = store.all();
        if (all.length >= LIMITS.skillsPerSite) {
          throw new Fault('too-many', {
            sentence: `There can be ${LIMITS.skillsPerSite} skills at most. Please delete one that is not needed.`,
          });
        }
        const fields = skillWithCodeName(wanted, all);
        mustHaveNone(skillProblems(fields, undefined, all));
        const added: RankedSkill = {
          ...fields,
          id: newId<SkillId>(random),
          rank: fields.parent === undefined ? lastRank(all) : 0,
          revision: 1,
        };
        store.add(tx, added);
        record({ type: 'skill-added', data: { by, id: added.id, new: recordedSkill(added) } });
        return added;
      });
      changed({ kind: 'skills' });
      return skill;
    },

    async change(byPrincipal, id, wanted, revision) {
      const by = allowed(byPrincipal, 'manage-teams');
      const skill = await audit.write((tx, record) => {
        const before = existing(id);
        if (before.revision !== revision) {
          throw new Fault('changed-meanwhile');
        }
        const all = store.all();
        const fields = skillWithCodeName(
          wanted,
          all.filter((other) => other.id !== id),
        );
        mustHaveNone(skillProblems(fields, id, all));
        const changes = changesOf(recordedSkill(before), recordedSkill(fields));
        if (changes === undefined) {
          return before;
        }
        const after: RankedSkill = {
          ...fields,
          id,
          rank: rankAfter(before, fields.parent, all),
          revision: before.revision + 1,
        };
        store.update(tx, after);
        record({ type: 'skill-changed', data: { by, id, ...changes } });
        return after;
      });
      changed({ kind: 'skills' });
      return skill;
    },

    async move(byPrincipal, id, direction) {
      const by = allowed(byPrincipal, 'manage-teams');
      await audit.write((tx, record) => {
        const before = existing(id);
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
      const by = allowed(byPrincipal, 'manage-teams');
      const { issues } = await audit.write((tx, record) => {
        const before = existing(id);
        if (store.all().some(({ parent }) => parent === id)) {
          throw new Fault('not-allowed', {
            sentence: 'There are skills below this one. Please move or delete them first.',
          });
        }
        const use = store.use(id);
        store.remove(tx, id);
        record({ type: 'skill-deleted', data: { by, id, old: recordedSkill(before) } });
        return use;
      });
      changed({ kind: 'skills' });
      if (issues > 0) {
        changed({ kind: 'issues' });
      }
    },
  };
}

/** A root that stays one keeps its rank; what becomes a root comes last. */
function rankAfter(before: RankedSkill, parent: SkillId | undefined, all: readonly RankedSkill[]): number {
  if (parent !== undefined) {
    return 0;
  }
  return before.parent === undefined ? before.rank : lastRank(all);
}
