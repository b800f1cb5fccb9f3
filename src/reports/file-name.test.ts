import test from 'ava';
import { instant } from '../kernel/index.ts';
import { fileName } from './file-name.ts';

const startedAt = instant(Date.UTC(2026, 10, 21, 23, 30));

for (const [customerName, expected] of [
  ['Maria Müller', '2026-11-22-00-30-Maria-Muller-recording.webm'],
  ['Jørgen Łukasz Großmann', '2026-11-22-00-30-Jorgen-Lukasz-Grossmann-recording.webm'],
  ['山田 太郎', '2026-11-22-00-30-customer-recording.webm'],
  ['Ｍａｒｉａ', '2026-11-22-00-30-Maria-recording.webm'],
  ['../../etc/passwd', '2026-11-22-00-30-etc-passwd-recording.webm'],
  ['a"; filename="x.exe', '2026-11-22-00-30-a-filename-x-exe-recording.webm'],
  ['CON\r\nSet-Cookie: a=b', '2026-11-22-00-30-CON-Set-Cookie-a-b-recording.webm'],
  ['-rf /', '2026-11-22-00-30-rf-recording.webm'],
  ['🙂', '2026-11-22-00-30-customer-recording.webm'],
  ['x'.repeat(100), `2026-11-22-00-30-${'x'.repeat(40)}-recording.webm`],
] as const) {
  test(`what ${JSON.stringify(customerName).slice(0, 40)} saves has a plain name`, (t) => {
    t.is(fileName({ customerName, startedAt }, 'recording.webm', 'Europe/Berlin'), expected);
  });
}
