import { Fault, faultFrom } from '../../kernel/index.ts';
import type { Permission, SignedInPrincipal } from '../../people/index.ts';
import type { Sent, WebContext, Who } from '../../platform/web.ts';
import type { Typed } from '../field.ts';

/** The signed-in person; the route's `who` has made sure that there is one. */
export function reader(ctx: WebContext): SignedInPrincipal {
  const { principal } = ctx.state;
  if (principal?.kind !== 'person') {
    throw new Fault('sign-in-required');
  }
  return principal;
}

/** Whoever has this permission: a route's `who`. */
export function whoMay(permission: Permission): Who {
  return { may: permission };
}

export function whence(ctx: WebContext): { readonly source: string; readonly address: string } {
  return { source: ctx.state.source, address: ctx.state.address };
}

/** For forms of few words: what is wrong with them is the whole answer. */
export function mustBeSent<Values>(
  sent: Sent<Values>,
): asserts sent is Extract<Sent<Values>, { readonly ok: true }> {
  if (!sent.ok) {
    throw sent.fault;
  }
}

export function typedOf(sent: Sent<unknown>, fault: Fault): Typed {
  return { text: sent.text, problems: {}, fault };
}

/** What a form can say. Anything unexpected is not for the form: it is raised on. */
export function refusalOf(ctx: WebContext, thrown: unknown): Fault {
  const fault = faultFrom(thrown);
  if (fault.code === 'internal') {
    throw thrown;
  }
  ctx.state.log.info({ fault: fault.code, detail: fault.detail }, 'A form was refused');
  return fault;
}

export function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}
