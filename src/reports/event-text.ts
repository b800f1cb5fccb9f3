import { apart, msBetween, unreachable, type Instant } from '../kernel/index.ts';
import type { EndReason, ScreenStopReason } from '../protocol/index.ts';
import { offerReasonText, type SessionFact } from '../sessions/index.ts';

/** An event as the report tells it: `who` did `what`; without `who`, `what` is a sentence of its own. */
export interface Told {
  readonly kind: 'life' | 'chat' | 'screen' | 'recording' | 'note' | 'connection';
  readonly who: string;
  readonly what: string;
  /** Words of a person, as they were written; cut when they are long. Empty for none. */
  readonly quote: string;
}

const QUOTE_CHARACTERS = 120;
/** No more of a text than this is looked at, however many code units its characters have. */
const QUOTE_UNITS = 8 * QUOTE_CHARACTERS;

/** `at`: when it happened. */
export function told(fact: SessionFact, at: Instant, customerName: string): Told {
  switch (fact.type) {
    case 'requested':
      return line(
        'life',
        fact.customerName,
        `asked for help ${wayIn(fact)} on the portal “${apart(fact.portalName)}”${fact.mode === 'chat' ? ', by click-to-chat' : ''}`,
      );
    case 'page-awaited':
      return line('life', '', 'The customer’s page is waited for');
    case 'preparing':
      return line(
        'life',
        '',
        fact.agreement === undefined
          ? 'The customer was asked whether the screen may be recorded'
          : `The agreement was shown, to be accepted within ${lengthText(fact.agreement.timeoutMs)}${fact.askRecording ? '; then it is asked whether the screen may be recorded' : ''}`,
      );
    case 'agreement-closed':
      return agreementClosed(fact, customerName);
    case 'recording-answered':
      return recordingAnswered(fact.answer, customerName);
    case 'queued':
      return queued(fact);
    case 'offered':
      return offered(fact, at);
    case 'offer-closed':
      return offerClosed(fact);
    case 'overdue':
      return line('life', '', 'The session had waited longer than its queue allows');
    case 'invited':
      return line('life', fact.by.name, `invited “${apart(fact.toName)}” to share the session`);
    case 'external-invited':
      return line(
        'life',
        fact.by.name,
        `invited “${apart(fact.name)}” from outside into the session${fact.profile === undefined ? '' : ` with the security profile “${apart(fact.profile.name)}”`}`,
        fact.comments,
      );
    case 'invitation-closed':
      return invitationClosed(fact.outcome);
    case 'joined':
      return line(
        'life',
        fact.who.name,
        fact.how === 'supervising'
          ? 'joined the session from the dashboard'
          : fact.by === undefined
            ? 'joined the session'
            : `joined the session, invited by ${apart(fact.by.name)}`,
      );
    case 'viewing-started':
      return line(
        'life',
        fact.who.name,
        fact.isTold
          ? 'began to view the session from the dashboard, and the people in it were told'
          : 'began to view the session from the dashboard, without a notice to the people in it',
      );
    case 'viewing-ended':
      return line('life', fact.who.name, 'stopped viewing the session');
    case 'left':
      return left(fact);
    case 'owner-changed':
      return line(
        'life',
        fact.to.name,
        fact.how === 'taken-over' ? 'took the session over' : 'became the owner: the former one was gone',
      );
    case 'accepted':
      return line('life', fact.by.name, 'accepted the session');
    case 'chat':
      return line('chat', fact.from.name, 'wrote', fact.text);
    case 'chat-delivered':
      return line('chat', '', 'Messages were delivered');
    case 'elevation-requested':
      return line('screen', fact.by.name, 'asked whether the chat may go on with the screen');
    case 'elevation-closed':
      return elevationClosed(fact.outcome, customerName);
    case 'button-offered':
      return line(
        'life',
        fact.by.name,
        `asked to put the Support Button “${apart(fact.title)}” for “${apart(fact.queueName)}” on the customer’s device`,
        fact.description,
      );
    case 'button-closed':
      return buttonClosed(fact, customerName);
    case 'button-removed':
      return line(
        'life',
        fact.by.name,
        `removed the Support Button “${apart(fact.title)}”: it begins no sessions any more`,
      );
    case 'screen-requested':
      return line('screen', fact.by.name, 'asked to see the screen');
    case 'screen-request-closed':
      return requestClosed(fact.outcome, customerName);
    case 'screen-started':
      return line('screen', customerName, 'began to share the screen');
    case 'screen-stopped':
      return screenStopped(fact.reason, customerName);
    case 'recording-started':
      return line('recording', '', 'Recording began');
    case 'recording-stopped':
      return line(
        'recording',
        '',
        fact.problem === undefined
          ? 'Recording was finished'
          : `Recording was finished with a problem: ${fact.problem}`,
      );
    case 'note':
      return line('note', fact.by.name, 'noted', fact.text);
    case 'connection-lost':
      return line('connection', fact.who.name, 'lost the connection');
    case 'connection-returned':
      return line('connection', fact.who.name, 'was connected again');
    case 'notice-shown':
      return fact.by === undefined
        ? line('life', customerName, 'was shown the notice', fact.title)
        : line('life', fact.by.name, 'showed the customer the notice', fact.title);
    case 'notice-withdrawn':
      return line('life', '', 'A notice was withdrawn');
    case 'language-changed':
      return line('life', customerName, 'reads this language from then on', fact.language);
    case 'ended':
      return fact.notice === undefined
        ? ended(fact.reason, fact.by?.name ?? '')
        : line('life', fact.by?.name ?? customerName, 'left by the notice', fact.notice.title);
    default:
      return unreachable(fact);
  }
}

