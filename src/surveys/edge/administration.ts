import * as v from 'valibot';
import { Fault, faultFrom, idPattern, LIMITS, type PortalId } from '../../kernel/index.ts';
import { isLanguage, type Language, LANGUAGES, nameOfLanguage } from '../../languages/index.ts';
import type { SignedInPrincipal } from '../../people/index.ts';
import {
  checkboxField,
  choiceField,
  formRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  type Sent,
  textField,
  type Typed,
  type WebContext,
} from '../../platform/web.ts';
import { DEFAULT_PORTAL, type PublicSite, type Sites } from '../../portals/index.ts';
import {
  isChosen,
  labelField,
  labelIn,
  optionLines,
  optionsField,
  QUESTION_TYPES,
  type Question,
  questionFrom,
  type QuestionId,
  type QuestionType,
  type SurveyKind,
  SURVEY_NAMES,
  SURVEYS,
  type Surveys,
} from '../index.ts';

const PAGE = '/login/exit-surveys';

const TYPE_NAMES: Readonly<Record<QuestionType, string>> = {
  radio: 'Radio buttons',
  checkboxes: 'Check boxes',
  dropdown: 'Dropdown',
  text: 'Text',
  textarea: 'Text area',
};
const DONE: Readonly<Record<string, string>> = {
  added: 'The question was added.',
  saved: 'Saved.',
  moved: 'The order was changed.',
  removed: 'The question was removed. What was answered to it is kept.',
};

/** Which survey, and which question of it ('' for a new one). */
const addressFields = {
  site: v.pipe(v.string(), v.regex(idPattern)),
  survey: choiceField('the survey', SURVEYS),
  question: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.regex(idPattern))]), ''),
  revision: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)),
};

const moveForm = v.object({ ...addressFields, direction: choiceField('the direction', ['up', 'down']) });
const removeForm = v.object(addressFields);
const questionForm = v.looseObject({
  ...addressFields,
  name: textField('Name', { min: 0, max: LIMITS.codeNameCharacters }),
  type: choiceField('Type', QUESTION_TYPES),
  reportHeader: textField('Report Header', { max: LIMITS.reportHeaderCharacters }),
  required: checkboxField(),
});

interface Place {
  readonly site: PublicSite;
  readonly kind: SurveyKind;
}

