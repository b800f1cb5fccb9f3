import type * as v from 'valibot';
import { formRoute, redirect, type Route, type WebContext, type Who } from '../../platform/web.ts';
import type { Typed } from '../field.ts';
import { refusalOf, typedOf } from './request.ts';

/**
 * A form that saves something and leads on. Where its fields are not as they should be, or what they ask
 * for is refused, `again` shows the page once more with what was typed; `save` returns the address that follows.
 */
export function savingRoute<Values>(route: {
  readonly path: `/${string}`;
  readonly who: Who;
  readonly form: v.GenericSchema<unknown, Values>;
  readonly limitBytes?: number;
  readonly secrets?: readonly string[];
  readonly save: (ctx: WebContext, values: Values) => Promise<string>;
  readonly again: (ctx: WebContext, typed: Typed, statusCode: number) => void;
}): Route {
  const { save, again, ...rest } = route;
  return formRoute({
    ...rest,
    async handle(ctx, sent) {
      if (!sent.ok) {
        again(ctx, sent, sent.fault.status);
        return;
      }
      let next: string;
      try {
        next = await save(ctx, sent.values);
      } catch (thrown) {
        const fault = refusalOf(ctx, thrown);
        again(ctx, typedOf(sent, fault), fault.status);
        return;
      }
      redirect(ctx, next);
    },
  });
}
