import * as v from 'valibot';
import { unreachable } from '../../kernel/index.ts';
import { sessionIdSchema } from '../fields.ts';

/** What session policies can deny in a session. */
const TOOLS = [
  'screen-sharing',
  'elevation',
  'chat',
  'external-invitations',
  'support-button',
  'customer-notices',
] as const;
const toolSchema = v.picklist(TOOLS);
export type Tool = v.InferOutput<typeof toolSchema>;

/**
 * Down, to who shows a session: what the session policies deny them in it now; a whole snapshot, after `welcome`
 * only where something is denied, and at each change. Of a customer, `screen-sharing`: nobody in it may see a screen.
 */
export const sessionToolsSchema = v.object({
  type: v.literal('session-tools'),
  session: sessionIdSchema,
  denied: v.array(toolSchema),
});

/** Why a representative cannot do it. The page and the appliance say the same. */
export function toolDenied(tool: Tool): string {
  switch (tool) {
    case 'screen-sharing':
      return 'Your administrator does not allow you to see the customer’s screen in this session.';
    case 'elevation':
      return 'Your administrator does not allow you to elevate this chat to the screen.';
    case 'chat':
      return 'Your administrator does not allow you to write in the chat of this session.';
    case 'external-invitations':
      return 'Your administrator does not allow you to invite anybody from outside into this session.';
    case 'support-button':
      return 'Your administrator does not allow you to deploy Support Buttons out of this session.';
    case 'customer-notices':
      return 'Your administrator does not allow you to send notices to these customers.';
    default:
      return unreachable(tool);
  }
}
