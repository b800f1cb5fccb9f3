import test from 'ava';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { journalContract } from './contract.ts';
import { MemoryJournal } from './memory-journal.ts';

journalContract(test, 'memory', () =>
  Promise.resolve({ journal: new MemoryJournal(new MemoryLog()), [Symbol.dispose]: () => undefined }),
);
