import type { Transaction } from '../kernel/index.ts';
import type { AuditEvent, By } from '../settings/index.ts';
import type { DirectoryChange } from './directory.ts';
import type { IssueFields } from './issue.ts';
import type { Issues } from './issue-service.ts';
import type { Person } from './person.ts';
import { NEW_TEAM } from './team.ts';
import type { Teams } from './team-service.ts';

const ISSUES: readonly Pick<IssueFields, 'description' | 'translations' | 'codeName' | 'priority'>[] = [
  {
    description: 'I cannot sign in',
    codeName: 'sign_in',
    priority: 'high',
    translations: {
      de: 'Ich kann mich nicht anmelden',
      fr: 'Je n’arrive pas à me connecter',
      es: 'No puedo iniciar sesión',
      ja: 'サインインできません',
      ar: 'لا أستطيع تسجيل الدخول',
    },
  },
  {
    description: 'Something does not work',
    codeName: 'not_working',
    priority: 'medium',
    translations: {
      de: 'Etwas funktioniert nicht',
      fr: 'Quelque chose ne fonctionne pas',
      es: 'Algo no funciona',
      ja: 'うまく動かないものがあります',
      ar: 'هناك شيء لا يعمل',
    },
  },
  {
    description: 'I have a question',
    codeName: 'question',
    priority: 'low',
    translations: {
      de: 'Ich habe eine Frage',
      fr: 'J’ai une question',
      es: 'Tengo una pregunta',
      ja: '質問があります',
      ar: 'لدي سؤال',
    },
  },
];

/**
 * What a new site begins with, so that no page is empty: a team with the first administrator as its
 * manager, and three issues of this team. To be called within the write that makes this administrator.
 */
export function createBeginning(ports: {
  readonly teams: Pick<Teams, 'addInside'>;
  readonly issues: Pick<Issues, 'addInside'>;
  readonly changed: (change: DirectoryChange) => void;
}) {
  return function begin(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    first: Person,
  ): { afterwards(): void } {
    const general = ports.teams.addInside(tx, record, by, { ...NEW_TEAM, name: 'General' }, first);
    for (const issue of ISSUES) {
      ports.issues.addInside(tx, record, by, { ...issue, team: general.team.id, needs: [] });
    }
    return {
      afterwards() {
        general.afterwards();
        ports.changed({ kind: 'issues' });
      },
    };
  };
}
