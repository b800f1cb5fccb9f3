import {
  type Clock,
  Fault,
  LIMITS,
  newId,
  type PortalId,
  type Random,
  type RepId,
  type SessionId,
} from '../kernel/index.ts';
import type { Journal } from '../journal/index.ts';
import { type Language, LANGUAGES } from '../languages/index.ts';
import {
  allowed,
  changesOf,
  codeNameFrom,
  mustHaveNone,
  nameKey,
  problemWithCodeName,
  type SignedInPrincipal,
} from '../people/index.ts';
import type { PublicSite } from '../portals/index.ts';
import type { Audit, AuditEvent, By } from '../settings/index.ts';
import { type Answer, isEmpty } from './answer.ts';
import type { Submission, SubmissionFilter, SubmissionPlace, SurveyedSession, SurveyStore } from './ports.ts';
import {
  installedSurvey,
  type Question,
  type QuestionFields,
  type QuestionId,
  type Survey,
  type SurveyKind,
} from './question.ts';
import { asksCustomer, asksRepresentative } from './who-is-asked.ts';

/** Of whom a survey is asked: the customer of a session, or a representative who took part. */
export type Asked =
  | { readonly kind: 'customer' }
  | { readonly kind: 'representative'; readonly rep: RepId; readonly name: string };

/** What somebody is asked now. */
export interface OpenSurvey {
  readonly session: SurveyedSession;
  readonly questions: readonly Question[];
  readonly isAnswered: boolean;
}

/** The stream of the journal that has the answers about this session. */
function answerStreamOf(session: SessionId): string {
  return `survey:${session}`;
}

/**
 * The exit surveys of the public sites, and what was answered. Methods that change a survey raise
 * `not-allowed` unless `by` may manage public sites, `not-found` when site or question is gone,
 * `not-valid` with a field, and `changed-meanwhile` when the survey is not at `revision`.
 */
export class Surveys {
  readonly #store: SurveyStore;
  readonly #sites: { find(id: PortalId): PublicSite | undefined; at(host: undefined): PublicSite };
  readonly #asksCustomers: (site: PortalId) => boolean;
  readonly #audit: Audit;
  readonly #journal: Pick<Journal, 'write' | 'version'>;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #random: Random;

  constructor(ports: {
    readonly store: SurveyStore;
    readonly sites: { find(id: PortalId): PublicSite | undefined; at(host: undefined): PublicSite };
    /** *Display Customer Exit Survey*. */
    readonly asksCustomers: (site: PortalId) => boolean;
    readonly audit: Audit;
    readonly journal: Pick<Journal, 'write' | 'version'>;
    readonly clock: Pick<Clock, 'now'>;
    readonly random: Random;
  }) {
    this.#store = ports.store;
    this.#sites = ports.sites;
    this.#asksCustomers = ports.asksCustomers;
    this.#audit = ports.audit;
    this.#journal = ports.journal;
    this.#clock = ports.clock;
    this.#random = ports.random;
  }

  survey(site: PortalId, kind: SurveyKind): Survey {
    return this.#store.find(site, kind) ?? installedSurvey(kind);
  }

  // --- What administrators do ---------------------------------------------------------------

  /** A name that is '' is made from the report header. */
  async add(
    by: SignedInPrincipal,
    site: PortalId,
    kind: SurveyKind,
    fields: QuestionFields,
    revision: number,
  ): Promise<void> {
    await this.#change(by, site, kind, revision, (questions) => {
      const last = questions.at(-1);
      // A form that is pressed twice is sent twice: the last question is the one of the first press.
      if (last !== undefined && this.survey(site, kind).revision === revision + 1) {
        const same = { ...named(fields, questions.slice(0, -1)), id: last.id };
        if (changesOf(recorded(last), recorded(same)) === undefined) {
          return undefined;
        }
      }
      if (questions.length >= LIMITS.questionsPerSurvey) {
        throw new Fault('not-valid', {
          sentence: `A survey can have ${LIMITS.questionsPerSurvey} questions at most.`,
        });
      }
      const question = { ...named(fields, questions), id: newId<QuestionId>(this.#random) };
      return {
        questions: [...questions, question],
        type: 'survey-question-added',
        data: { question: question.id, ...recorded(question) },
      };
    });
  }

