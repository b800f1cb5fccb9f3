import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { openNotify } from '../../src/notify/edge/open.ts';
import { Sealing } from '../../src/platform/sealing.ts';
import { createAudit } from '../../src/settings/edge/audit.ts';
import { AUTHORITY } from '../certificates.ts';
import { MailRelay, readMail, RELAY_USER, SilentMachine } from '../mail-relay.ts';
import { OPTIONS as SITE_OPTIONS } from '../sites.ts';
import { openClaimedSite, Visitor, type Site } from './site.ts';

const WANTED = {
  server: 'smtp.example.com',
  port: '587',
  encryption: 'starttls',
  username: 'handrail',
  password: 's3cret-of-the-relay',
  from: 'support@example.com',
};
const OPTIONS = { ...SITE_OPTIONS, siteName: 'Example Help' };
const GATEWAY = 'https://user:pa55@sms.example.com:8443/send?key=g4teway&to={number}&text={message}';

/** The same stores after a restart with whatever key is in the data directory now. */
async function reopened(site: Site) {
  return openNotify({
    database: site.database,
    audit: createAudit({ journal: site.journal, clock: site.time }),
    settings: site.settings,
    sites: {
      texts: () => ({ subject: '', body: '', sms: '' }),
      externalTexts: () => ({ subject: '', body: '' }),
      from: () => undefined,
    },
    sealing: await Sealing.open(site.dataDir, site.log),
    publicUrl: undefined,
    trusted: undefined,
    clock: site.time,
    timers: site.time,
    log: site.log,
  });
}

test.serial(
  'Email Configuration: saved, recorded without its secret, and the secret is never shown again',
  async (t) => {
    const { site, ann } = await openClaimedSite();
    try {
      const form = await ann.see('/login/email');
      for (const label of [
        'Management',
        'Email Configuration',
        'SMTP Server',
        'Port',
        'Encryption',
        'TLS',
        'STARTTLS',
        'None',
        'User name',
        'Password',
        'From Address',
        'Send a test mail',
      ]) {
        t.true(form.text.includes(label), label);
      }
      t.notRegex(form.text, /ignore.{0,20}certificate/i);
      t.is((await ann.send('/login/email', WANTED)).location, '/login/email?done=saved');
      const entry = site.journal.stream('audit').at(-1);
      t.is(entry?.type, 'email-configuration-changed');
      t.like(entry?.data, {
        old: { server: '', username: '', from: '', password: 'none' },
        new: {
          server: 'smtp.example.com',
          username: 'handrail',
          from: 'support@example.com',
          password: 'set anew',
        },
      });
      const saved = await ann.see('/login/email?done=saved');
      t.regex(saved.text, /id="password"[^>]*value=""/);
      t.regex(saved.text, /A password is stored and not shown/);
      const rows = JSON.stringify(site.database.all(site.database.table('email_configuration')));
      for (const place of [
        saved.text,
        rows,
        JSON.stringify(site.journal.stream('audit')),
        JSON.stringify(site.log.lines),
      ]) {
        t.false(place.includes(WANTED.password));
      }
      t.is(site.email.access()?.password, WANTED.password);
      t.is((await reopened(site)).email.access()?.password, WANTED.password);
      const again = site.journal.head().seq;
      await ann.send('/login/email', { ...WANTED, password: '' });
      t.is(site.journal.head().seq, again, 'saving the same writes nothing');
      t.is(site.email.access()?.password, WANTED.password);
    } finally {
      await site.close();
    }
  },
);

test.serial(
  'a stored password goes to no other server, port or weaker encryption without being typed again',
  async (t) => {
    const { site, ann } = await openClaimedSite();
    try {
      await ann.see('/login/email');
      await ann.send('/login/email', WANTED);
      for (const [elsewhere, status] of [
        [{ server: 'smtp.evil.example' }, 422],
        [{ port: '2525' }, 422],
        [{ encryption: 'none' }, 422],
        [{ encryption: 'tls' }, 303],
        [{ from: 'other@example.com', encryption: 'tls' }, 303],
      ] as const) {
        await ann.see('/login/email');
        const answer = await ann.send('/login/email', { ...WANTED, password: '', ...elsewhere });
        t.is(answer.status, status, JSON.stringify(elsewhere));
        if (status === 422) {
          t.regex(answer.text, /id="password-problem"[^>]*>Please enter the password again/);
        }
      }
      await ann.see('/login/email');
      await ann.send('/login/email', { ...WANTED, encryption: 'tls', username: '', password: '' });
      t.is(site.email.password(), 'none');
      t.like(site.email.access(), { username: '', password: undefined });
      await ann.see('/login/email');
      t.is(
        (await ann.send('/login/email', { ...WANTED, server: '', from: '', username: '', password: '' }))
          .status,
        303,
      );
      t.is(site.email.access(), undefined);
    } finally {
      await site.close();
    }
  },
);

