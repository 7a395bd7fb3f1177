import { performance } from 'node:perf_hooks';
import { diagnosisRows } from './diagnosis.ts';
import { digestRows } from './digests.ts';
import { logRows } from './logs.ts';
import { operationRows } from './operation.ts';
import { createProcesses } from './processes.ts';
import { runningCostRows } from './running-costs.ts';
import { createStage, type Stage } from './stage.ts';
import { statusAnswerRows } from './status-answer.ts';
import { msText, type Row, tableText } from './table.ts';
import { watchRows } from './watch.ts';

/** What can be measured by itself: `npm run bench -- logs`. */
const PARTS: Readonly<Record<string, (stage: Stage) => Promise<readonly Row[]>>> = {
  ack: runningCostRows,
  status: statusAnswerRows,
  logs: logRows,
  watch: watchRows,
  operation: operationRows,
  diagnosis: diagnosisRows,
  digests: digestRows,
};

const words = process.argv.slice(2);
const unknown = words.filter((word) => !(word in PARTS));
if (unknown.length > 0) {
  console.error(`The bench has no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(1);
}
const beganAt = performance.now();
const processes = createProcesses();
process.once('exit', () => processes.stop());
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
try {
  const stage = await createStage(processes);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(PARTS))
    if (words.length === 0 || words.includes(name)) rows.push(...(await measure(stage)));
  console.log(tableText(rows));
  console.log(
    `\nMeasured in ${msText(performance.now() - beganAt)} on Node ${process.version}. Sweeping is Refresh clicked again and again on the status of all 1,000 services.`,
  );
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
