import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { createRecorder } from '../edge/recorder.ts';

/**
 * A process that records and is killed: `directory file ssrc payloadType`. Writes the port where it
 * listens, takes the port of the sender from its standard input.
 */
const [directory = '', file = '', ssrc, payloadType] = process.argv.slice(2);
const capture = await createRecorder(directory, new MemoryLog()).begin(file);
process.stdout.write(`${capture.port}\n`);
process.stdin.once('data', (text) => {
  void capture.expect({
    codec: 'VP9',
    ssrc: Number(ssrc),
    payloadType: Number(payloadType),
    relayPort: Number(text),
  });
});
