import type { DirectiveResult } from 'lit-html/directive.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import {
  Bell,
  Check,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  Clock3,
  Languages,
  FileX,
  LogOut,
  MonitorSmartphone,
  MonitorUp,
  MonitorX,
  SendHorizontal,
  ShieldCheck,
  UserX,
  WifiOff,
} from 'lucide-static';

const DRAWINGS = {
  alert: CircleAlert,
  bell: Bell,
  'circle-check': CircleCheck,
  delivered: CheckCheck,
  'file-x': FileX,
  language: Languages,
  leave: LogOut,
  nobody: UserX,
  offline: WifiOff,
  phone: MonitorSmartphone,
  send: SendHorizontal,
  sending: Clock3,
  sent: Check,
  share: MonitorUp,
  shield: ShieldCheck,
  stop: MonitorX,
} as const;

/** These point to where reading goes on. */
const POINTING: ReadonlySet<string> = new Set(['leave', 'send']);

const made = new Map<string, DirectiveResult>();

/** An icon of lucide's; it says nothing to a screen reader, so it stands beside words. The drawings are the package's own text. */
export function icon(
  name: keyof typeof DRAWINGS,
  size: 'small' | 'usual' | 'large' = 'usual',
): DirectiveResult {
  const key = `${name} ${size}`;
  let drawing = made.get(key);
  if (drawing === undefined) {
    drawing = unsafeHTML(
      DRAWINGS[name]
        .replace(/<!--.*?-->/su, '')
        .replace(
          /class="[^"]*"/u,
          `class="icon ${size} ${POINTING.has(name) ? 'pointing' : ''}" aria-hidden="true" focusable="false"`,
        )
        .trim(),
    );
    made.set(key, drawing);
  }
  return drawing;
}
