import test from 'ava';
import { instant, LIMITS, type PortalId } from '../kernel/index.ts';
import { invitationMail, invitationSms, type Invitation, type InvitationTexts } from './invitation.ts';
import { type Language, LANGUAGES, say, wordsOf } from '../languages/index.ts';
import { IOS_MACROS, MACROS, saysTheWayIn, withMacros } from './macros.ts';

const INVITATION: Invitation = {
  to: 'session',
  repName: 'Maja Berg',
  key: 'ABCD-2345',
  url: 'https://help.example/?key=ABCD2345',
  portal: 'default-portal--------' as PortalId,
  siteName: 'Northwind',
  portalUrl: 'https://help.example',
  expiresAt: instant(Date.UTC(2026, 10, 21, 13, 30)),
  language: 'en',
  timeZone: 'Europe/Stockholm',
};
const DEFAULT_TEXTS = defaultTexts('en');

function defaultTexts(language: Language): InvitationTexts {
  const words = wordsOf(language);
  return {
    subject: say(words, 'invitation.subject'),
    body: say(words, 'invitation.body'),
    sms: say(words, 'invitation.sms'),
  };
}

test('the default mail says who invites, the link, the key, where to type it and until when', (t) => {
  const { subject, body } = invitationMail(INVITATION, DEFAULT_TEXTS);
  t.is(subject, 'Northwind: your support session');
  for (const part of [
    'Maja Berg of Northwind',
    '\nhttps://help.example/?key=ABCD2345\n',
    'go to https://help.example and type this session key: ABCD-2345',
    '21 November 2026 at 14:30 CET',
  ]) {
    t.true(body.includes(part), part);
  }
  t.notRegex(body, /%[A-Z_]+%/);
});

test('in every language of the customers the defaults say the same, with the time as it is written there', (t) => {
  for (const language of LANGUAGES) {
    const texts = defaultTexts(language);
    const { subject, body } = invitationMail({ ...INVITATION, language }, texts);
    const sms = invitationSms({ ...INVITATION, language }, texts);
    t.true(subject.includes('Northwind'), language);
    for (const value of ['Maja Berg', 'Northwind', INVITATION.url, INVITATION.portalUrl, INVITATION.key]) {
      t.true(body.includes(value), `${language}: ${value}`);
    }
    t.true(sms.includes(INVITATION.url), language);
    t.notRegex(subject + body + sms, /%[A-Z_]+%/, language);
  }
  t.regex(
    invitationMail({ ...INVITATION, language: 'de' }, defaultTexts('de')).body,
    /21\. November 2026 um 14:30 MEZ/,
  );
});

test('the default text message is one line with the link, and short', (t) => {
  const message = invitationSms(INVITATION, DEFAULT_TEXTS);
  t.true(message.includes('https://help.example/?key=ABCD2345 '));
  t.true(message.length < 160 + 60, message);
  t.notRegex(message, /[\r\n]|%[A-Z_]+%/);
});

test('every macro has its value, and each is used in the default texts', (t) => {
  const all = Object.keys(MACROS);
  const text = all.map((name) => `%${name}%`).join('|');
  t.notRegex(invitationSms(INVITATION, { ...DEFAULT_TEXTS, sms: text }), /%/);
  for (const name of all) {
    t.true(DEFAULT_TEXTS.body.includes(`%${name}%`), name);
  }
});

test('what a macro stands for is not looked at again, and other template languages mean nothing', (t) => {
  // eslint-disable-next-line no-template-curly-in-string -- it must appear as it is
  const hostile = '%SESSION_KEY% {{7*7}} ${7*7} <%= 7*7 %> {{#with "s" as |x|}} $& $1 __proto__';
  const { subject, body } = invitationMail(
    { ...INVITATION, repName: hostile, siteName: hostile },
    {
      subject: '%REP_NAME%',
      body: '%SITE_NAME% %constructor% %CONSTRUCTOR% %__PROTO__% 100%% {{SITE_NAME}} %REP_NAME',
      sms: '',
    },
  );
  t.is(subject, hostile);
  t.is(body, `${hostile} %constructor% %CONSTRUCTOR% %__PROTO__% 100%% {{SITE_NAME}} %REP_NAME`);
  t.is(withMacros('%REP_NAME%%REP_NAME%', { REP_NAME: 'x' } as never), 'xx');
});

