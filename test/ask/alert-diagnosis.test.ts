import { describe, expect, it } from 'vitest';
import { alertDiagnosis } from '../../src/ask/alert-diagnosis.ts';
import { aDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk } from '../diagnosis-desk.ts';
import { brokenDiagnoses } from '../fake-diagnoses.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anAlert } from '../given-alerts.ts';

const FRESH = { freshness: { maxAgeMs: 15_000 }, channel: 'C1' } as const;
const about = anAlert({ openings: [minutesAgo(2)] });
const named = aKeptDiagnosis({ diagnosis: aDiagnosis({ asOf: minutesAgo(1) }) });

describe('the diagnosis of an alert', () => {
  it('is made once for an opening, however many channels ask and however often', async () => {
    const { deps, asked } = aDesk({ kept: [named] });
    const found = await alertDiagnosis(deps, about, { ...FRESH, channel: 'C2' });
    expect(found).toMatchObject({ kind: 'named', run: { id: 'diagnosis-1' } });
    expect(asked.looks).toBe(0);
  });

  it.each([
    ['of the opening before', { diagnosis: aDiagnosis({ asOf: minutesAgo(9) }) }, undefined],
    ['with lines, where they are withheld', { diagnosis: aDiagnosis({ asOf: NOW }) }, 'not shown here'],
    ['without lines, where they may be shown', { ...named, withheld: true }, undefined],
  ])('is made anew where there is only one %s', async (_, kept, withheld) => {
    const { deps, asked } = aDesk({ kept: [aKeptDiagnosis(kept)] });
    await alertDiagnosis(deps, about, { ...FRESH, withheld });
    expect(asked.looks).toBe(1);
  });

  it('that names no cause says so in a sentence', async () => {
    expect(await alertDiagnosis(aDesk().deps, about, FRESH)).toEqual({
      kind: 'none',
      why: 'No cause is named: 🟢 Nothing wrong, it runs as it should.',
    });
  });

  it.each([
    [
      'the database does not answer',
      { diagnoses: brokenDiagnoses() },
      /could not read the diagnoses: no answer/,
    ],
    [
      'it takes longer than eight seconds',
      {
        sleep: async () => {},
        diagnoses: { ...brokenDiagnoses(), list: () => new Promise<never>(() => {}) },
      },
      /took too long/,
    ],
    [
      'a rule breaks',
      {
        clock: {
          now: () => {
            throw new TypeError('a bug');
          },
        },
      },
      /something broke on my side/,
    ],
  ])('leaves the alert alone where %s', async (_, broken, why) => {
    const found = await alertDiagnosis({ ...aDesk().deps, ...broken }, about, FRESH);
    expect(found).toMatchObject({ kind: 'none', why: expect.stringMatching(why) });
  });
});
