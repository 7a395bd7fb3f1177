import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureAcknowledgements } from './acknowledgement.ts';
import { cpuSecondsOf, memoryOf } from './apps.ts';
import { largeTracker } from './large-tracker.ts';
import type { Processes, Script } from './processes.ts';
import type { Stage } from './stage.ts';
import { mbText, msText, quantile, type Row, thousandsText } from './table.ts';
import type { TrackerRead } from './tracker-reader.ts';

const SIZE = { phases: 200, tasks: 5000 };
/** The first one warms up and is not counted. */
const ROUNDS = 4;
const BOUND = 3;
/** The file is written anew so often; the bot looks at it as often, and each time has work for seconds. */
const WRITE_EVERY_MS = 5000;
const PLAN = { atOnce: 10, commands: 1000, perSecond: 100, text: 'help' } as const;
/** What an acknowledgement may take longer meanwhile: as much as while the bot sweeps. */
const SLOWER_MS = 50;

/** A long tracker: taken in, edited and given back, compared, and what all that does to acknowledgements. */
export async function operationRows(stage: Stage): Promise<readonly Row[]> {
  const text = largeTracker(SIZE);
  return [...(await readingRows(stage.processes, text)), await acknowledgementRow(stage, text)];
}

/** Each way in a process of its own, by turns, so that whatever else the machine does hits all. */
async function readingRows(processes: Processes, text: string): Promise<readonly Row[]> {
  const names = ['bare', 'imported', 'edited', 'compared'] as const;
  const ways = names.map((name) => ({
    name,
    script: processes.script('tracker-reader.ts'),
    took: [] as number[],
  }));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const { name, script, took } of ways) {
      const tookMs = await read(script, name, text);
      if (round > 0) took.push(tookMs);
    }
  const [bareMs = 0, importedMs = 0, editedMs = 0, comparedMs = 0] = ways.map(({ took }) =>
    quantile(took, 0.5),
  );
  const [bareBytes = 0, importedBytes = 0] = await Promise.all(
    ways.map(async ({ script }) => (await memoryOf(script.pid)).peak),
  );
  for (const { script } of ways) script.stop();
  const what = `${thousandsText(SIZE.tasks)} tasks in ${SIZE.phases} phases (${thousandsText(text.length / 1000)} kB)`;
  return [
    {
      what: `import of ${what}, median of ${ROUNDS - 1}`,
      floor: msText(bareMs),
      measured: msText(importedMs),
      bound: `${BOUND}x the bare parser: ${(importedMs / bareMs).toFixed(2)}x`,
      holds: importedMs <= BOUND * bareMs,
    },
    {
      what: 'peak memory of the process that does it',
      floor: mbText(bareBytes),
      measured: mbText(importedBytes),
      bound: `${BOUND}x: ${(importedBytes / bareBytes).toFixed(2)}x`,
      holds: importedBytes <= BOUND * bareBytes,
    },
    {
      what: 'one task of it ticked, and exported',
      floor: '',
      measured: msText(editedMs),
      bound: '',
      holds: undefined,
    },
    {
      what: 'its statements held against each other',
      floor: '',
      measured: msText(comparedMs),
      bound: '',
      holds: undefined,
    },
  ];
}

async function read(script: Script, way: string, text: string): Promise<number> {
  const { tookMs, tasks } = await script.ask<TrackerRead>(way, { text });
  if (tasks !== SIZE.tasks) throw new Error(`${way}: ${tasks} tasks instead of ${SIZE.tasks}`);
  return tookMs;
}

/** While the bot takes the same tracker in again and again from its file, beside the same bot at rest. */
async function acknowledgementRow(stage: Stage, text: string): Promise<Row> {
  const file = join(stage.processes.folder, 'tracker.md');
  writeFileSync(file, '# Move to the new cluster\n');
  const aws = await stage.aws({ services: 2 });
  const apps = { bot: await stage.bot(aws, [], { SNAIL_TRACKER: file }), floor: await stage.bare() };
  await stage.slack.ask('deliverTo', apps.bot.eventsUrl);
  const quiet = await measureAcknowledgements(stage, apps, PLAN);
  const before = await cpuSecondsOf(apps.bot.pid);
  let written = 0;
  const write = () => {
    written += 1;
    writeFileSync(file, `${text}- [ ] Look at it again, ${written}\n`);
  };
  write();
  const writing = setInterval(write, WRITE_EVERY_MS);
  const busy = await measureAcknowledgements(stage, apps, PLAN).finally(() => clearInterval(writing));
  const seconds = (await cpuSecondsOf(apps.bot.pid)) - before;
  await Promise.all([apps.bot.stop(), apps.floor.stop()]);
  aws.stop();
  const [quietMs, busyMs] = [quantile(quiet.bot, 0.99), quantile(busy.bot, 0.99)];
  return {
    what: `acknowledgement while the bot takes it in from its file (${seconds.toFixed(0)} s of work), p99 of ${busy.bot.length}`,
    floor: `${msText(quietMs)} when quiet`,
    measured: msText(busyMs),
    bound: `+${SLOWER_MS} ms`,
    holds: busyMs <= quietMs + SLOWER_MS,
  };
}
