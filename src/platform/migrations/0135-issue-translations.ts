import type { Knex } from 'knex';

/** The issues that every site began with, which nobody may have changed since. */
const INSTALLED: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'I cannot sign in',
    {
      de: 'Ich kann mich nicht anmelden',
      fr: 'Je n’arrive pas à me connecter',
      es: 'No puedo iniciar sesión',
      ja: 'サインインできません',
      ar: 'لا أستطيع تسجيل الدخول',
    },
  ],
  [
    'Something does not work',
    {
      de: 'Etwas funktioniert nicht',
      fr: 'Quelque chose ne fonctionne pas',
      es: 'Algo no funciona',
      ja: 'うまく動かないものがあります',
      ar: 'هناك شيء لا يعمل',
    },
  ],
  [
    'I have a question',
    {
      de: 'Ich habe eine Frage',
      fr: 'J’ai une question',
      es: 'Tengo una pregunta',
      ja: '質問があります',
      ar: 'لدي سؤال',
    },
  ],
];

/** What customers of other languages read of an issue: JSON, by language. */
export async function up(knex: Knex): Promise<void> {
  await knex.schema.alterTable('issues', (table) => {
    table.text('translations').notNullable().defaultTo('{}');
  });
  for (const [description, translations] of INSTALLED) {
    await knex('issues')
      .where({ description })
      .update({ translations: JSON.stringify(translations) });
  }
}
