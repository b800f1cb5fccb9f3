/**
 * Proves that a mediasoup worker works on this machine before the cache keeps it.
 *
 * usage: node dev/worker/prove.ts FILE
 *
 * Opens what every session needs (a WebRTC server, a router, a transport with its certificate and
 * candidates), then sends a packet from one router to another through SRTP in each suite that the
 * appliance offers, so that the cryptography below has really run. Ends with exit status 1 and the
 * reason when any of it fails.
 */
import { resolve } from 'node:path';
import { createWorker } from 'mediasoup';
import type { Router, RouterRtpCodecCapability, RtpParameters, SrtpCryptoSuite } from 'mediasoup/types';

const PATIENCE_MS = 10_000;
const LISTEN = { protocol: 'udp', ip: '127.0.0.1' } as const;
const OPUS = {
  kind: 'audio',
  mimeType: 'audio/opus',
  clockRate: 48_000,
  channels: 2,
  preferredPayloadType: 100,
} as const satisfies RouterRtpCodecCapability;
const SUITES: readonly SrtpCryptoSuite[] = [
  'AEAD_AES_128_GCM',
  'AEAD_AES_256_GCM',
  'AES_CM_128_HMAC_SHA1_80',
];

const [file] = process.argv.slice(2);
if (file === undefined) {
  throw new Error('usage: node dev/worker/prove.ts FILE');
}
const workerBin = resolve(file);

/** An RTP packet (RFC 3550, section 5.1) of version 2 with a payload of one byte. */
function rtpPacket(ssrc: number): Buffer {
  const packet = Buffer.from([0x80, OPUS.preferredPayloadType, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0x2a]);
  packet.writeUInt32BE(ssrc, 8);
  return packet;
}

function opusParameters(ssrc: number): RtpParameters {
  return {
    codecs: [
      {
        mimeType: OPUS.mimeType,
        payloadType: OPUS.preferredPayloadType,
        clockRate: OPUS.clockRate,
        channels: OPUS.channels,
      },
    ],
    encodings: [{ ssrc }],
  };
}

/** Resolves when a packet that enters `from` has left `to`, encrypted on the way between them. */
async function sendThroughSrtp(from: Router, to: Router, suite: SrtpCryptoSuite): Promise<void> {
  const options = { listenInfo: LISTEN, enableSrtp: true, srtpCryptoSuite: suite };
  const sender = await from.createPlainTransport(options);
  const receiver = await to.createPlainTransport(options);
  if (sender.srtpParameters === undefined || receiver.srtpParameters === undefined) {
    throw new Error(`no SRTP parameters for ${suite}`);
  }
  await sender.connect({
    ip: LISTEN.ip,
    port: receiver.tuple.localPort,
    srtpParameters: receiver.srtpParameters,
  });
  await receiver.connect({
    ip: LISTEN.ip,
    port: sender.tuple.localPort,
    srtpParameters: sender.srtpParameters,
  });

  const source = await (
    await from.createDirectTransport()
  ).produce({ kind: 'audio', rtpParameters: opusParameters(1111) });
  const outgoing = await sender.consume({ producerId: source.id, rtpCapabilities: from.rtpCapabilities });
  const incoming = await receiver.produce({ kind: 'audio', rtpParameters: outgoing.rtpParameters });
  const sink = await (
    await to.createDirectTransport()
  ).consume({ producerId: incoming.id, rtpCapabilities: to.rtpCapabilities });

  const arrived = new Promise<void>((done) => sink.on('rtp', () => done()));
  source.send(rtpPacket(1111));
  await arrived;
}

async function proveWorker(): Promise<void> {
  const worker = await createWorker({ workerBin, logLevel: 'warn', logTags: ['srtp', 'dtls'] });
  const died = new Promise<never>((_, reject) => worker.on('died', reject));
  const late = AbortSignal.timeout(PATIENCE_MS);
  const impatient = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error(`not done within ${PATIENCE_MS / 1000} s`)));
  });
  try {
    const proof = async () => {
      const webRtcServer = await worker.createWebRtcServer({
        listenInfos: [LISTEN, { ...LISTEN, protocol: 'tcp' }],
      });
      const from = await worker.createRouter({ mediaCodecs: [OPUS] });
      const to = await worker.createRouter({ mediaCodecs: [OPUS] });
      const transport = await from.createWebRtcTransport({ webRtcServer });
      if (transport.iceCandidates.length === 0 || transport.dtlsParameters.fingerprints.length === 0) {
        throw new Error('a WebRTC transport has no candidates or no certificate');
      }
      for (const suite of SUITES) {
        await sendThroughSrtp(from, to, suite);
      }
    };
    await Promise.race([proof(), died, impatient]);
  } finally {
    worker.close();
  }
}

try {
  await proveWorker();
} catch (error) {
  console.error(`${workerBin} does not work: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