  async change(
    by: SignedInPrincipal,
    site: PortalId,
    kind: SurveyKind,
    id: QuestionId,
    fields: QuestionFields,
    revision: number,
  ): Promise<void> {
    await this.#change(by, site, kind, revision, (questions) => {
      const before = existing(questions, id);
      const others = questions.filter((each) => each.id !== id);
      const after = { ...named(fields, others), id };
      const changes = changesOf(recorded(before), recorded(after));
      return changes === undefined
        ? undefined
        : {
            questions: questions.map((each) => (each.id === id ? after : each)),
            type: 'survey-question-changed',
            data: { question: id, ...changes },
          };
    });
  }

  async move(
    by: SignedInPrincipal,
    site: PortalId,
    kind: SurveyKind,
    id: QuestionId,
    direction: 'up' | 'down',
    revision: number,
  ): Promise<void> {
    await this.#change(by, site, kind, revision, (questions) => {
      const from = questions.indexOf(existing(questions, id));
      const to = direction === 'up' ? from - 1 : from + 1;
      const [moved, other] = [questions[from], questions[to]];
      return moved === undefined || other === undefined
        ? undefined
        : {
            questions: questions.with(to, moved).with(from, other),
            type: 'survey-question-moved',
            data: { question: id, name: moved.name, direction },
          };
    });
  }

  /** What was answered to it stays as it is. */
  async remove(
    by: SignedInPrincipal,
    site: PortalId,
    kind: SurveyKind,
    id: QuestionId,
    revision: number,
  ): Promise<void> {
    await this.#change(by, site, kind, revision, (questions) => {
      const isGone = !questions.some((each) => each.id === id);
      if (isGone && this.#audit.happened('survey-question-removed', 'question', id)) {
        return undefined;
      }
      const { name } = existing(questions, id);
      return {
        questions: questions.filter((each) => each.id !== id),
        type: 'survey-question-removed',
        data: { question: id, name },
      };
    });
  }

  async #change(
    byPrincipal: SignedInPrincipal,
    site: PortalId,
    kind: SurveyKind,
    revision: number,
    work: (questions: readonly Question[]) =>
      | {
          readonly questions: readonly Question[];
          readonly type: string;
          readonly data: AuditEvent['data'];
        }
      | undefined,
  ): Promise<void> {
    const by: By = allowed(byPrincipal, 'manage-public-sites');
    await this.#audit.write((tx, record) => {
      const found = this.#sites.find(site);
      if (found === undefined) {
        throw new Fault('not-found', { sentence: 'This public site does not exist any more.' });
      }
      const before = this.survey(site, kind);
      const change = work(before.questions);
      // A form that is pressed twice is sent twice.
      if (before.revision !== revision && change !== undefined) {
        throw new Fault('changed-meanwhile');
      }
      if (change !== undefined) {
        this.#store.put(tx, site, kind, { questions: change.questions, revision: revision + 1 });
        const data = { by, site, siteName: found.name, survey: kind, ...change.data };
        record({ type: change.type, data });
      }
    });
  }

  // --- What customers and representatives do ------------------------------------------------

  /** undefined when this person is not asked about this session: it lives, it is not theirs, or nothing is asked. */
  openFor(id: SessionId, asked: Asked): OpenSurvey | undefined {
    const session = this.#store.session(id);
    if (
      session === undefined ||
      !(asked.kind === 'customer' ? asksCustomer(session) : asksRepresentative(session, asked.rep))
    ) {
      return undefined;
    }
    // What became of the site since does not matter: without it the default one asks.
    const site = this.#sites.find(session.site)?.id ?? this.#sites.at(undefined).id;
    const { questions } = this.survey(site, asked.kind);
    const isAnswered = this.#store.isAnswered(id, asked.kind, repOf(asked));
    const isShown = questions.length > 0 && (asked.kind !== 'customer' || this.#asksCustomers(site));
    return !isShown && !isAnswered ? undefined : { session, questions, isAnswered };
  }

  stateFor(id: SessionId, asked: Asked): 'none' | 'open' | 'answered' {
    const open = this.openFor(id, asked);
    return open === undefined ? 'none' : open.isAnswered ? 'answered' : 'open';
  }

  /** In which languages a question is looked for. */
  languagesFor(session: SurveyedSession, language: Language): readonly Language[] {
    const site = this.#sites.find(session.site) ?? this.#sites.at(undefined);
    return [language, ...site.languages];
  }

  /**
   * Keeps the answers; when this returns they are in the journal. A second time changes nothing.
   * Raises `not-found` when this person is not asked, `not-valid` when nothing was answered.
   */
  async answer(id: SessionId, asked: Asked, answers: readonly Answer[], language: Language): Promise<void> {
    const open = this.openFor(id, asked);
    if (open === undefined) {
      throw new Fault('not-found');
    }
    if (isEmpty(answers)) {
      throw new Fault('not-valid', { text: 'survey.nothing' });
    }
    const { session } = open;
    const rep = repOf(asked);
    const submission: Submission = {
      session: id,
      kind: asked.kind,
      rep,
      name: asked.kind === 'customer' ? session.customerName : asked.name,
      site: session.site,
      siteName: session.siteName,
      at: this.#clock.now(),
      language,
      answers,
    };
    const by = asked.kind === 'customer' ? 'customer' : { id: asked.rep, name: asked.name };
    await this.#journal.write((tx, append) => {
      if (this.#store.isAnswered(id, asked.kind, rep)) {
        return;
      }
      this.#store.add(tx, submission);
      const stream = answerStreamOf(id);
      // One event an answer: together they could be larger than an event may be.
      const events = answers.map((answer) => ({
        type: 'survey-answered',
        data: { survey: asked.kind, by, language, answer },
      }));
      append(stream, this.#journal.version(stream), events, submission.at);
    });
  }

  /** What was answered, the latest first, behind `after`. */
  page(filter: SubmissionFilter, after: SubmissionPlace | undefined, limit: number): readonly Submission[] {
    return this.#store.page(filter, after, limit);
  }

  /** What was answered about a session, the customer's first. */
  submissions(session: SessionId): readonly Submission[] {
    return this.#store.submissions(session);
  }
}