test('no name breaks out of its line, turns the text around, or makes the mail endless', (t) => {
  const repName = 'Eve\r\nBcc: all@example.com\u2028\u202egnihsihp\u2066\u0000';
  const { subject, body } = invitationMail(
    { ...INVITATION, repName, siteName: 'x'.repeat(1_000_000) },
    { subject: 'From %REP_NAME%\r\nX: y', body: '%REP_NAME%|%SITE_NAME%', sms: '' },
  );
  t.is(subject, 'From Eve Bcc: all@example.com gnihsihp X: y');
  t.is(body.split('|')[0], 'Eve Bcc: all@example.com gnihsihp');
  t.true(body.length < 300);
  const long = invitationMail(INVITATION, { subject: '😀'.repeat(500), body: 'ä'.repeat(50_000), sms: '' });
  t.is(Array.from(long.subject).length, LIMITS.invitationSubjectCharacters);
  t.is(Array.from(long.body).length, LIMITS.invitationBodyCharacters);
});

test('whatever is too long around it, the link and the key are whole', (t) => {
  const url = `https://${'a'.repeat(50)}.${'b'.repeat(60)}.example/?key=ABCDEFGH2345`;
  const invitation = { ...INVITATION, url, key: 'ABCD-EFGH-2345', repName: 'R'.repeat(64) };
  for (const sms of [
    `${'words '.repeat(62)}%SESSION_KEY_URL%`,
    `%SESSION_KEY_URL% ${'words '.repeat(62)}`,
    `${'words '.repeat(30)}%SESSION_KEY_URL% ${'more '.repeat(30)}%REP_NAME%%REP_NAME%%REP_NAME%%REP_NAME%`,
    '%REP_NAME%'.repeat(20) + '%SESSION_KEY_URL%',
    `😀`.repeat(380) + '%SESSION_KEY_URL%',
  ]) {
    const message = invitationSms(invitation, { ...DEFAULT_TEXTS, sms });
    t.regex(message, new RegExp(`(^|[\\s…]|R)${url.replace(/[?./]/g, '\\$&')}($|[\\s…]|R)`), message);
    t.true(Array.from(message).length <= LIMITS.smsCharacters, message);
  }
  const body = `${'x'.repeat(1_900)}\n${'%PORTAL_URL% '.repeat(300)}\n%SESSION_KEY%\n%SESSION_KEY_URL%`;
  const mail = invitationMail(invitation, { ...DEFAULT_TEXTS, body });
  t.true(mail.body.includes(url));
  t.true(mail.body.includes('ABCD-EFGH-2345'));
  t.true(Array.from(mail.body).length <= LIMITS.invitationBodyCharacters);
});

test('a text says the way in by its link, or by its key and where to type it', (t) => {
  for (const text of [
    'x %SESSION_KEY_URL%',
    '%PORTAL_URL% and %SESSION_KEY%',
    DEFAULT_TEXTS.body,
    DEFAULT_TEXTS.sms,
  ]) {
    t.true(saysTheWayIn(text), text);
  }
  for (const text of ['', 'Hello', '%SESSION_KEY%', '%PORTAL_URL%', '%session_key_url%', 'SESSION_KEY_URL']) {
    t.false(saysTheWayIn(text), text);
  }
});

test('an access key to iOS profiles has texts and macros of its own, in every language', (t) => {
  for (const language of LANGUAGES) {
    const words = wordsOf(language);
    const texts = {
      subject: say(words, 'invitation.ios-subject'),
      body: say(words, 'invitation.ios-body'),
      sms: say(words, 'invitation.ios-sms'),
    };
    for (const macro of ['REP_NAME', 'ACCESS_KEY', 'ACCESS_KEY_URL', 'PROFILES_URL', 'EXPIRES'] as const) {
      t.true(Object.hasOwn(IOS_MACROS, macro) && texts.body.includes(`%${macro}%`), `${language} ${macro}`);
    }
    const invitation: Invitation = {
      ...INVITATION,
      to: 'ios-profiles',
      language,
      key: 'ABCD-2345-EF',
      url: 'https://help.example/ios-profiles?key=ABCD2345EF',
      portalUrl: 'https://help.example/ios-profiles',
    };
    const { subject, body } = invitationMail(invitation, texts);
    for (const part of [
      'ABCD-2345-EF',
      'https://help.example/ios-profiles?key=ABCD2345EF',
      'https://help.example/ios-profiles',
    ]) {
      t.true(body.includes(part), `${language}: ${part}`);
    }
    t.notRegex(`${subject}${body}${invitationSms(invitation, texts)}`, /%[A-Z_]+%/, language);
    t.true(invitationSms(invitation, texts).length <= LIMITS.smsCharacters, language);
  }
  // A text of the one kind says nothing with the macros of the other.
  const mixed = { subject: '', body: '%SESSION_KEY%', sms: '' };
  t.is(invitationMail({ ...INVITATION, to: 'ios-profiles' }, mixed).body, '%SESSION_KEY%');
});
