/** What a key press asks for. */
export type Shortcut =
  | { readonly do: 'session-key' }
  | { readonly do: 'accept' }
  | { readonly do: 'get-next' }
  | { readonly do: 'tab'; readonly place: number }
  | { readonly do: 'search' }
  | { readonly do: 'help' };

export interface Press {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  /** Whether the focus is where text is typed. */
  readonly inText: boolean;
}

/**
 * The shortcut of this key press. Letters are taken from `key`, and from the key's place on the
 * board where Alt makes another character of it (Alt+K is "˚" on a Mac).
 */
export function shortcutOf(press: Press): Shortcut | undefined {
  if (press.repeat) {
    return undefined;
  }
  const letter = letterOf(press);
  if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey && letter === 'k') {
    return { do: 'search' };
  }
  // Ctrl with Alt is AltGr, which types characters.
  if (press.altKey && !press.ctrlKey && !press.metaKey && !press.shiftKey) {
    if (letter === 'k') {
      return { do: 'session-key' };
    }
    if (letter === 'a') {
      return { do: 'accept' };
    }
    if (letter === 'n') {
      return { do: 'get-next' };
    }
    const digit = /^Digit([1-9])$/.exec(press.code)?.[1];
    return digit === undefined ? undefined : { do: 'tab', place: Number(digit) };
  }
  return press.key === '?' && !press.inText && !press.ctrlKey && !press.metaKey && !press.altKey
    ? { do: 'help' }
    : undefined;
}

function letterOf(press: Press): string {
  const key = press.key.toLowerCase();
  return /^[a-z]$/.test(key) ? key : (/^Key([A-Z])$/.exec(press.code)?.[1]?.toLowerCase() ?? '');
}

/** What the help dialog lists: what it does, and the keys of it. */
export const SHORTCUT_HELP: readonly {
  readonly area: string;
  readonly list: readonly (readonly [what: string, keys: readonly string[]])[];
}[] = [
  {
    area: 'Everywhere',
    list: [
      ['Generate a session key', ['Alt', 'K']],
      ['Accept what is assigned to you, the chosen customer, or the one who waits longest', ['Alt', 'A']],
      ['Get Next: who waits longest in the queues of your teams', ['Alt', 'N']],
      ['Go to the queues, or to a session tab', ['Alt', '1…9']],
      ['Search sessions and actions', ['Ctrl', 'K']],
      ['Show this list', ['?']],
    ],
  },
  {
    area: 'In a queue',
    list: [
      ['Next or previous customer', ['↓', '↑']],
      ['First or last customer', ['Home', 'End']],
      ['Show or close the details', ['Enter']],
    ],
  },
  {
    area: 'On the tabs',
    list: [
      ['Next or previous tab', ['→', '←']],
      ['Move the tab', ['Ctrl', 'Shift', '→ ←']],
      ['Rename the tab', ['F2']],
      ['Close the tab of an ended session', ['Delete']],
    ],
  },
  {
    area: 'In the chat',
    list: [
      ['Send', ['Enter']],
      ['New line', ['Shift', 'Enter']],
    ],
  },
];
