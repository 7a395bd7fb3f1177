import { expect, it } from 'vitest';
import { diagnosisHere } from '../../src/ask/diagnosis-here.ts';
import { aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';

const post = { channel: 'C2', ts: '1.0', thread: undefined, form: 'whole' } as const;
const diagnoses = fakeDiagnoses([aKeptDiagnosis({ posts: [post] })]);

it.each(['C1', 'C2'])('is found in %s, where it was asked for or posted', async (channel) => {
  expect(await diagnosisHere({ diagnoses }, 'diagnosis-1', { channel })).toMatchObject({ id: 'diagnosis-1' });
});

it.each([
  ['diagnosis-1', 'C3'],
  ['forgotten', 'C1'],
])('%s is told to be gone in %s', async (id, channel) => {
  await expect(diagnosisHere({ diagnoses }, id, { channel })).rejects.toThrow('no longer kept');
});