type FactOf<Type extends SessionFact['type']> = Extract<SessionFact, { type: Type }>;

function queued(fact: FactOf<'queued'>): Told {
  switch (fact.how) {
    case 'arrival':
      return line('life', '', `The session was put into the queue “${apart(fact.queueName)}”`);
    case 'hand':
      return fact.by === undefined
        ? line('life', '', `The session was transferred to the queue “${apart(fact.queueName)}”`)
        : line('life', fact.by.name, `transferred the session to the queue “${apart(fact.queueName)}”`);
    case 'waiting-rule':
      return line(
        'life',
        '',
        `The session was moved to the queue “${apart(fact.queueName)}” by the waiting session rule`,
      );
    case 'fallback':
      return line('life', '', `The session fell back to the queue “${apart(fact.queueName)}”`);
    default:
      return unreachable(fact.how);
  }
}

/** Which text it was, its digest says. */
function agreementClosed({ outcome, sha256 }: FactOf<'agreement-closed'>, customerName: string): Told {
  const which = `the agreement (SHA-256 ${sha256})`;
  switch (outcome) {
    case 'accepted':
      return line('life', customerName, `accepted ${which}`);
    case 'refused':
      return line('life', customerName, `refused ${which}`);
    case 'no-answer':
      return line('life', customerName, `did not accept ${which} in time`);
    default:
      return unreachable(outcome);
  }
}

function recordingAnswered(answer: FactOf<'recording-answered'>['answer'], customerName: string): Told {
  switch (answer) {
    case 'allowed':
      return line('recording', customerName, 'allowed the recording of the screen');
    case 'refused':
      return line('recording', customerName, 'refused the recording of the screen');
    case 'no-answer':
      return line('recording', customerName, 'did not say whether the screen may be recorded: it is not');
    default:
      return unreachable(answer);
  }
}

