import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test from 'ava';
import { ANN, openSite, Visitor } from './site.ts';

/**
 * Opens a site on a file and claims it, in a process of its own that is killed `afterMs` after it began
 * to, or the moment that it was told it had. Answers whether it was told.
 */
function claimAndDie(file: string, afterMs: number | 'claimed'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'claim-child.ts'), file], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // What it leaves when it is killed goes with the file.
      env: { ...process.env, TMPDIR: dirname(file) },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('claimed')) {
        child.kill('SIGKILL');
      } else if (afterMs !== 'claimed') {
        setTimeout(() => child.kill('SIGKILL'), afterMs);
      }
    });
    child.on('error', reject);
    child.on('exit', () => resolve(said.includes('claimed')));
  });
}

test('kill -9 in the middle of a claim leaves the appliance claimed or unclaimed, never between', async (t) => {
  const outcomes: string[] = [];
  for (const afterMs of [0, 30, 60, 90, 130, 'claimed'] as const) {
    const directory = mkdtempSync(join(tmpdir(), 'handrail-kill-'));
    const file = join(directory, 'handrail.sqlite');
    const acknowledged = await claimAndDie(file, afterMs);
    const site = await openSite({ file });
    const ann = new Visitor(site);
    try {
      const signedIn = (await ann.signIn(ANN.username, ANN.password)).status === 303;
      outcomes.push(signedIn ? 'claimed' : 'unclaimed');
      if (signedIn) {
        t.is(site.claim, '', 'a claimed appliance opens no claim');
        t.is(site.settings.current().siteName, ANN.siteName);
        t.is((await ann.see('/login/users')).status, 200);
        t.is(site.journal.stream('audit')[0]?.type, 'set-up');
      } else {
        t.false(acknowledged, 'what was answered is kept');
        t.is(site.people.list({ search: '', page: 1 }).total, 0);
        t.is(site.settings.revision(), 0);
        t.is(site.journal.stream('audit').length, 0);
        await ann.see(`/login/setup?claim=${site.claim}`);
        t.is(
          (await ann.send(`/login/setup?claim=${site.claim}`, ANN)).status,
          303,
          'and can be claimed again',
        );
      }
      t.true(site.journal.verify().ok);
    } finally {
      await site.close();
      rmSync(directory, { recursive: true });
    }
  }
  t.log(outcomes.join(' '));
});
