import { domainToASCII } from 'node:url';
import * as v from 'valibot';
import { type ButtonProfileId, idPattern, LIMITS, type TeamId } from '../../kernel/index.ts';
import { LANGUAGES } from '../../languages/index.ts';
import { checkboxField, choiceField, textField } from '../../platform/web.ts';
import {
  hostTyped,
  MODES,
  parseHolidays,
  parseSpans,
  type SiteFields,
  TIME_ZONES,
  WAYS,
} from '../../portals/index.ts';
import { DAY_FIELD, ISSUE_TEAM_FIELD, LANGUAGE_FIELD, MODE_FIELD, WAY_FIELD } from '../public-sites.ts';
import { revisionField } from './forms.ts';

/** A host name in ASCII; what has no such form stays as it was typed, for the room to refuse by name. */
function hostInAscii(text: string): string {
  const host = hostTyped(text);
  return domainToASCII(host) || host;
}

const colourField = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.trim().toLowerCase()),
  v.check((text) => text.length <= 20, 'Please write the colour as # and six digits or letters A to F.'),
  v.transform((text) => {
    const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(text)?.[1];
    return digits === undefined ? text : `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`;
  }),
  v.transform((text) => (text === '' ? undefined : text)),
);

const spansField = v.pipe(
  v.optional(v.string(), ''),
  v.check(
    (text) => text.length <= 200 && parseSpans(text) !== undefined,
    `Please write the hours like 09:00–12:30, 13:30–17:00, up to ${LIMITS.spansPerDay} apart from each other, and leave a closed day blank. What goes past midnight is 22:00–24:00 here and 00:00–02:00 on the next day.`,
  ),
  v.transform((text) => parseSpans(text) ?? []),
);

const siteFields = v.looseObject({
  // The default site sends none.
  name: v.optional(textField('Name', { min: 0, max: LIMITS.siteNameCharacters }), ''),
  addresses: v.pipe(
    textField('Site Addresses', { min: 0, max: LIMITS.siteAddressesCharacters, lines: true }),
    v.transform((text) => [
      ...new Set(
        text
          .split(/[\s,;]+/)
          .filter((each) => each !== '')
          .map(hostInAscii),
      ),
    ]),
  ),
  mainColour: colourField,
  headerColour: colourField,
  defaultLanguage: choiceField('the default language', LANGUAGES),
  timeZone: v.pipe(
    v.string(),
    v.check((zone) => TIME_ZONES.includes(zone), 'Please choose one of the offered time zones.'),
  ),
  hours: choiceField('the hours', ['always', 'hours']),
  ...Object.fromEntries(Array.from({ length: 7 }, (_, day) => [`${DAY_FIELD}${day}`, spansField])),
  holidays: v.pipe(
    textField('Holidays', { min: 0, max: LIMITS.siteHolidaysCharacters, lines: true }),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const holidays = parseHolidays(dataset.value);
      if ('wrong' in holidays) {
        addIssue({
          message: `“${holidays.wrong.slice(0, 60)}” is no day. Please write one day a line, such as 2026-12-25 Christmas Day, *-01-01 New Year, or 2026-12-24 09:00-12:00 Christmas Eve.`,
        });
        return NEVER;
      }
      if ('twice' in holidays) {
        addIssue({
          message: `${holidays.twice} stands there twice. Please write one line for each day, with all of its hours: 2026-12-24 09:00-12:00, 14:00-16:00 Christmas Eve.`,
        });
        return NEVER;
      }
      return holidays;
    }),
  ),
  keysWhileClosed: checkboxField(),
  ...Object.fromEntries(WAYS.map((way) => [`${WAY_FIELD}${way}`, checkboxField()])),
  ...Object.fromEntries(WAYS.map((way) => [`${MODE_FIELD}${way}`, choiceField('what it starts', MODES)])),
  issueTeams: choiceField('the issues', ['all', 'selected']),
  companyCode: checkboxField(),
  buttonProfile: v.pipe(
    v.optional(v.string(), ''),
    v.transform((profile) => (profile === '' ? undefined : (profile as ButtonProfileId))),
  ),
  offersTranscript: checkboxField(),
  offersReceipt: checkboxField(),
  iosProfiles: checkboxField(),
});

/** Fields whose names are put together are checked by the schema, which its type does not say. */
type Sent = v.InferOutput<typeof siteFields> & Readonly<Record<string, never>>;

function fieldsOf(sent: v.InferOutput<typeof siteFields>): SiteFields {
  const by = sent as Sent;
  const ticked = LANGUAGES.filter((language) => by[`${LANGUAGE_FIELD}${language}`] === 'on');
  return {
    name: sent.name,
    addresses: sent.addresses,
    mainColour: sent.mainColour,
    headerColour: sent.headerColour,
    languages: ticked.toSorted(
      (one, other) => Number(other === sent.defaultLanguage) - Number(one === sent.defaultLanguage),
    ),
    schedule: {
      timeZone: sent.timeZone,
      hours:
        sent.hours === 'always'
          ? 'always'
          : Array.from({ length: 7 }, (_, day) => by[`${DAY_FIELD}${day}`] ?? []),
      holidays: sent.holidays,
    },
    keysWhileClosed: sent.keysWhileClosed,
    ways: {
      sessionKey: way('sessionKey'),
      issues: way('issues'),
      representatives: way('representatives'),
    },
    issueTeams:
      sent.issueTeams === 'all'
        ? 'all'
        : (Object.keys(sent)
            .filter((name) => name.startsWith(ISSUE_TEAM_FIELD))
            .map((name) => name.slice(ISSUE_TEAM_FIELD.length))
            .filter((id) => idPattern.test(id)) as TeamId[]),
    companyCode: sent.companyCode,
    buttonProfile: sent.buttonProfile,
    offersTranscript: sent.offersTranscript,
    offersReceipt: sent.offersReceipt,
    iosProfiles: sent.iosProfiles,
  };
  function way(name: (typeof WAYS)[number]): SiteFields['ways'][typeof name] {
    return { shown: by[`${WAY_FIELD}${name}`] ?? false, mode: by[`${MODE_FIELD}${name}`] ?? 'full' };
  }
}

export const addSiteForm = v.pipe(siteFields, v.transform(fieldsOf));

export const editSiteForm = v.pipe(
  v.looseObject({ ...siteFields.entries, revision: revisionField }),
  v.transform((sent) => ({ revision: sent.revision, fields: fieldsOf(sent) })),
);
