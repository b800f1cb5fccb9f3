import * as v from 'valibot';

const MINUTE_MS = 60_000;

/** What the times on the page *Customer Client* can be. */
export const AGREEMENT_TIMEOUTS_MS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS);
export const ON_HOLD_INTERVALS_MS = [0.5, 1, 2, 3, 5, 10].map((minutes) => minutes * MINUTE_MS);
export const RECONNECT_TIMEOUTS_MS = [1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS);
/** 0: only when the customer follows the link. */
export const REDIRECT_AFTER_MS = [0, 5_000, 10_000, 20_000, 30_000];
/** `site-wide`: as *Enable Screen Sharing Recording* says. */
const RECORDING_OVERRIDES = ['site-wide', 'on', 'off'] as const;
/** Where a watermark stands in the picture. */
export const WATERMARK_PLACES = ['top-left', 'top-right', 'middle', 'bottom-left', 'bottom-right'] as const;
export type WatermarkPlace = (typeof WATERMARK_PLACES)[number];
export const WATERMARK_OPACITIES = [20, 40, 60, 80, 100];

/** How the customer's page of a public site behaves, the same in every language. */
export interface ClientOptions {
  readonly agreementFull: boolean;
  readonly agreementChat: boolean;
  /** *Acceptance Timeout*. */
  readonly agreementTimeoutMs: number;
  /** Whether customers are told their place in line, and how long others have waited. */
  readonly displayPlace: boolean;
  readonly displayExpectedWait: boolean;
  readonly spellCheck: boolean;
  readonly displayGreeting: boolean;
  readonly displayOnHold: boolean;
  readonly onHoldEveryMs: number;
  readonly displayWatermark: boolean;
  readonly watermarkPlace: WatermarkPlace;
  readonly watermarkOpacity: number;
  readonly recording: (typeof RECORDING_OVERRIDES)[number];
  readonly recordingPrompt: boolean;
  /** *Notify Waiting Customers by Web Push*. */
  readonly webPush: boolean;
  readonly displayAfter: boolean;
  readonly redirectAfterMs: number;
  readonly displayExitSurvey: boolean;
  /** Whether customers may save the recordings of their own sessions. */
  readonly offersRecordings: boolean;
  readonly displayOrphaned: boolean;
  /** How long a customer who lost the connection is waited for. */
  readonly reconnectTimeoutMs: number;
}

export const DEFAULT_CLIENT_OPTIONS: ClientOptions = {
  agreementFull: false,
  agreementChat: false,
  agreementTimeoutMs: 10 * MINUTE_MS,
  displayPlace: true,
  displayExpectedWait: true,
  spellCheck: true,
  displayGreeting: false,
  displayOnHold: false,
  onHoldEveryMs: 2 * MINUTE_MS,
  displayWatermark: false,
  watermarkPlace: 'top-right',
  watermarkOpacity: 40,
  recording: 'site-wide',
  recordingPrompt: false,
  webPush: true,
  displayAfter: false,
  redirectAfterMs: 0,
  displayExitSurvey: true,
  offersRecordings: false,
  displayOrphaned: true,
  reconnectTimeoutMs: 5 * MINUTE_MS,
};

const schemas = {
  agreementFull: v.boolean(),
  agreementChat: v.boolean(),
  agreementTimeoutMs: v.picklist(AGREEMENT_TIMEOUTS_MS),
  displayPlace: v.boolean(),
  displayExpectedWait: v.boolean(),
  spellCheck: v.boolean(),
  displayGreeting: v.boolean(),
  displayOnHold: v.boolean(),
  onHoldEveryMs: v.picklist(ON_HOLD_INTERVALS_MS),
  displayWatermark: v.boolean(),
  watermarkPlace: v.picklist(WATERMARK_PLACES),
  watermarkOpacity: v.picklist(WATERMARK_OPACITIES),
  recording: v.picklist(RECORDING_OVERRIDES),
  recordingPrompt: v.boolean(),
  webPush: v.boolean(),
  displayAfter: v.boolean(),
  redirectAfterMs: v.picklist(REDIRECT_AFTER_MS),
  displayExitSurvey: v.boolean(),
  offersRecordings: v.boolean(),
  displayOrphaned: v.boolean(),
  reconnectTimeoutMs: v.picklist(RECONNECT_TIMEOUTS_MS),
} as const satisfies {
  readonly [Name in keyof ClientOptions]: v.GenericSchema<unknown, ClientOptions[Name]>;
};

const CLIENT_OPTION_NAMES = Object.keys(schemas) as readonly (keyof ClientOptions)[];

/** Stored options; one that is missing, or that another version wrote and this one does not know, is its default. */
export function parseClientOptions(stored: Readonly<Record<string, unknown>>): ClientOptions {
  return Object.fromEntries(
    CLIENT_OPTION_NAMES.map((name) => {
      const read = v.safeParse(schemas[name], stored[name]);
      return [name, read.success ? read.output : DEFAULT_CLIENT_OPTIONS[name]];
    }),
  ) as unknown as ClientOptions;
}

/** The options of a form: a tick is there or not, everything else is what was chosen. */
export function sentClientOptions(fields: Readonly<Record<string, string>>): ClientOptions {
  return Object.fromEntries(
    CLIENT_OPTION_NAMES.map((name) => {
      const sent = fields[name];
      const kind = typeof DEFAULT_CLIENT_OPTIONS[name];
      return [name, kind === 'boolean' ? sent !== undefined : kind === 'number' ? Number(sent) : sent];
    }),
  ) as unknown as ClientOptions;
}

/** A sentence for each option that cannot be so. */
export function clientOptionProblems(options: ClientOptions): Readonly<Record<string, string>> {
  return Object.fromEntries(
    CLIENT_OPTION_NAMES.filter((name) => !v.is(schemas[name], options[name])).map((name) => [
      name,
      'Please choose one of the offered values.',
    ]),
  );
}
