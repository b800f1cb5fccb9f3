import { type Assets, fileRoute, type Route } from '../../platform/web.ts';

/**
 * The worker that a customer's browser wakes when it is called. It belongs to one session: its address, and with it what it may
 * ever see, are those of that session alone, and it may load nothing.
 */
export function pushRoutes(assets: Pick<Assets, 'send'>): readonly Route[] {
  return [
    fileRoute({
      path: '/session/:id/worker.js',
      who: 'customer',
      async handle(ctx) {
        ctx.set('Service-Worker-Allowed', `/session/${ctx.params['id'] ?? ''}`);
        await assets.send(ctx, 'customer-worker.js');
      },
    }),
  ];
}
