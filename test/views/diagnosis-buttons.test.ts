import { expect, it } from 'vitest';
import { type DiagnosisRun, firstRun } from '../../src/diagnosis/kept.ts';
import { diagnosisButtons, diagnosisOfButton } from '../../src/views/diagnosis-buttons.ts';
import { aDiagnosis, aHealthyDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { NOW } from '../given.ts';

const CHANNEL = { kind: 'private', place: { kind: 'channel', thread: undefined } } as const;
const DIRECT = { kind: 'private', place: { kind: 'direct', thread: undefined } } as const;
const TERMINAL = { kind: 'private', place: { kind: 'terminal', thread: undefined } } as const;
const POSTED = { kind: 'posted' } as const;
const run = (given: Partial<DiagnosisRun> = {}) => ({ ...firstRun(aDiagnosis()), id: 'd-1', ...given });
const superseded = { at: NOW, how: 'passed', now: 'well' } as const;

it.each([
  ['for one person', run(), CHANNEL, ['Run again', 'Save as finding', 'Make blocker', 'Share to channel']],
  ['where there is nobody else', run(), DIRECT, ['Run again', 'Save as finding', 'Make blocker']],
  ['where all see it', run(), POSTED, ['Run again', 'Save as finding', 'Make blocker']],
  ['once it is over', run({ superseded }), POSTED, ['Run again', 'Save as finding']],
  ['of a healthy service', run({ diagnosis: aHealthyDiagnosis() }), POSTED, ['Run again']],
  ['of what is not kept', run({ id: undefined }), CHANNEL, []],
  ['in a terminal', run(), TERMINAL, []],
])('%s', (_, given, standing, labels) => {
  const elements = diagnosisButtons(given, standing).flatMap((each) => each.elements);
  expect(elements.map((each) => ('text' in each ? each.text.text : ''))).toEqual(labels);
});

it('carries which it is, and whether all see it', () => {
  const [first] = diagnosisButtons(run(), POSTED)[0]?.elements ?? [];
  expect(first && 'value' in first ? diagnosisOfButton(first.value) : '').toEqual({
    id: 'd-1',
    posted: true,
  });
  expect(diagnosisOfButton('d-1')).toEqual({ id: 'd-1', posted: false });
});