function lengthText(durationMs: number): string {
  const minutes = Math.round(durationMs / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function wayIn({ startMethod, issue }: FactOf<'requested'>): string {
  const about = issue === undefined ? '' : ` about “${apart(issue.description)}”`;
  switch (startMethod) {
    case 'session-key':
      return `with a session key${about}`;
    case 'representative':
      return `by choosing a representative${about}`;
    case 'issue':
      return about === '' ? 'by choosing an issue' : about.trim();
    case 'support-button':
      return `with a Support Button${about}`;
    case 'link':
      return `by a link${about}`;
    default:
      return unreachable(startMethod);
  }
}

function offered(fact: FactOf<'offered'>, at: Instant): Told {
  const reason = offerReasonText(fact.why, at);
  const seconds = Math.max(0, Math.round(msBetween(at, fact.until) / 1000));
  return line(
    'life',
    '',
    `The session was offered to ${apart(fact.to.name)} for ${seconds} seconds${reason === '' ? '' : ` (${reason})`}`,
  );
}

function offerClosed({ to, outcome }: FactOf<'offer-closed'>): Told {
  switch (outcome) {
    case 'accepted':
      return line('life', to.name, 'took the offer');
    case 'rejected':
      return line('life', to.name, 'rejected the offer');
    case 'no-answer':
      return line('life', to.name, 'did not answer the offer');
    case 'lost':
      return line('life', to.name, 'lost the connection before answering the offer');
    case 'taken':
      return line(
        'life',
        '',
        `The offer to ${apart(to.name)} closed: somebody took the session from the queue`,
      );
    case 'withdrawn':
      return line('life', '', `The offer to ${apart(to.name)} was withdrawn`);
    default:
      return unreachable(outcome);
  }
}

function invitationClosed(outcome: FactOf<'invitation-closed'>['outcome']): Told {
  switch (outcome) {
    case 'accepted':
      return line('life', '', 'An invitation was accepted');
    case 'declined':
      return line('life', '', 'An invitation was declined');
    case 'withdrawn':
      return line('life', '', 'An invitation was withdrawn');
    case 'expired':
      return line('life', '', 'An invitation expired: nobody had come');
    default:
      return unreachable(outcome);
  }
}

function left({ who, how }: FactOf<'left'>): Told {
  switch (how) {
    case 'left':
      return line('life', who.name, 'left the session');
    case 'removed':
      return line('life', who.name, 'was removed from the session');
    case 'transferred':
      return line('life', who.name, 'left the session with the transfer');
    case 'lost':
      return line('connection', who.name, 'did not come back and was taken out of the session');
    case 'ownerless':
      return line('life', who.name, 'had to leave the session: nobody owned it any more');
    default:
      return unreachable(how);
  }
}

function elevationClosed(
  outcome: Extract<SessionFact, { type: 'elevation-closed' }>['outcome'],
  customerName: string,
): Told {
  switch (outcome) {
    case 'allowed':
      return line('screen', customerName, 'agreed: the chat was elevated to a full session');
    case 'denied':
      return line('screen', customerName, 'did not agree: the session stayed a chat');
    case 'no-answer':
      return line('screen', customerName, 'did not answer: the session stayed a chat');
    case 'withdrawn':
      return line('screen', '', 'The question whether the chat may go on with the screen was withdrawn');
    default:
      return unreachable(outcome);
  }
}

function buttonClosed({ outcome, title }: FactOf<'button-closed'>, customerName: string): Told {
  switch (outcome) {
    case 'allowed':
      return line('life', customerName, `agreed: the Support Button “${apart(title)}” was deployed`);
    case 'denied':
      return line('life', customerName, `did not want the Support Button “${apart(title)}”`);
    case 'no-answer':
      return line(
        'life',
        customerName,
        `did not answer whether to take the Support Button “${apart(title)}”`,
      );
    case 'withdrawn':
      return line('life', '', `The question for the Support Button “${apart(title)}” was withdrawn`);
    default:
      return unreachable(outcome);
  }
}

function requestClosed(
  outcome: Extract<SessionFact, { type: 'screen-request-closed' }>['outcome'],
  customerName: string,
): Told {
  switch (outcome) {
    case 'allowed':
      return line('screen', customerName, 'agreed to share the screen');
    case 'denied':
      return line('screen', customerName, 'refused to share the screen');
    case 'no-answer':
      return line('screen', customerName, 'did not answer whether to share the screen');
    case 'withdrawn':
      return line('screen', '', 'The question whether to share the screen was withdrawn');
    default:
      return unreachable(outcome);
  }
}

function screenStopped(reason: ScreenStopReason, customerName: string): Told {
  switch (reason) {
    case 'stopped-by-customer':
      return line('screen', customerName, 'stopped sharing the screen');
    case 'stopped-by-representative':
      return line('screen', '', 'The representative stopped the sharing of the screen');
    case 'source-ended':
      return line('screen', '', 'Sharing ended: the shared screen or window was closed');
    case 'connection-lost':
      return line('screen', '', 'Sharing was interrupted: the connection to the screen was lost');
    case 'relay-lost':
      return line('screen', '', 'Sharing was interrupted: the screen relay had to start again');
    case 'appliance-restarted':
      return line('screen', '', 'Sharing was interrupted: the appliance was restarted');
    case 'session-ended':
      return line('screen', '', 'Sharing ended with the session');
    case 'transferred':
      return line('screen', '', 'Sharing ended: the session was transferred');
    case 'not-permitted':
      return line(
        'screen',
        '',
        'Sharing ended: nobody in the session was allowed to see the screen any more',
      );
    default:
      return unreachable(reason);
  }
}

function ended(reason: EndReason, by: string): Told {
  return by === ''
    ? line('life', '', `The session ended: ${endText(reason).toLowerCase()}`)
    : line('life', by, endedBy(reason));
}

function endedBy(reason: EndReason): string {
  return reason === 'customer-left-waiting'
    ? 'left while waiting'
    : reason === 'agreement-refused'
      ? 'ended the session by not agreeing'
      : 'ended the session';
}

/** How a session ended, short enough for a cell. */
export function endText(reason: EndReason): string {
  switch (reason) {
    case 'ended-by-customer':
      return 'Ended by the customer';
    case 'ended-by-representative':
      return 'Ended by the representative';
    case 'customer-left-waiting':
      return 'Customer left while waiting';
    case 'left-by-notice':
      return 'Customer left by a notice';
    case 'customer-lost':
      return 'Connection to the customer was lost';
    case 'no-representative':
      return 'No representative was there';
    case 'ended-by-administrator':
      return 'Ended by an administrator';
    case 'agreement-refused':
      return 'Agreement refused by the customer';
    case 'agreement-not-answered':
      return 'Agreement not accepted in time';
    case 'customer-never-came':
      return 'The customer’s page never connected';
    default:
      return unreachable(reason);
  }
}

function line(kind: Told['kind'], who: string, what: string, quote = ''): Told {
  return { kind, who, what, quote: shortened(quote) };
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** On one line, and cut between what a reader takes for characters. */
function shortened(text: string): string {
  const oneLine = text.slice(0, QUOTE_UNITS).replace(/\s+/gu, ' ');
  const starts = Array.from(characters.segment(oneLine), ({ index }) => index);
  const end =
    starts.length > QUOTE_CHARACTERS
      ? starts[QUOTE_CHARACTERS - 1]
      : text.length > QUOTE_UNITS
        ? starts.at(-1)
        : undefined;
  return end === undefined ? oneLine : `${oneLine.slice(0, end)}…`;
}
