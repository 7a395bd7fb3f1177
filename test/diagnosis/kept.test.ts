import { expect, it } from 'vitest';
import { firstRun, runAgain } from '../../src/diagnosis/kept.ts';
import { NOW } from '../given.ts';
import { aDiagnosis, aKeptDiagnosis } from './given-diagnosis.ts';

it('is shown alone where nothing is kept, and with its end where it is shown again', () => {
  const diagnosis = aDiagnosis();
  expect(firstRun(diagnosis)).toEqual({ diagnosis });
  const superseded = { at: NOW, how: 'passed', now: 'well' } as const;
  expect(runAgain(aKeptDiagnosis({ superseded }))).toEqual({ diagnosis, id: 'diagnosis-1', superseded });
});
