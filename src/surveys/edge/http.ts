import * as v from 'valibot';
import { Fault, faultFrom, LIMITS, type SessionId } from '../../kernel/index.ts';
import { faultWords, type Language } from '../../languages/index.ts';
import {
  formRoute,
  jsonRoute,
  pageRoute,
  queryValue,
  redirect,
  render,
  type Route,
  type Typed,
  type WebContext,
} from '../../platform/web.ts';
import { answersFrom, type Asked, type GoesOn, type OpenSurvey, type Surveys } from '../index.ts';
import { answerPage } from './present.ts';

/** Which fields there are is for the survey to say. */
const answerForm = v.record(v.string(), v.string());

/** The surveys as customers and representatives answer them. */
export function surveyRoutes({
  surveys,
  goesOn,
}: {
  readonly surveys: Surveys;
  /** Where this session's site leads its customer on to, as it says in this language; undefined for nowhere. */
  readonly goesOn: (session: SessionId, language: Language) => GoesOn | undefined;
}): readonly Route[] {
  function sessionOf(ctx: WebContext): SessionId {
    return ctx.params['id'] as SessionId;
  }
  /** The route's `who` has made sure that there is somebody. */
  function askedOf(ctx: WebContext): Asked {
    const { principal } = ctx.state;
    if (principal?.kind === 'customer') {
      return { kind: 'customer' };
    }
    if (principal?.kind === 'person') {
      return { kind: 'representative', rep: principal.id, name: principal.name };
    }
    throw new Fault('not-allowed');
  }
  function pathOf(ctx: WebContext): string {
    return askedOf(ctx).kind === 'customer'
      ? `/session/${sessionOf(ctx)}/survey`
      : `/console/surveys/${sessionOf(ctx)}`;
  }

  function show(
    ctx: WebContext,
    open: OpenSurvey,
    more: {
      readonly typed?: Typed;
      readonly problems?: Readonly<Record<string, string>>;
      readonly problem?: string;
    } = {},
    status = 200,
  ): void {
    const isCustomer = askedOf(ctx).kind === 'customer';
    const { words } = ctx.state.speech;
    const onward =
      isCustomer && open.session.wasAccepted ? goesOn(sessionOf(ctx), words.language) : undefined;
    // Who skips the questions goes on as who answered them does; where nobody is led on, back.
    const isSkipped = onward !== undefined && queryValue(ctx, 'skipped') !== undefined;
    const model = answerPage({
      ...open,
      isSkipped,
      goesOn: onward,
      words,
      languages: surveys.languagesFor(open.session, words.language),
      customerName: open.session.customerName,
      action: pathOf(ctx),
      back: isCustomer ? `/session/${sessionOf(ctx)}` : '/console',
      ...more,
    });
    const view = isCustomer ? 'portal/survey' : 'surveys/representative';
    render(ctx, view, model, status, `${pathOf(ctx)}${isSkipped ? '?skipped=1' : ''}`);
  }

  /** Answers for who is not asked; undefined then. */
  function openFor(ctx: WebContext): OpenSurvey | undefined {
    const asked = askedOf(ctx);
    const open = surveys.openFor(sessionOf(ctx), asked);
    if (open === undefined && asked.kind === 'customer') {
      redirect(ctx, `/session/${sessionOf(ctx)}`);
    } else if (open === undefined) {
      throw new Fault('not-found');
    }
    return open;
  }

  function showSurvey(ctx: WebContext): void {
    const open = openFor(ctx);
    if (open !== undefined) {
      show(ctx, open);
    }
  }

  async function take(
    ctx: WebContext,
    sent:
      | { readonly ok: true; readonly text: Typed }
      | { readonly ok: false; readonly fault: Fault; readonly text: Typed },
  ): Promise<void> {
    const open = openFor(ctx);
    if (open === undefined) {
      return;
    }
    const { words } = ctx.state.speech;
    const typed = sent.text;
    if (open.isAnswered) {
      redirect(ctx, pathOf(ctx));
      return;
    }
    if (!sent.ok) {
      show(ctx, open, { typed, problem: faultWords(words, sent.fault) }, sent.fault.status);
      return;
    }
    const checked = answersFrom(open.questions, typed, surveys.languagesFor(open.session, words.language));
    if (!checked.ok) {
      show(ctx, open, { typed, problems: checked.problems }, 422);
      return;
    }
    try {
      await surveys.answer(sessionOf(ctx), askedOf(ctx), checked.answers, words.language);
    } catch (thrown) {
      const fault = faultFrom(thrown);
      if (fault.code !== 'not-valid' && fault.code !== 'too-large') {
        throw thrown;
      }
      show(ctx, open, { typed, problem: faultWords(words, fault) }, fault.status);
      return;
    }
    redirect(ctx, pathOf(ctx));
  }

  const limitBytes = LIMITS.surveyFormBytes;
  return [
    pageRoute({ path: '/session/:id/survey', who: 'customer', handle: showSurvey }),
    formRoute({ path: '/session/:id/survey', who: 'customer', form: answerForm, limitBytes, handle: take }),
    pageRoute({ path: '/console/surveys/:id', who: 'representative', handle: showSurvey }),
    formRoute({
      path: '/console/surveys/:id',
      who: 'representative',
      form: answerForm,
      limitBytes,
      handle: take,
    }),
    jsonRoute({
      method: 'GET',
      path: '/console/surveys/:id/state',
      who: 'representative',
      handle: (ctx) => ({ survey: surveys.stateFor(sessionOf(ctx), askedOf(ctx)) }),
    }),
  ];
}
