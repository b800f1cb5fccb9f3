import type { SkillId } from '../../equilibrium/index.ts';
import { LIMITS, type RepId } from '../../kernel/index.ts';
import type { Database } from '../../platform/database.ts';
import { nameKey, type RankedSkill, type SkillStore } from '../index.ts';

interface SkillRow {
  readonly id: string;
  readonly name: string;
  readonly code_name: string;
  readonly parent_id: string | null;
  readonly rank: number;
  readonly revision: number;
}

interface PersonSkillRow {
  readonly person_id: string;
  readonly skill_id: string;
}

/** Skills, and who is More Preferred in them, in the tables `skills` and `person_skills`. */
export function createSkillStore(database: Database): SkillStore {
  const { table } = database;

  function count(from: 'issue_skills' | 'person_skills', id: SkillId): number {
    const counted = table(from).where({ skill_id: id }).count('* as total');
    return database.first<{ total: number }>(counted)?.total ?? 0;
  }

  return {
    find(id) {
      const row = database.first<SkillRow>(table('skills').where({ id }));
      return row === undefined ? undefined : skillOf(row);
    },
    all: () => database.all<SkillRow>(table('skills').limit(LIMITS.skillsPerSite)).map(skillOf),
    add(tx, skill) {
      database.inside(tx).run(table('skills').insert(rowOf(skill)));
    },
    update(tx, skill) {
      const { id, ...values } = rowOf(skill);
      database.inside(tx).run(table('skills').where({ id }).update(values));
    },
    remove(tx, id) {
      database.inside(tx).run(table('skills').where({ id }).delete());
    },
    use: (id) => ({ issues: count('issue_skills', id), people: count('person_skills', id) }),

    ofEverybody: () =>
      new Map(
        [
          ...Map.groupBy(
            database.all<PersonSkillRow>(table('person_skills')),
            ({ person_id }) => person_id as RepId,
          ),
        ].map(([person, rows]) => [person, new Set(rows.map(({ skill_id }) => skill_id as SkillId))]),
      ),
    ofPerson: (person) =>
      new Set(
        database
          .all<PersonSkillRow>(table('person_skills').where({ person_id: person }))
          .map(({ skill_id }) => skill_id as SkillId),
      ),
    putOfPerson(tx, person, morePreferred) {
      const inside = database.inside(tx);
      inside.run(table('person_skills').where({ person_id: person }).delete());
      for (const skill of new Set(morePreferred)) {
        inside.run(table('person_skills').insert({ person_id: person, skill_id: skill }));
      }
    },
  };
}

function skillOf(row: SkillRow): RankedSkill {
  return {
    id: row.id as SkillId,
    name: row.name,
    codeName: row.code_name,
    parent: row.parent_id === null ? undefined : (row.parent_id as SkillId),
    rank: row.rank,
    revision: row.revision,
  };
}

function rowOf(skill: RankedSkill): SkillRow & { readonly code_name_key: string } {
  return {
    id: skill.id,
    name: skill.name,
    code_name: skill.codeName,
    code_name_key: nameKey(skill.codeName),
    parent_id: skill.parent ?? null,
    rank: skill.rank,
    revision: skill.revision,
  };
}
