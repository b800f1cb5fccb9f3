import { Fault, faultFrom, ownerOfPersonalQueue, type SessionId, teamOfQueue } from '../../kernel/index.ts';
import { faultWords } from '../../languages/index.ts';
import {
  formRoute,
  pageRoute,
  type Problems,
  queryValue,
  redirect,
  render,
  type Route,
  type Sent,
  type Typed,
  type WebContext,
} from '../../platform/web.ts';
import type { Arrival } from '../../sessions/index.ts';
import {
  type Addressee,
  type LeftMessageFields,
  type LeftMessages,
  messageForm,
  type PublicSite,
  type SentForms,
  type Sites,
} from '../index.ts';
import { type Chosen, NOTHING_CHOSEN } from './present.ts';

/** Whom a message is for, and the form that leaves it. */
export interface MessagePlace {
  readonly site: PublicSite;
  readonly to: Addressee;
  /** What the customer had come for, in words; '' for nothing. */
  readonly about: string;
  /** Where the form stands and is sent to. */
  readonly path: string;
}

/** Messages of customers who found nobody: from the portal's own pages, and from a session in which nobody came. */
export function messageRoutes(
  doors: {
    readonly siteOf: (ctx: WebContext) => PublicSite;
    /** For what was chosen on this site. */
    readonly placeOf: (site: PublicSite, chosen: Pick<Chosen, 'issue' | 'representative'>) => MessagePlace;
    readonly chosenIn: (text: Typed) => Chosen;
    /** From here on the page is of the site that the form names. */
    readonly isAbout: (ctx: WebContext, text: Typed) => void;
    readonly show: (
      ctx: WebContext,
      shown: {
        readonly why: 'nobody' | 'asked';
        readonly chosen: Chosen;
        readonly place: MessagePlace;
        readonly text: Typed;
        readonly problems?: Problems;
        readonly problem?: string;
      },
      status?: number,
    ) => void;
  },
  ports: {
    readonly messages: LeftMessages;
    readonly sentForms: SentForms;
    readonly sites: Sites;
    /** undefined when there never was such a session. */
    readonly arrivalOf: (session: SessionId) => Arrival | undefined;
  },
): readonly Route[] {
  const { messages, sentForms, sites } = ports;

  /** Raises `not-found`. */
  function arrived(ctx: WebContext): { readonly place: MessagePlace; readonly text: Typed } {
    const session = ctx.params['id'] as SessionId;
    const arrival = ports.arrivalOf(session);
    if (arrival === undefined) {
      throw new Fault('not-found');
    }
    const { portal, customerName, details, issue, queue } = arrival;
    const team = queue === undefined ? undefined : teamOfQueue(queue);
    const rep = queue === undefined ? undefined : ownerOfPersonalQueue(queue);
    return {
      place: {
        site: sites.find(portal) ?? doors.siteOf(ctx),
        to:
          team !== undefined
            ? { kind: 'team', team }
            : rep !== undefined
              ? { kind: 'representative', rep }
              : { kind: 'site' },
        about: issue ?? '',
        path: `/session/${session}/message`,
      },
      text: { name: customerName, message: details },
    };
  }

  async function leave(
    ctx: WebContext,
    sent: Sent<LeftMessageFields>,
    chosen: Chosen,
    place: MessagePlace,
  ): Promise<void> {
    const again = (problems: Problems, fault: Fault): void => {
      const problem = fault.code === 'not-valid' ? '' : faultWords(ctx.state.speech.words, fault);
      doors.show(ctx, { why: 'asked', chosen, place, text: sent.text, problems, problem }, fault.status);
    };
    if (!sent.ok) {
      again(sent.problems, sent.fault);
      return;
    }
    const { site, to, about } = place;
    const mark = ctx.state.markOf(sent.text);
    try {
      await sentForms.inTurn(mark, async (began) => {
        if (began === undefined) {
          await messages.leave(
            {
              ...sent.values,
              to,
              about,
              site: site.id,
              siteName: site.name,
              language: ctx.state.speech.words.language,
            },
            ctx.state.source,
            (tx) => sentForms.keep(tx, mark, { kind: 'message' }),
          );
        }
      });
    } catch (thrown) {
      const fault = faultFrom(thrown);
      if (fault.code !== 'too-many') {
        throw thrown;
      }
      again({}, fault);
      return;
    }
    redirect(ctx, '/message/left');
  }

  /** Who comes from the page of a session that ended because nobody was there reads what the site says of that. */
  function whyOf(ctx: WebContext): 'nobody' | 'asked' {
    return queryValue(ctx, 'nobody') === '1' ? 'nobody' : 'asked';
  }

  return [
    pageRoute({
      path: '/message',
      who: 'anyone',
      handle(ctx) {
        const issue = queryValue(ctx, 'issue') ?? '';
        const representative = queryValue(ctx, 'representative') ?? '';
        const chosen = { key: '', issue, representative };
        const place = doors.placeOf(doors.siteOf(ctx), chosen);
        doors.show(ctx, { why: whyOf(ctx), chosen, place, text: {} });
      },
    }),
    formRoute({
      path: '/message',
      who: 'anyone',
      form: messageForm,
      async handle(ctx, sent) {
        doors.isAbout(ctx, sent.text);
        const chosen = { ...doors.chosenIn(sent.text), key: '' };
        await leave(ctx, sent, chosen, doors.placeOf(doors.siteOf(ctx), chosen));
      },
    }),
    pageRoute({
      path: '/message/left',
      who: 'anyone',
      handle: (ctx) => render(ctx, 'portal/message-left', {}),
    }),
    pageRoute({
      path: '/session/:id/message',
      who: 'customer',
      handle: (ctx) => doors.show(ctx, { why: whyOf(ctx), chosen: NOTHING_CHOSEN, ...arrived(ctx) }),
    }),
    formRoute({
      path: '/session/:id/message',
      who: 'customer',
      form: messageForm,
      handle: (ctx, sent) => leave(ctx, sent, NOTHING_CHOSEN, arrived(ctx).place),
    }),
  ];
}
