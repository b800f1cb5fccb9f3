import test from 'ava';
import { relayContract } from './contract.ts';
import { FakeRelay } from './fake-relay.ts';

relayContract(test, 'the fake relay', () => {
  const relay = new FakeRelay();
  return Promise.resolve({
    relay,
    async die() {
      relay.crash();
      await new Promise((resolve) => setImmediate(resolve));
      relay.restart();
    },
  });
});
