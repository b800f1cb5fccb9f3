import * as v from 'valibot';
import { Fault, type Log, type Transaction, unreachable } from '../kernel/index.ts';
import type { Audit, AuditEvent, By, SettingsStore } from './ports.ts';
import {
  changesBetween,
  parseSettings,
  SEALED_SETTINGS,
  type SettingName,
  settingSchemas,
  type SiteSettings,
} from './site-settings.ts';

export interface Settings {
  /** As they are now; cheap, from memory. */
  current(): SiteSettings;
  /** Changes with every write, so that a form can tell whether somebody else saved meanwhile. */
  revision(): number;
  /**
   * Writes the values that differ and records old and new. Raises `changed-meanwhile` when the
   * settings are not at `revision` any more, `not-valid` with the field for a value out of its limits.
   */
  change(by: By, wanted: Partial<SiteSettings>, revision: number): Promise<void>;
  /** The same within a write of another room; `afterwards` is to be called when that write is on the disk. */
  changeInside(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    wanted: Partial<SiteSettings>,
  ): { afterwards(): void };
  /** Calls `listener` after each change that is on the disk. */
  onChanged(listener: (settings: SiteSettings, before: SiteSettings) => void): Disposable;
}

export function createSettings(ports: {
  readonly store: SettingsStore;
  readonly audit: Audit;
  readonly log: Log;
}): Settings {
  const { store, audit, log } = ports;
  const listeners = new Set<(settings: SiteSettings, before: SiteSettings) => void>();
  const loaded = parseSettings(store.load());
  let settings = loaded.settings;
  let revision = store.revision();
  for (const name of loaded.unreadable) {
    log.warn({ setting: name }, 'A stored setting could not be read; its default is used');
  }

  function apply(): void {
    const before = settings;
    settings = parseSettings(store.load()).settings;
    revision = store.revision();
    for (const listener of listeners) {
      listener(settings, before);
    }
  }

  function changeInside(
    tx: Transaction,
    record: (event: AuditEvent) => void,
    by: By,
    wanted: Partial<SiteSettings>,
  ): { afterwards(): void } {
    const changes = changesBetween(parseSettings(store.load()).settings, wanted);
    if (changes.length === 0) {
      return { afterwards: () => undefined };
    }
    for (const change of changes) {
      if (!v.is(settingSchemas[change.name], change.new)) {
        throw new Fault('not-valid', { field: change.name, sentence: sentenceFor(change.name) });
      }
    }
    store.put(tx, Object.fromEntries(changes.map((change) => [change.name, change.new])));
    record({
      type: 'settings-changed',
      data: {
        by,
        old: Object.fromEntries(changes.map(({ name, old }) => [name, recorded(name, old)])),
        new: Object.fromEntries(changes.map((change) => [change.name, recorded(change.name, change.new)])),
      },
    });
    return { afterwards: apply };
  }

  return {
    current: () => settings,
    revision: () => revision,
    changeInside,
    async change(by, wanted, expectedRevision) {
      const written = await audit.write((tx, record) => {
        // The store's own number: another change may be on its way to the disk in this very turn.
        const isAnswered = changesBetween(parseSettings(store.load()).settings, wanted).length === 0;
        // A form that is pressed twice is sent twice.
        if (store.revision() !== expectedRevision && !isAnswered) {
          throw new Fault('changed-meanwhile');
        }
        return changeInside(tx, record, by, wanted);
      });
      written.afterwards();
    },
    onChanged(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => listeners.delete(listener) };
    },
  };
}

/** What the audit is told of a value. */
function recorded<Value>(name: SettingName, value: Value): Value | 'none' | 'set' {
  return SEALED_SETTINGS.has(name) ? (value === '' ? 'none' : 'set') : value;
}

function sentenceFor(name: SettingName): string {
  switch (name) {
    case 'siteName':
      return 'Please give the site a name of up to 80 characters.';
    case 'maximumSessionKeyTimeoutMs':
      return 'Please choose between 5 minutes and 30 days.';
    case 'teamChatHistoryDays':
      return 'Please give a whole number of days from 0 to 3650.';
    case 'peerToPeer':
    case 'requireClosedSessions':
    case 'fallbackForNormalSessions':
    case 'fallbackForJumpSessions':
    case 'fallbackTeam':
    case 'showSessionInformation':
    case 'screenSharingRecording':
    case 'clientSideEmails':
    case 'serverSideEmails':
    case 'smsGatewayHost':
    case 'smsGatewaySealed':
      return 'Please choose one of the offered values.';
    default:
      return unreachable(name);
  }
}