/** Public Portals > Exit Surveys. */
export function surveyAdministration({
  surveys,
  sites,
}: {
  readonly surveys: Surveys;
  readonly sites: Sites;
}): readonly Route[] {
  function placeOf(site: string | undefined, survey: string | undefined): Place {
    const [standard] = sites.all();
    const found = sites.find((site ?? DEFAULT_PORTAL) as PortalId) ?? standard;
    if (found === undefined) {
      throw new Error('there is no public site');
    }
    return { site: found, kind: SURVEYS.find((each) => each === survey) ?? 'customer' };
  }
  function asked(ctx: WebContext): Place {
    return placeOf(queryValue(ctx, 'site'), queryValue(ctx, 'survey'));
  }
  function questionIn({ site, kind }: Place, id: string | undefined): Question {
    const question = surveys.survey(site.id, kind).questions.find((each) => each.id === id);
    if (question === undefined) {
      throw new Fault('not-found', { sentence: 'This question does not exist any more.' });
    }
    return question;
  }

  function showQuestion(
    ctx: WebContext,
    place: Place,
    question: Question | undefined,
    typed?: { readonly text: Typed; readonly problems: Typed; readonly fault?: Fault },
    status = 200,
  ): void {
    const { site, kind } = place;
    const { revision } = surveys.survey(site.id, kind);
    render(ctx, 'surveys/question', questionPage({ site, kind, question, revision, typed }), status);
  }

  return [
    pageRoute({
      path: PAGE,
      who: 'administrator',
      handle(ctx) {
        const { site, kind } = asked(ctx);
        const { questions, revision } = surveys.survey(site.id, kind);
        const done = queryValue(ctx, 'done') ?? '';
        render(ctx, 'surveys/list', {
          ...placeModel({ site, kind }),
          sites: sites.all().map(({ id, name }) => ({ id, name, selected: id === site.id })),
          surveys: SURVEYS.map((value) => ({ value, label: SURVEY_NAMES[value], selected: value === kind })),
          revision: String(revision),
          isEmpty: questions.length === 0,
          isFull: questions.length >= LIMITS.questionsPerSurvey,
          questions: questions.map((question, at) => ({
            id: question.id,
            href: hrefOf('question', { site, kind }, question.id),
            removeHref: hrefOf('delete', { site, kind }, question.id),
            label: labelIn(question.labels, site.languages),
            name: question.name,
            type: TYPE_NAMES[question.type],
            required: question.required,
            reportHeader: question.reportHeader,
            isFirst: at === 0,
            isLast: at === questions.length - 1,
          })),
          newHref: hrefOf('question', { site, kind }),
          notice: Object.hasOwn(DONE, done) ? { tone: 'good', text: DONE[done] } : undefined,
        });
      },
    }),
    pageRoute({
      path: `${PAGE}/question`,
      who: 'administrator',
      handle(ctx) {
        const place = asked(ctx);
        const id = queryValue(ctx, 'question') ?? '';
        showQuestion(ctx, place, id === '' ? undefined : questionIn(place, id));
      },
    }),
    formRoute({
      path: `${PAGE}/question`,
      who: 'administrator',
      form: questionForm,
      limitBytes: LIMITS.questionFormBytes,
      async handle(ctx, sent) {
        const place = placeOf(sent.text['site'], sent.text['survey']);
        const id = sent.text['question'] ?? '';
        const question = id === '' ? undefined : questionIn(place, id);
        if (!sent.ok) {
          showQuestion(ctx, place, question, sent, sent.fault.status);
          return;
        }
        const { name, type, reportHeader, required, revision } = sent.values;
        const made = questionFrom(
          { name, type, reportHeader, required, texts: sent.text },
          firstLanguage(place.site),
        );
        if (!made.ok) {
          const fault = new Fault('not-valid');
          showQuestion(ctx, place, question, { text: sent.text, problems: made.problems, fault }, 422);
          return;
        }
        try {
          await (question === undefined
            ? surveys.add(reader(ctx), place.site.id, place.kind, made.fields, revision)
            : surveys.change(reader(ctx), place.site.id, place.kind, question.id, made.fields, revision));
        } catch (thrown) {
          const fault = refused(thrown);
          const problems: Typed = fault.field === undefined ? {} : { [fault.field]: fault.sentence };
          showQuestion(ctx, place, question, { text: sent.text, problems, fault }, fault.status);
          return;
        }
        redirect(ctx, `${hrefOf('', place)}&done=${question === undefined ? 'added' : 'saved'}`);
      },
    }),
    formRoute({
      path: `${PAGE}/move`,
      who: 'administrator',
      form: moveForm,
      async handle(ctx, sent) {
        const { site, survey, question, direction, revision } = valuesOf(sent);
        const place = placeOf(site, survey);
        await surveys.move(reader(ctx), place.site.id, survey, question as QuestionId, direction, revision);
        redirect(ctx, `${hrefOf('', place)}&done=moved`);
      },
    }),
    pageRoute({
      path: `${PAGE}/delete`,
      who: 'administrator',
      handle(ctx) {
        const place = asked(ctx);
        const question = questionIn(place, queryValue(ctx, 'question'));
        render(ctx, 'surveys/remove', {
          ...placeModel(place),
          question: question.id,
          label: labelIn(question.labels, place.site.languages),
          revision: String(surveys.survey(place.site.id, place.kind).revision),
        });
      },
    }),
    formRoute({
      path: `${PAGE}/delete`,
      who: 'administrator',
      form: removeForm,
      async handle(ctx, sent) {
        const { site, survey, question, revision } = valuesOf(sent);
        const place = placeOf(site, survey);
        await surveys.remove(reader(ctx), place.site.id, survey, question as QuestionId, revision);
        redirect(ctx, `${hrefOf('', place)}&done=removed`);
      },
    }),
  ];
}

