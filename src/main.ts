import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAppliance } from './appliance.ts';
import { StartProblem } from './kernel/index.ts';
import { verdictSentence, verifyJournal } from './journal/edge/verify.ts';
import { systemClock, systemTimers } from './platform/clock.ts';
import { ConfigProblem, helpText, prepareDirectories, readConfig } from './platform/config.ts';
import { Database } from './platform/database.ts';
import { createLog } from './platform/log.ts';
import { systemRandom } from './platform/random.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const USAGE = `Handrail ${version}: self-hosted remote support.

  node src/main.ts                  start the appliance
  node src/main.ts verify-journal   check that nobody changed what happened
  node src/main.ts --help           this text

${helpText()}`;

const [command, ...rest] = process.argv.slice(2);
try {
  if (rest.length > 0) {
    throw new ConfigProblem(
      `"${rest.join(' ')}" is more than "${command}" takes: see node src/main.ts --help.`,
    );
  }
  switch (command) {
    case undefined:
      await run();
      break;
    case 'verify-journal':
      process.exitCode = verify();
      break;
    case '--help':
    case '-h':
      console.log(USAGE);
      break;
    default:
      throw new ConfigProblem(`There is no command "${command}": see node src/main.ts --help.`);
  }
} catch (thrown) {
  console.error(sentenceOf(thrown));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { config, warnings } = readConfig(process.env);
  const log = createLog(config.logLevel);
  for (const warning of [...warnings, ...prepareDirectories(config)]) {
    console.error(warning);
  }
  process.on('unhandledRejection', (reason) => {
    log.error({ err: reason }, 'A promise was rejected that nobody waited for');
  });
  const stop = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      process.once(signal, () => process.exit(1));
      stop.resolve(signal);
    });
  }

  await using appliance = await createAppliance({
    config,
    version,
    clock: systemClock,
    timers: systemTimers(log),
    random: systemRandom,
    log,
  });
  if (appliance.claimUrl !== undefined) {
    console.log(
      `\nNobody administers this appliance yet. Within 24 hours, open this once:\n\n  ${appliance.claimUrl}\n`,
    );
    console.log(`It is also in ${join(config.dataDir, 'claim-url')}.\n`);
  }
  console.log(`Handrail is ready at ${appliance.url}`);
  log.info({ signal: await stop.promise }, 'Closing');
}

/** Says whether the journal is whole; the exit status is 1 when it is not. */
function verify(): number {
  const { config } = readConfig(process.env);
  const log = createLog(config.logLevel);
  using database = Database.openToRead({ file: join(config.dataDir, 'handrail.sqlite'), log });
  const verdict = verifyJournal(database);
  console.log(verdictSentence(verdict));
  return verdict.ok ? 0 : 1;
}

/** One sentence for the person where the cause is known; the whole error where it is not. */
function sentenceOf(thrown: unknown): string {
  if (thrown instanceof StartProblem) {
    return thrown.message;
  }
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE') {
    const port = 'port' in thrown ? String(thrown.port) : '';
    return `HANDRAIL_HTTP_PORT is ${port}, which another program uses: choose another port, or end that program.`;
  }
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
