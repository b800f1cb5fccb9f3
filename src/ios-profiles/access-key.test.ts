import test from 'ava';
import {
  instant,
  type IosProfileId,
  type KeyId,
  laterBy,
  LIMITS,
  type PortalId,
  type RepId,
} from '../kernel/index.ts';
import { type AccessKey, isGood, passText, readPass } from './access-key.ts';

const now = instant(1_800_000_000_000);
const HOUR_MS = 3_600_000;
const PROFILE = 'profile---------------' as IosProfileId;
const PORTAL = 'portal----------------' as PortalId;
const KEY: AccessKey = {
  id: 'key-------------------' as KeyId,
  rep: 'rep-------------------' as RepId,
  repName: 'Rita',
  portal: PORTAL,
  profiles: [PROFILE],
  issuedAt: now,
  expiresAt: laterBy(now, 60_000),
  isRevoked: false,
  downloads: 0,
};

test('a key is good until its time, its downloads or its profiles are over, or it is taken back', (t) => {
  t.true(isGood(KEY, now, HOUR_MS));
  t.true(isGood(KEY, laterBy(now, 59_999), HOUR_MS));
  t.false(isGood(KEY, laterBy(now, 60_000), HOUR_MS));
  t.true(isGood({ ...KEY, downloads: LIMITS.downloadsPerIosKey - 1 }, now, HOUR_MS));
  t.false(isGood({ ...KEY, downloads: LIMITS.downloadsPerIosKey }, now, HOUR_MS));
  t.false(isGood(KEY, laterBy(now, 1_000), 1_000), 'the maximum was lowered');
  t.false(isGood({ ...KEY, profiles: [] }, now, HOUR_MS));
  t.false(isGood({ ...KEY, isRevoked: true }, now, HOUR_MS));
});

test('a pass is for one profile on one site, for its time', (t) => {
  const until = laterBy(now, 1_000);
  const text = passText({ key: KEY.id, profile: PROFILE, portal: PORTAL, until });
  t.is(readPass(text, { profile: PROFILE, portal: PORTAL, now }), KEY.id);
  t.is(readPass(text, { profile: PROFILE, portal: PORTAL, now: until }), undefined);
  t.is(readPass(text, { profile: 'other' as IosProfileId, portal: PORTAL, now }), undefined);
  t.is(readPass(text, { profile: PROFILE, portal: 'other' as PortalId, now }), undefined);
  t.is(readPass(`${text} x`, { profile: PROFILE, portal: PORTAL, now }), undefined);
  t.is(readPass('', { profile: PROFILE, portal: PORTAL, now }), undefined);
});