/** Page model of surveys/question; without a question it is a new one. */
function questionPage(shown: {
  readonly site: PublicSite;
  readonly kind: SurveyKind;
  readonly question: Question | undefined;
  readonly revision: number;
  readonly typed: { readonly text: Typed; readonly problems: Typed; readonly fault?: Fault } | undefined;
}) {
  const { site, kind, question, typed } = shown;
  const first = firstLanguage(site);
  const field = (name: string, value: string) => ({
    value: typed === undefined ? value : (typed.text[name] ?? ''),
    problem: typed?.problems[name] ?? '',
  });
  const texts = (language: Language) => ({
    language,
    languageName: nameOfLanguage(language),
    direction: language === 'ar' ? 'rtl' : 'ltr',
    labelName: labelField(language),
    label: field(labelField(language), question?.labels[language] ?? ''),
    optionsName: optionsField(language),
    optionsLimit: LIMITS.optionLinesCharacters,
    options: field(optionsField(language), optionLines(question?.options ?? [], language, first)),
    isOffered: site.languages.includes(language),
  });
  const type = typed?.text['type'] ?? question?.type ?? 'radio';
  // Representatives are spoken to in English alone.
  const others = kind === 'customer' ? LANGUAGES.filter((each) => each !== first) : [];
  return {
    ...placeModel({ site, kind }),
    heading: question === undefined ? 'Add question' : labelIn(question.labels, site.languages),
    question: question?.id ?? '',
    removeHref: question === undefined ? '' : hrefOf('delete', { site, kind }, question.id),
    // One that is shown again keeps its own, so that what was saved meanwhile is noticed when it is sent.
    revision:
      typed?.fault?.code === 'changed-meanwhile'
        ? String(shown.revision)
        : (typed?.text['revision'] ?? String(shown.revision)),
    name: field('name', question?.name ?? ''),
    nameLimit: LIMITS.codeNameCharacters,
    reportHeader: field('reportHeader', question?.reportHeader ?? ''),
    reportHeaderLimit: LIMITS.reportHeaderCharacters,
    type: {
      problem: typed?.problems['type'] ?? '',
      choices: QUESTION_TYPES.map((value) => ({ value, label: TYPE_NAMES[value], selected: value === type })),
    },
    required: typed === undefined ? (question?.required ?? false) : typed.text['required'] !== undefined,
    questionLimit: LIMITS.questionCharacters,
    first: texts(first),
    others: others.map(texts),
    isOpen: others.some(
      (language) =>
        typed?.problems[labelField(language)] !== undefined ||
        typed?.problems[optionsField(language)] !== undefined,
    ),
    hasOptions: isChosen(type as QuestionType),
    notice:
      typed?.fault === undefined
        ? undefined
        : {
            tone: ['changed-meanwhile', 'form-expired'].includes(typed.fault.code) ? 'warn' : 'danger',
            text:
              Object.keys(typed.problems).length > 0
                ? 'Nothing was saved yet. Please look at the marked field.'
                : typed.fault.sentence,
          },
  };
}

function placeModel({ site, kind }: Place) {
  return {
    site: site.id,
    siteName: site.name,
    survey: kind,
    surveyName: SURVEY_NAMES[kind],
    href: hrefOf('', { site, kind }),
  };
}

function hrefOf(page: '' | 'question' | 'delete', { site, kind }: Place, question?: QuestionId): string {
  const query = new URLSearchParams({
    site: site.id,
    survey: kind,
    ...(question === undefined ? {} : { question }),
  });
  return `${PAGE}${page === '' ? '' : `/${page}`}?${query.toString()}`;
}

function firstLanguage(site: PublicSite): Language {
  const [first] = site.languages;
  return isLanguage(first) ? first : 'en';
}

/** The route's `who` has made sure that there is somebody. */
function reader(ctx: WebContext): SignedInPrincipal {
  const { principal } = ctx.state;
  if (principal?.kind !== 'person') {
    throw new Fault('sign-in-required');
  }
  return principal;
}

/** For forms of few words: what is wrong with them is the whole answer. */
function valuesOf<Values>(sent: Sent<Values>): Values {
  if (!sent.ok) {
    throw sent.fault;
  }
  return sent.values;
}

/** What a form can say; anything unexpected is raised on. */
function refused(thrown: unknown): Fault {
  const fault = faultFrom(thrown);
  if (fault.code === 'internal') {
    throw thrown;
  }
  return fault;
}
