import test from 'ava';
import * as v from 'valibot';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './rtc.ts';
import { CHROMIUM_CAPABILITIES, chromiumRtpParameters, SOME_FINGERPRINT } from './testing/contract.ts';

const good = chromiumRtpParameters(123);
const [codec] = good.codecs;

test('what a browser sends passes unchanged', (t) => {
  t.deepEqual(v.parse(rtpParametersSchema, good), good);
  t.deepEqual(v.parse(rtpCapabilitiesSchema, CHROMIUM_CAPABILITIES), CHROMIUM_CAPABILITIES);
  t.deepEqual(v.parse(dtlsParametersSchema, SOME_FINGERPRINT), SOME_FINGERPRINT);
});

test('what is not known does not pass on', (t) => {
  const more = { ...good, injected: 1, encodings: [{ ssrc: 1, injected: { deep: true } }] };
  t.deepEqual(v.parse(rtpParametersSchema, more), { ...good, encodings: [{ ssrc: 1 }] });
});

const wrong: Readonly<Record<string, unknown>> = {
  'no codec': { ...good, codecs: [] },
  'a hundred codecs': { ...good, codecs: Array.from({ length: 100 }, () => codec) },
  'a payload type beyond seven bits': { ...good, codecs: [{ ...codec, payloadType: 128 }] },
  'a codec that is no codec': { ...good, codecs: [{ ...codec, mimeType: 'video/VP8\r\na=x' }] },
  'two streams': { ...good, encodings: [{ ssrc: 1 }, { ssrc: 2 }] },
  'no stream': { ...good, encodings: [] },
  'a stream without a name': { ...good, encodings: [{ ssrc: 0 }] },
  'a stream beyond 32 bits': { ...good, encodings: [{ ssrc: 2 ** 32 }] },
  'layers to scale down': { ...good, encodings: [{ ssrc: 1, scalabilityMode: 'L3T3' }] },
  'a parameter that is an object': { ...good, codecs: [{ ...codec, parameters: { apt: { x: 1 } } }] },
  'a parameter beyond 32 bits': { ...good, codecs: [{ ...codec, parameters: { apt: 2 ** 40 } }] },
  'a thousand parameters': {
    ...good,
    codecs: [
      {
        ...codec,
        parameters: Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p${index}`, 1])),
      },
    ],
  },
  'a long name': { ...good, rtcp: { cname: 'x'.repeat(256) } },
  'a list': [],
  nothing: undefined,
};

for (const [name, parameters] of Object.entries(wrong)) {
  test(`a picture with ${name} is refused`, (t) => {
    t.false(v.safeParse(rtpParametersSchema, parameters).success);
  });
}

test('a fingerprint is hexadecimal pairs of a known algorithm', (t) => {
  const [fingerprint] = SOME_FINGERPRINT.fingerprints;
  for (const fingerprints of [
    [],
    [{ ...fingerprint, algorithm: 'md5' }],
    [{ ...fingerprint, value: 'zz' }],
    [{ ...fingerprint, value: `${fingerprint?.value}:00`.repeat(9) }],
    Array.from({ length: 9 }, () => fingerprint),
  ]) {
    t.false(v.safeParse(dtlsParametersSchema, { fingerprints }).success);
  }
});
