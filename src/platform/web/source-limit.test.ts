import test from 'ava';
import { FakeTime } from '../../kernel/testing/fake-time.ts';
import { SourceLimit, sourceOf } from './source-limit.ts';

test('an IPv4 address stands for itself, an IPv6 address for its /64', (t) => {
  t.is(sourceOf('192.0.2.7'), '192.0.2.7');
  t.is(sourceOf('::ffff:192.0.2.7'), '192.0.2.7');
  t.is(sourceOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
  t.is(sourceOf('2001:0DB8:0001:0002::9'), '2001:db8:1:2::/64');
  t.is(sourceOf('2001:db8::9'), sourceOf('2001:db8::ffff:1'));
  t.not(sourceOf('2001:db8:0:1::9'), sourceOf('2001:db8:0:2::9'));
  t.is(sourceOf('fe80::1%eth0'), 'fe80:0:0:0::/64');
  t.is(sourceOf('::1'), '0:0:0:0::/64');
});

test('a source has its burst, then what time brings, and others have their own', (t) => {
  const clock = new FakeTime();
  const limit = new SourceLimit({ burst: 3, perSecond: 0.5, clock });
  t.deepEqual(
    [1, 2, 3, 4].map(() => limit.take('a')),
    [true, true, true, false],
  );
  t.true(limit.take('b'));
  clock.advance(1_999);
  t.false(limit.take('a'));
  clock.advance(1);
  t.true(limit.take('a'));
  t.false(limit.take('a'));
  clock.advance(3_600_000);
  t.deepEqual(
    [1, 2, 3, 4].map(() => limit.take('a')),
    [true, true, true, false],
    'never more than the burst',
  );
});

test('what is given back can be taken again, once', (t) => {
  const limit = new SourceLimit({ burst: 1, perSecond: 0.001, clock: new FakeTime() });
  t.true(limit.take('a'));
  limit.giveBack('a');
  limit.giveBack('a');
  t.true(limit.take('a'));
  t.false(limit.take('a'));
});

test('memory is bounded whatever comes, and the busiest source is not what is forgotten', (t) => {
  const limit = new SourceLimit({ burst: 2, perSecond: 0.001, sources: 50, clock: new FakeTime() });
  limit.take('busy');
  limit.take('busy');
  for (let count = 0; count < 10_000; count += 1) {
    limit.take(`source-${count}`);
    t.false(limit.take('busy'));
  }
  t.is(limit.size, 50);
});
