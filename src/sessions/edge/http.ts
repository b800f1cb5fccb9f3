import type { Principal } from '../../kernel/index.ts';
import { jsonRoute, pageRoute, render, type Route, type WebContext } from '../../platform/web.ts';

/** The console's page, and the tickets without which no WebSocket opens. */
export function sessionRoutes(ports: { readonly issueTicket: (to: Principal) => string }): readonly Route[] {
  function ticket(ctx: WebContext): { readonly ticket: string } {
    const { principal } = ctx.state;
    if (principal === undefined) {
      throw new Error('the route let nobody through');
    }
    return { ticket: ports.issueTicket(principal) };
  }

  return [
    pageRoute({
      path: '/console',
      who: 'representative',
      handle: (ctx) => render(ctx, 'console/index', {}),
    }),
    jsonRoute({ method: 'POST', path: '/console/ticket', who: 'representative', handle: ticket }),
    jsonRoute({ method: 'POST', path: '/session/:id/ticket', who: 'customer', handle: ticket }),
  ];
}
