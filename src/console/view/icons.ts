import type { DirectiveResult } from 'lit-html/directive.js';
import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';
import {
  Bell,
  BellOff,
  ChartNoAxesColumn,
  Check,
  ChevronDown,
  ChevronRight,
  CircleAlert,
  Columns3,
  Copy,
  Ellipsis,
  Expand,
  Eye,
  FileText,
  Inbox,
  Info,
  Keyboard,
  KeyRound,
  LayoutDashboard,
  LifeBuoy,
  LogOut,
  Mail,
  Maximize,
  MessageCircle,
  MessageSquareText,
  MonitorOff,
  MonitorPlay,
  MonitorUp,
  MonitorX,
  MoveDown,
  MoveLeft,
  MoveRight,
  MoveUp,
  PanelLeftClose,
  PanelLeftOpen,
  PanelRightClose,
  PanelRightOpen,
  PhoneOff,
  Plus,
  ArrowRightLeft,
  RotateCw,
  Search,
  Send,
  Settings,
  Share2,
  Shrink,
  SkipForward,
  Smartphone,
  Star,
  UserRound,
  UserRoundCheck,
  Users,
  WifiOff,
  X,
} from 'lucide-static';

const DRAWINGS = {
  device: Smartphone,
  alert: CircleAlert,
  'support-button': LifeBuoy,
  bell: Bell,
  'bell-off': BellOff,
  chat: MessageCircle,
  check: Check,
  close: X,
  columns: Columns3,
  copy: Copy,
  dashboard: LayoutDashboard,
  down: ChevronDown,
  end: PhoneOff,
  fit: Shrink,
  'actual-size': Expand,
  fullscreen: Maximize,
  inbox: Inbox,
  info: Info,
  key: KeyRound,
  keyboard: Keyboard,
  mail: Mail,
  'move-down': MoveDown,
  'move-left': MoveLeft,
  'move-right': MoveRight,
  'move-up': MoveUp,
  offline: WifiOff,
  'panes-hide': PanelRightClose,
  'panes-show': PanelRightOpen,
  person: UserRound,
  report: FileText,
  plus: Plus,
  queues: Users,
  'queues-hide': PanelLeftClose,
  'queues-show': PanelLeftOpen,
  again: RotateCw,
  right: ChevronRight,
  more: Ellipsis,
  'screen-off': MonitorOff,
  'screen-on': MonitorPlay,
  'screen-request': MonitorUp,
  'screen-stop': MonitorX,
  search: Search,
  send: Send,
  settings: Settings,
  share: Share2,
  star: Star,
  next: SkipForward,
  'take-over': UserRoundCheck,
  transfer: ArrowRightLeft,
  'sign-out': LogOut,
  sms: MessageSquareText,
  statistics: ChartNoAxesColumn,
  view: Eye,
} as const;

export type IconName = keyof typeof DRAWINGS;

const made = new Map<string, DirectiveResult>();

/** An icon of lucide's; it says nothing to a screen reader, so it stands beside words or in a control with a name. */
export function icon(name: IconName, size: 'small' | 'usual' | 'large' = 'usual'): DirectiveResult {
  const key = `${name} ${size}`;
  let drawing = made.get(key);
  if (drawing === undefined) {
    const classes = size === 'usual' ? 'icon' : `icon ${size}`;
    drawing = unsafeHTML(
      DRAWINGS[name]
        .replace(/<!--.*?-->/su, '')
        .replace(/class="[^"]*"/u, `class="${classes}" aria-hidden="true" focusable="false"`)
        .trim(),
    );
    made.set(key, drawing);
  }
  return drawing;
}
