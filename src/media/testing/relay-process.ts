import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { systemClock, systemTimers } from '../../platform/clock.ts';
import { createMediasoupRelay } from '../edge/mediasoup-relay.ts';

/** A process with a relay, to be killed: writes the worker's process id. */
const log = new MemoryLog();
const relay = await createMediasoupRelay({
  port: 0,
  announcedAddresses: ['127.0.0.1'],
  clock: systemClock,
  timers: systemTimers(log),
  log,
});
process.stdout.write(`${relay.workerPid}\n`);
