import test from 'ava';
import { MemoryLog } from '../../kernel/testing/memory-log.ts';
import { Database } from '../../platform/database.ts';
import { journalContract } from '../testing/contract.ts';
import { createJournal } from './store.ts';

async function open() {
  const log = new MemoryLog();
  const database = await Database.open({ file: ':memory:', log });
  return {
    database,
    journal: createJournal(database, log),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}

journalContract(test, 'SQLite', open);