function repOf(asked: Asked): RepId | undefined {
  return asked.kind === 'customer' ? undefined : asked.rep;
}

function existing(questions: readonly Question[], id: QuestionId): Question {
  const question = questions.find((each) => each.id === id);
  if (question === undefined) {
    throw new Fault('not-found', { sentence: 'This question does not exist any more.' });
  }
  return question;
}

function named(fields: QuestionFields, others: readonly Question[]): QuestionFields {
  const taken = new Set(others.map(({ name }) => nameKey(name)));
  if (fields.name === '') {
    return { ...fields, name: codeNameFrom(fields.reportHeader, 'question', taken) };
  }
  const problem = problemWithCodeName(fields.name);
  mustHaveNone(
    problem !== undefined
      ? { name: problem }
      : taken.has(nameKey(fields.name))
        ? { name: 'Another question of this survey has this name.' }
        : {},
  );
  return fields;
}

function recorded({ name, type, reportHeader, required, labels, options }: QuestionFields) {
  return {
    name,
    type,
    reportHeader,
    required,
    labels: LANGUAGES.flatMap((language) => {
      const label = labels[language];
      return label === undefined ? [] : [`${language}: ${label}`];
    }),
    options: options.map(({ value, labels: own }) => `${value} = ${Object.values(own).join(' / ')}`),
  };
}
