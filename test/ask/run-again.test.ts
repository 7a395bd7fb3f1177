import { expect, it } from 'vitest';
import { runAnew, runInThread } from '../../src/ask/run-again.ts';
import { aDiagnosis, aHealthyDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk, aDeskClick } from '../diagnosis-desk.ts';
import { aRef, minutesAgo } from '../given.ts';

const { place } = aDeskClick('');
const IN_THREAD = { place, root: '1.0', whole: false };
const well = aKeptDiagnosis({ diagnosis: aHealthyDiagnosis({ asOf: minutesAgo(5) }) });
const failing = aKeptDiagnosis({ diagnosis: aDiagnosis({ asOf: minutesAgo(5) }) });

it('looks anew whatever is remembered, and keeps what it found', async () => {
  const { deps, asked } = aDesk({ kept: [failing] });
  const run = await runAnew(deps, aRef(), place);
  expect(run).toMatchObject({ diagnosis: { verdict: 'healthy' }, believed: { verdict: 'confirmed' } });
  expect(asked.looks).toBe(1);
});

it('replies with the whole where something changed, with its file', async () => {
  const { deps, sent } = aDesk({ kept: [failing] });
  const { message } = await runInThread(deps, aRef(), IN_THREAD);
  expect(message.text).toBe('What I found is in the thread.');
  expect(sent.map((each) => each.split(':')[0])).toEqual(['reply C1 1.0', 'file C1 1.0']);
});

it('replies with one line where nothing did, unless the whole was asked for', async () => {
  const news = aDesk({ kept: [well] });
  await runInThread(news.deps, aRef(), IN_THREAD);
  expect(news.sent).toEqual([expect.stringMatching(/^reply C1 1\.0: 🟢 Nothing wrong/)]);
  expect(news.messages[0]?.text).not.toContain('Looked at');
  const whole = aDesk({ kept: [well] });
  await runInThread(whole.deps, aRef(), { ...IN_THREAD, whole: true });
  expect(whole.messages[0]?.text).toContain('Looked at');
});

it('of two who click at once does it once, and again a little later', async () => {
  const { deps, sent, pass } = aDesk({ kept: [well] });
  const clicks = await Promise.allSettled([1, 2].map(() => runInThread(deps, aRef(), IN_THREAD)));
  expect(clicks.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(clicks.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: 'Somebody asked just now: what is found comes into the thread.' },
  });
  expect(sent).toHaveLength(1);
  pass(1);
  await runInThread(deps, aRef(), IN_THREAD);
  expect(sent).toHaveLength(2);
});
