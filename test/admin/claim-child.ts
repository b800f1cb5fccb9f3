/** Run by claim-kill.test.ts: claims the site of the database file that it is given, and is killed meanwhile. */
import { writeSync } from 'node:fs';
import { ANN, openSite, Visitor } from './site.ts';

const site = await openSite({ file: process.argv[2] ?? '' });
const ann = new Visitor(site);
await ann.see(`/login/setup?claim=${site.claim}`);
writeSync(1, 'claiming\n');
const answer = await ann.send(`/login/setup?claim=${site.claim}`, ANN);
writeSync(1, answer.status === 303 ? 'claimed\n' : `refused: ${answer.status}\n`);
// The parent ends this process; the timer only makes sure that it does not stay if the parent is gone.
setTimeout(() => process.exit(), 5_000);
