import { expect, it } from 'vitest';
import { shareDiagnosis } from '../../src/actions/share-diagnosis.ts';
import { aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk, aDeskClick } from '../diagnosis-desk.ts';
import { NOW } from '../given.ts';

it('shares it as it was made, without looking again', async () => {
  const { deps, sent, asked } = aDesk({ kept: [aKeptDiagnosis()] });
  const { answer, show } = await shareDiagnosis.run(deps, aDeskClick('diagnosis-1'));
  expect([show, answer.message.text]).toEqual(['beside', 'Shared. Everybody here sees it now.']);
  expect(sent[0]).toMatch(/^post C1: 🔴 Confirmed/);
  expect(asked.looks).toBe(0);
});

it('says first what is not believed any more', async () => {
  const superseded = { at: NOW, how: 'overturned', now: 'another cause' } as const;
  const { deps, sent } = aDesk({ kept: [aKeptDiagnosis({ superseded })] });
  await shareDiagnosis.run(deps, aDeskClick('diagnosis-1'));
  expect(sent[0]).toBe('post C1: 🕓 Was believed until 03:00 UTC. Now: another cause');
});

it('is for whoever may read log lines, where somebody else is', async () => {
  expect([shareDiagnosis.role, shareDiagnosis.reads]).toEqual(['viewer', 'logs']);
  const { deps } = aDesk({ kept: [aKeptDiagnosis()] });
  const alone = aDeskClick('diagnosis-1', { kind: 'direct' });
  await expect(shareDiagnosis.run(deps, alone)).rejects.toThrow('nobody else');
  const elsewhere = aDeskClick('diagnosis-1', { channel: 'C2' });
  await expect(shareDiagnosis.run(deps, elsewhere)).rejects.toThrow('no longer kept');
});
