import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAgain } from '../../src/actions/run-again.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { aDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk, aDeskClick } from '../diagnosis-desk.ts';
import { minutesAgo } from '../given.ts';

const POST = { channel: 'C1', ts: '1.0', thread: undefined, form: 'whole' } as const;
const failing = aKeptDiagnosis({ diagnosis: aDiagnosis({ asOf: minutesAgo(5) }), posts: [POST] });

it('takes the place of what one person sees, and says what was believed', async () => {
  const { deps, sent } = aDesk({ kept: [{ ...failing, posts: [] }] });
  const { answer, show } = await runAgain.run(deps, aDeskClick('diagnosis-1'));
  expect(show).toBe('instead');
  expect(answer.message.text).toMatch(
    /^🟢 Nothing wrong .*\n🕓 Was believed until 03:00 UTC: 🔴 Confirmed · rev 15/,
  );
  expect(answer.message.text).toContain('  Gone: The health check asks GET /health');
  expect(sent).toEqual([]);
});

it.each([
  ['below what all see', undefined, '1.0'],
  ['in the thread it stands in', '0.5', '0.5'],
])('replies %s, and marks the older one', async (_, thread, root) => {
  const { deps, sent } = aDesk({ kept: [failing] });
  const { show } = await runAgain.run(deps, aDeskClick('diagnosis-1 posted', { thread }));
  expect(show).toBe('beside');
  expect(sent.map((each) => each.split(':')[0])).toEqual([
    'edit C1 1.0',
    `reply C1 ${root}`,
    `file C1 ${root}`,
  ]);
});

it('knows what it is about though the bot was restarted in between', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'snail-'));
  const open = () => openStore(`file:${join(folder, 'snail.db')}`, { log: createLog('silent') });
  const before = await open();
  await before.diagnoses.add(failing);
  await before.close();
  const after = await open();
  const { deps } = aDesk();
  const { answer } = await runAgain.run(
    { ...deps, diagnoses: after.diagnoses },
    aDeskClick(`${failing.id} posted`, { thread: '0.5' }),
  );
  expect(answer.data).toMatchObject({ verdict: 'healthy' });
  expect((await after.diagnoses.get(failing.id))?.superseded?.how).toBe('passed');
  await after.close();
  rmSync(folder, { recursive: true });
});

it('answers the one who clicks where nobody knows any more where it stands', async () => {
  const { deps, sent } = aDesk({ kept: [{ ...failing, posts: [] }] });
  const { answer } = await runAgain.run(deps, aDeskClick('diagnosis-1 posted'));
  expect(answer.message.text).toContain('Nothing wrong');
  expect(sent).toEqual([]);
});

it('is for whoever may look and may read log lines, in its own channel', async () => {
  expect([runAgain.role, runAgain.reads]).toEqual(['viewer', 'logs']);
  const { deps } = aDesk({ kept: [failing] });
  const elsewhere = aDeskClick('diagnosis-1 posted', { channel: 'C2' });
  await expect(runAgain.run(deps, elsewhere)).rejects.toThrow('no longer kept');
  await expect(runAgain.run(deps, aDeskClick(''))).rejects.toThrow('no longer kept');
});
