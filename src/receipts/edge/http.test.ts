import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import type { Entry } from '../../journal/index.ts';
import { LIMITS, newId, type PortalId, type RecordingId, type SessionId } from '../../kernel/index.ts';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { SeededRandom } from '../../kernel/testing/seeded-random.ts';
import { createWeb, Views } from '../../platform/web.ts';
import type { PublicSite } from '../../portals/index.ts';
import { receiptRoutes, type ReceiptPorts } from './http.ts';

test('a customer saves a recording in parts, and no more of the journal is read than it takes to know which it is', async (t) => {
  const random = new SeededRandom(2026);
  const clock = new FakeTime();
  const log = new MemoryLog();
  const session = newId<SessionId>(random);
  const recordings = Array.from({ length: LIMITS.recordingsOffered + 1 }, () => newId<RecordingId>(random));
  // Each after 150 events that are none.
  const entries = recordings.flatMap((recordingId, index) =>
    Array.from({ length: 151 }, (_, place): Entry => ({
      seq: index * 151 + place + 1,
      version: index * 151 + place + 1,
      stream: `session:${session}`,
      at: clock.now(),
      hash: '',
      ...(place === 150
        ? { type: 'recording-started', data: { recordingId, file: 'f' } }
        : { type: 'screen-stopped', data: { reason: 'source-ended' } }),
    })),
  );
  const directory = await mkdtemp(join(tmpdir(), 'handrail-receipts-'));
  let read = 0;
  let offers = true;
  const ports: Pick<ReceiptPorts, 'journal' | 'ended' | 'siteOf' | 'offersRecordings' | 'recordingFile'> = {
    journal: {
      page: (after, limit) => {
        read += 1;
        return entries.slice(after, after + limit);
      },
    },
    ended: () => ({ site: 'site' as PortalId }),
    siteOf: () => ({ id: 'site' }) as PublicSite,
    offersRecordings: () => offers,
    recordingFile: (_session, recording) => join(directory, `${recording}.webm`),
  };
  for (const recording of recordings) {
    await writeFile(join(directory, `${recording}.webm`), Buffer.alloc(10_000));
  }
  const web = createWeb({
    routes: receiptRoutes(ports as ReceiptPorts),
    views: Views.load({
      directory: join(import.meta.dirname, '../../../views'),
      asset: (name) => name,
      clock,
    }),
    principals: {
      person: () => undefined,
      may: () => false,
      personCookie: 'who',
      customer: () => ({ kind: 'customer', session, signIn: '' }),
      external: () => undefined,
      claimant: () => false,
    },
    page: () => ({ isOurs: true, siteName: 'Example Help' }),
    signInPath: '/login/sign-in',
    publicUrl: undefined,
    trustedHops: 0,
    clock,
    random,
    log,
  });
  const port = await web.listen(0, '127.0.0.1');
  t.teardown(async () => {
    await web.close();
    await rm(directory, { recursive: true });
  });
  const part = async (recording: RecordingId | undefined) => {
    read = 0;
    const answer = await fetch(`http://127.0.0.1:${port}/session/${session}/recordings/${recording}`, {
      headers: { Range: 'bytes=4000-4999' },
    });
    await answer.arrayBuffer();
    return [
      answer.status,
      /recording.*webm(?=")/.exec(answer.headers.get('content-disposition') ?? '')?.[0],
      read,
    ];
  };
  t.deepEqual(await part(recordings[0]), [206, 'recording.webm', 2]);
  t.deepEqual(await part(recordings[1]), [206, 'recording-2.webm', 4]);
  t.deepEqual((await part(recordings[LIMITS.recordingsOffered - 1])).slice(0, 2), [206, 'recording-20.webm']);
  t.is((await part(recordings[LIMITS.recordingsOffered]))[0], 404, 'more than are offered');
  t.is((await part(newId<RecordingId>(random)))[0], 404);
  offers = false;
  t.deepEqual(await part(recordings[0]), [404, undefined, 0]);
});
