/**
 * Surveys: what customers and representatives are asked after a session, and what they said.
 *
 * Owns   the two exit surveys of each public site with their questions, who is asked, the answers.
 * Never  ends a session or keeps anybody from leaving: every survey can be skipped. Never changes an
 *        answer: it keeps its question as it was shown.
 * Seed   "Exit surveys" (behaviour.md §2.5)
 */
export { type Answer, answersFrom, boxField, questionField } from './answer.ts';
export type {
  GoesOn,
  Submission,
  SubmissionFilter,
  SubmissionPlace,
  SurveyedSession,
  SurveyStore,
} from './ports.ts';
export {
  isChosen,
  labelField,
  labelIn,
  optionLines,
  optionsField,
  type Question,
  QUESTION_TYPES,
  type QuestionFields,
  questionFrom,
  type QuestionId,
  type QuestionType,
  type Survey,
  type SurveyKind,
  SURVEY_NAMES,
  SURVEYS,
} from './question.ts';
export { type Asked, type OpenSurvey, Surveys } from './service.ts';