test.serial(
  'what cannot be used is said beside its field, what was typed stays, and nothing is saved',
  async (t) => {
    const { site, ann } = await openClaimedSite();
    try {
      await ann.see('/login/email');
      for (const [wrong, field] of [
        [{ server: 'smtp.example.com:587' }, 'server'],
        [{ server: 'smtp://example.com' }, 'server'],
        [{ server: 'exa mple.com' }, 'server'],
        [{ server: 'smtp.example.com\r\nX: y' }, 'server'],
        [{ server: '{{7*7}}' }, 'server'],
        [{ port: '0' }, 'port'],
        [{ port: '65536' }, 'port'],
        [{ port: '5e2' }, 'port'],
        [{ encryption: 'ssl3' }, 'encryption'],
        [{ username: '' }, 'username'],
        [{ password: '' }, 'password'],
        [{ password: 'a\r\nb' }, 'password'],
        [{ from: '' }, 'from'],
        [{ from: 'Support <support@example.com>' }, 'from'],
        [{ from: 'support@example.com\nBcc: eve@example.com' }, 'from'],
        [{ from: 'a@example.com, b@example.com' }, 'from'],
        [{ from: 'support\u202e@example.com' }, 'from'],
      ] as const) {
        const answer = await ann.send('/login/email', { ...WANTED, ...wrong });
        t.is(answer.status, 422, JSON.stringify(wrong));
        t.regex(
          answer.text,
          field === 'encryption' ? /class="error"/ : new RegExp(`id="${field}-problem"`),
          field,
        );
        t.false(answer.text.includes(WANTED.password));
      }
      const kept = await ann.send('/login/email', { ...WANTED, port: 'x' });
      t.regex(kept.text, /value="smtp\.example\.com"/);
      t.is(site.email.revision(), 0);
      t.is((await ann.send('/login/email', { ...WANTED, server: 'x'.repeat(1_000_000) })).status, 413);
    } finally {
      await site.close();
    }
  },
);

test.serial('of two who edit, the later is told what is stored now', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const other = new Visitor(site);
    await other.signIn('ann', 'three green ladders');
    await other.see('/login/email');
    await ann.see('/login/email');
    await ann.send('/login/email', WANTED);
    const late = await other.send('/login/email', { ...WANTED, server: 'other.example.com' });
    t.is(late.status, 409);
    t.regex(late.text, /<dd>smtp\.example\.com<\/dd>/);
    t.regex(late.text, /value="other\.example\.com"/);
    t.is(site.email.current().server, 'smtp.example.com');
  } finally {
    await site.close();
  }
});

test.serial(
  'a test mail says exactly what the relay answered, good or bad, and keeps the address',
  async (t) => {
    const { site, ann } = await openClaimedSite({ trusted: [AUTHORITY] });
    await using relay = await MailRelay.open({
      refusals: {
        recipient: (attempt) =>
          attempt === 2 ? { code: 451, text: '4.3.0 <b>Mailbox</b> busy' } : undefined,
      },
    });
    await using deaf = await SilentMachine.open('554 5.3.2 Not today\r\n');
    const account = {
      ...WANTED,
      server: 'localhost',
      username: RELAY_USER.user,
      password: RELAY_USER.password,
    };
    try {
      t.regex((await ann.see('/login/email')).text, /Save an SMTP server first/);
      await ann.send('/login/email', { ...account, port: String(relay.port) });
      await ann.see('/login/email');
      const good = await ann.send('/login/email/test', { to: 'me@example.com' });
      t.is(good.status, 200);
      t.regex(good.text, /The mail server took the test mail\. It said: 250 Queued as 4711/);
      t.regex(good.text, /id="to"[^>]*value="me@example\.com"/);
      t.regex(readMail(relay.arrived[0]?.raw ?? '').text, /This is a test/);
      const bad = await ann.send('/login/email/test', { to: 'me@example.com' });
      t.is(bad.status, 409);
      t.regex(bad.text, /refused the recipient\. It said: 451 4\.3\.0 &lt;b&gt;Mailbox&lt;\/b&gt; busy/);
      t.is(relay.tries, 2, 'a test is tried once');
      const wrong = await ann.send('/login/email/test', { to: 'me@example.com, you@example.com' });
      t.is(wrong.status, 422);
      t.regex(wrong.text, /id="to-problem"[^>]*>Please enter one e-mail address/);
      await ann.see('/login/email');
      await ann.send('/login/email', { ...account, port: String(deaf.port) });
      await ann.see('/login/email');
      t.regex(
        (await ann.send('/login/email/test', { to: 'me@example.com' })).text,
        /does not take messages now\. It said: 554 5\.3\.2 Not today/,
      );
      t.is((await ann.see('/login/email/test')).status, 200);
    } finally {
      await site.close();
    }
  },
);

