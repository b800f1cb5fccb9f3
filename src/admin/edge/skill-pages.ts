import { Fault, idPattern, parseId } from '../../kernel/index.ts';
import type { Directory, RankedSkill, SkillId, Skills } from '../../people/index.ts';
import { formRoute, queryValue, redirect, render, type Route, type WebContext } from '../../platform/web.ts';
import { addSkillPage, editSkillPage, noticeOf, removeSkillPage, skillsPage } from '../index.ts';
import { entryRoutes } from './entry-routes.ts';
import { emptyForm } from './forms.ts';
import { mustBeSent, reader } from './request.ts';
import { addSkillForm, editSkillForm, moveSkillForm } from './skill-forms.ts';

/** Configuration > Skills. */
export function skillRoutes({
  skills,
  directory,
}: {
  readonly skills: Skills;
  readonly directory: Directory;
}): readonly Route[] {
  function addressed(ctx: WebContext): RankedSkill {
    const id = parseId<SkillId>(ctx.params['id'] ?? '');
    const skill = directory.skills().find((each) => each.id === id);
    if (skill === undefined) {
      throw new Fault('not-found', { sentence: 'This skill does not exist any more.' });
    }
    return skill;
  }

  return [
    ...entryRoutes({
      path: '/login/skills',
      addForm: addSkillForm,
      editForm: editSkillForm,
      removeForm: emptyForm,
      addressed,
      showList(ctx) {
        const notice = noticeOf(queryValue(ctx, 'done'));
        render(ctx, 'login/skills', skillsPage({ skills: directory.skills(), notice }));
      },
      showNew(ctx, typed, status) {
        const below = queryValue(ctx, 'below') ?? '';
        const model = addSkillPage({
          skills: directory.skills(),
          below: idPattern.test(below) ? (below as SkillId) : undefined,
          typed,
        });
        render(ctx, 'login/skill-add', model, status);
      },
      showEntry(ctx, skill, typed, status) {
        const notice = noticeOf(queryValue(ctx, 'done'));
        const model = editSkillPage({ skill, skills: directory.skills(), typed, notice });
        render(ctx, 'login/skill', model, status);
      },
      showRemoval(ctx, skill, typed, status) {
        const model = removeSkillPage({
          skill,
          skills: directory.skills(),
          use: skills.use(skill.id),
          typed,
        });
        render(ctx, 'login/remove', model, status);
      },
      async add(by, fields) {
        await skills.add(by, fields);
        return '/login/skills?done=skill-added';
      },
      async change(by, { id }, fields, revision) {
        await skills.change(by, id, fields, revision);
        return '/login/skills?done=saved';
      },
      async remove(by, id) {
        await skills.delete(by, id);
        return '/login/skills?done=skill-deleted';
      },
    }),
    formRoute({
      path: '/login/skills/:id/move',
      who: 'administrator',
      form: moveSkillForm,
      async handle(ctx, sent) {
        const { id } = addressed(ctx);
        mustBeSent(sent);
        await skills.move(reader(ctx), id, sent.values.direction);
        redirect(ctx, '/login/skills?done=skill-ranked');
      },
    }),
  ];
}
