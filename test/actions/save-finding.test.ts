import { expect, it } from 'vitest';
import { saveFinding } from '../../src/actions/save-finding.ts';
import { aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDeskClick } from '../diagnosis-desk.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';
import { anOperationStage } from '../operation-stage.ts';

it('adds the finding, from a button that all see or one alone', async () => {
  expect([saveFinding.role, saveFinding.reads]).toEqual(['operator', 'logs']);
  const stage = await anOperationStage('# Operation Small\n');
  const deps = { ...stage.deps, diagnoses: fakeDiagnoses([aKeptDiagnosis()]) };
  const { answer, show } = await saveFinding.run(deps, aDeskClick('diagnosis-1 posted'));
  expect([show, answer.message.text]).toEqual(['beside', expect.stringContaining('prod/web rev 15')]);
  await expect(saveFinding.run(deps, aDeskClick('diagnosis-1'))).rejects.toThrow('there already: finding');
});
