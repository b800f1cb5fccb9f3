import type { ExecutionContext, TestFn } from 'ava';
import { Fault, type FaultCode } from '../../kernel/index.ts';
import type { Relay } from '../ports.ts';
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '../rtc.ts';

/** What Chromium sends, shortened to what matters. */
export function chromiumRtpParameters(ssrc: number): RtpParameters {
  return {
    mid: '0',
    codecs: [
      {
        mimeType: 'video/VP8',
        payloadType: 96,
        clockRate: 90_000,
        parameters: {},
        rtcpFeedback: [
          { type: 'goog-remb', parameter: '' },
          { type: 'transport-cc', parameter: '' },
          { type: 'ccm', parameter: 'fir' },
          { type: 'nack', parameter: '' },
          { type: 'nack', parameter: 'pli' },
        ],
      },
      {
        mimeType: 'video/rtx',
        payloadType: 97,
        clockRate: 90_000,
        parameters: { apt: 96 },
        rtcpFeedback: [],
      },
    ],
    headerExtensions: [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id: 4, encrypt: false, parameters: {} },
      {
        uri: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
        id: 2,
        encrypt: false,
        parameters: {},
      },
    ],
    encodings: [{ ssrc, rtx: { ssrc: ssrc + 1 }, dtx: false }],
    rtcp: { cname: 'abcDEF', reducedSize: true },
  };
}

export const CHROMIUM_CAPABILITIES: RtpCapabilities = {
  codecs: [
    {
      kind: 'video',
      mimeType: 'video/VP8',
      preferredPayloadType: 96,
      clockRate: 90_000,
      parameters: {},
      rtcpFeedback: [{ type: 'transport-cc' }, { type: 'nack' }, { type: 'nack', parameter: 'pli' }],
    },
    {
      kind: 'video',
      mimeType: 'video/rtx',
      preferredPayloadType: 97,
      clockRate: 90_000,
      parameters: { apt: 96 },
      rtcpFeedback: [],
    },
  ],
  headerExtensions: [],
};

export const SOME_FINGERPRINT: DtlsParameters = {
  role: 'client',
  fingerprints: [
    {
      algorithm: 'sha-256',
      value: Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(':'),
    },
  ],
};

export async function refusal(
  t: ExecutionContext,
  promise: Promise<unknown>,
): Promise<FaultCode | undefined> {
  return (await t.throwsAsync(promise, { instanceOf: Fault }))?.code;
}

/** What every relay promises. `die` ends the relay's worker as a crash would. */
export function relayContract(
  test: TestFn,
  name: string,
  make: () => Promise<{ readonly relay: Relay; readonly die: () => void | Promise<void> }>,
): void {
  test(`${name}: a picture is produced, consumed paused, resumed, and ends with its producer`, async (t) => {
    const { relay } = await make();
    t.teardown(() => relay.close());
    const room = await relay.openRoom();
    const sender = await room.openTransport();
    const viewer = await room.openTransport();
    t.is(sender.opened.transportId, sender.id);
    t.not(sender.id, viewer.id);

    const producer = await sender.produce(chromiumRtpParameters(1111));
    const consumer = await viewer.consume(producer.id, CHROMIUM_CAPABILITIES);
    t.is(consumer.consumed.producerId, producer.id);
    t.is(consumer.consumed.consumerId, consumer.id);
    await sender.connect(SOME_FINGERPRINT);
    await viewer.connect(SOME_FINGERPRINT);
    await consumer.resume();

    producer.close();
    t.is(await refusal(t, viewer.consume(producer.id, CHROMIUM_CAPABILITIES)), 'not-sharing');
    t.is(await refusal(t, room.tap(producer.id, 9)), 'not-sharing');
  });

  test(`${name}: a producer of another room cannot be consumed or tapped`, async (t) => {
    const { relay } = await make();
    t.teardown(() => relay.close());
    const mine = await relay.openRoom();
    const other = await relay.openRoom();
    const producer = await (await mine.openTransport()).produce(chromiumRtpParameters(2222));
    const viewer = await other.openTransport();
    t.is(await refusal(t, viewer.consume(producer.id, CHROMIUM_CAPABILITIES)), 'not-sharing');
    t.is(await refusal(t, other.tap(producer.id, 9)), 'not-sharing');
  });

  test(`${name}: parameters that cannot be are a bad request and change nothing`, async (t) => {
    const { relay } = await make();
    t.teardown(() => relay.close());
    const room = await relay.openRoom();
    const sender = await room.openTransport();
    const wrongCodec: RtpParameters = {
      ...chromiumRtpParameters(3333),
      codecs: [{ mimeType: 'video/H264', payloadType: 96, clockRate: 90_000 }],
    };
    t.is(await refusal(t, sender.produce(wrongCodec)), 'bad-request');
    const producer = await sender.produce(chromiumRtpParameters(3333));
    const viewer = await room.openTransport();
    t.is(await refusal(t, viewer.consume(producer.id, { codecs: [] })), 'bad-request');
    await viewer.consume(producer.id, CHROMIUM_CAPABILITIES);
    await sender.connect(SOME_FINGERPRINT);
    t.is(await refusal(t, sender.connect(SOME_FINGERPRINT)), 'bad-request');
  });

  test(`${name}: a tap says when its picture ends`, async (t) => {
    const { relay } = await make();
    t.teardown(() => relay.close());
    const room = await relay.openRoom();
    const sender = await room.openTransport();
    const producer = await sender.produce(chromiumRtpParameters(4444));
    const tap = await room.tap(producer.id, 9);
    await tap.resume();
    await tap.requestKeyFrame();
    t.is(await tap.packetsSent(), 0);
    const gone = new Promise<void>((resolve) => tap.onGone(resolve));
    sender.close();
    await gone;
    t.pass();
  });

  test(`${name}: a loss is told once, and rooms open again after the return`, async (t) => {
    const { relay, die } = await make();
    t.teardown(() => relay.close());
    t.deepEqual(relay.health(), { ok: true });
    const room = await relay.openRoom();
    let losses = 0;
    relay.onLost(() => {
      losses += 1;
    });
    const returned = new Promise<void>((resolve) => relay.onReturned(resolve));
    const lost = new Promise<void>((resolve) => relay.onLost(resolve));
    const dead = die();
    await lost;
    t.false(relay.health().ok);
    t.is(await refusal(t, room.openTransport()), 'relay-down');
    await dead;
    await returned;
    t.deepEqual(relay.health(), { ok: true });
    await (await relay.openRoom()).openTransport();
    t.is(losses, 1);
  });
}