test.serial('the invitation options carry the words of the seed, and say what is missing', async (t) => {
  const { site, ann } = await openClaimedSite();
  try {
    const form = await ann.see('/login/options');
    for (const words of [
      'Invitation Email Options',
      'Enable client-side emails for support and presentation invitations',
      'Enable server-side emails for support invitations',
      'SMS Gateway',
      'SMS Gateway URL',
      'This needs a mail server',
    ]) {
      t.true(form.text.includes(words), words);
    }
    await ann.send('/login/options', { ...OPTIONS, serverSideEmails: 'on' });
    t.like(site.settings.current(), { clientSideEmails: false, serverSideEmails: true });
    await ann.see('/login/email');
    await ann.send('/login/email', WANTED);
    t.notRegex((await ann.see('/login/options')).text, /This needs a mail server/);
  } finally {
    await site.close();
  }
});

test.serial(
  'SMS Gateway URL is sealed, shown as its host alone, kept when the field is blank, removed when asked',
  async (t) => {
    const { site, ann } = await openClaimedSite();
    try {
      await ann.see('/login/options');
      const wrong = await ann.send('/login/options', {
        ...OPTIONS,
        smsGatewayUrl: GATEWAY.replace('https', 'http'),
      });
      t.is(wrong.status, 422);
      t.regex(wrong.text, /id="smsGatewayUrl-problem"[^>]*>The SMS gateway must be reached securely/);
      t.regex(wrong.text, /value="http:\/\/user:pa55/, 'what was typed stays');
      t.is((await ann.send('/login/options', { ...OPTIONS, smsGatewayUrl: GATEWAY })).status, 303);
      const entry = site.journal.stream('audit').at(-1);
      t.like(entry?.data, {
        old: { smsGatewayHost: '', smsGatewaySealed: 'none' },
        new: { smsGatewayHost: 'sms.example.com:8443', smsGatewaySealed: 'set' },
      });
      const form = await ann.see('/login/options');
      t.regex(form.text, /An address at sms\.example\.com:8443 is stored/);
      const rows = JSON.stringify(site.database.all(site.database.table('settings')));
      for (const place of [
        form.text,
        rows,
        JSON.stringify(site.journal.stream('audit')),
        JSON.stringify(site.log.lines),
      ]) {
        t.notRegex(place, /pa55|g4teway/);
      }
      await ann.send('/login/options', { ...OPTIONS, siteName: 'Other', smsGatewayUrl: '' });
      t.is(site.outgoing.gateway(), 'stored');
      await ann.see('/login/options');
      await ann.send('/login/options', { ...OPTIONS, smsGatewayRemoved: 'on' });
      t.is(site.outgoing.gateway(), 'none');
      t.is(site.settings.current().smsGatewayHost, '');
    } finally {
      await site.close();
    }
  },
);

test.serial(
  'with another sealing key the secrets are asked for again, and nothing is sent with a wrong one',
  async (t) => {
    const { site, ann } = await openClaimedSite();
    try {
      await ann.see('/login/email');
      await ann.send('/login/email', WANTED);
      await ann.see('/login/options');
      await ann.send('/login/options', { ...OPTIONS, smsGatewayUrl: GATEWAY });
      const file = join(site.dataDir, 'sealing-key');
      const key = readFileSync(file, 'utf8');
      rmSync(file);
      const other = await reopened(site);
      t.is(other.email.password(), 'unreadable');
      t.is(other.email.access(), undefined);
      t.is(other.outgoing.gateway(), 'unreadable');
      await t.throwsAsync(
        other.email.change(
          'appliance',
          { ...site.email.current(), from: 'x@example.com' },
          '',
          site.email.revision(),
        ),
        { message: /not-valid/ },
      );
      writeFileSync(file, key);
      t.is((await reopened(site)).email.password(), 'stored');
    } finally {
      await site.close();
    }
  },
);
