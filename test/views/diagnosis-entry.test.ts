import { describe, expect, it } from 'vitest';
import { diagnosisEntry } from '../../src/views/diagnosis-entry.ts';
import { aDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { NOW } from '../given.ts';

describe('a diagnosis as an entry', () => {
  it('fits into a tracker however long what AWS says is, and keeps its mark', () => {
    const long = 'x '.repeat(5000);
    const evidence = Array.from({ length: 9 }, () => ({
      source: 's',
      what: long,
      value: `${long}\n`,
      at: NOW,
    }));
    const mechanism = { id: 'm', title: 'T', says: long, remedy: 'r', because: [] };
    const { title, detail, mark } = diagnosisEntry(
      aKeptDiagnosis({ diagnosis: aDiagnosis({ evidence, mechanism, drift: undefined }) }),
    );
    expect([title.length <= 300, detail.length <= 2000, detail.includes('\n')]).toEqual([true, true, false]);
    expect(detail.endsWith(`(${mark})`)).toBe(true);
  });

  it.each([
    ['confirmed', 'confirmed', undefined],
    ['likely', 'looked-at', undefined],
    ['confirmed', 'confirmed', 'passed'],
    ['confirmed', 'refuted', 'overturned'],
  ] as const)('that is %s is %s where it was %s', (verdict, found, how) => {
    const superseded = how && { at: NOW, how, now: 'another' };
    const entry = diagnosisEntry(aKeptDiagnosis({ diagnosis: aDiagnosis({ verdict }), superseded }));
    expect(entry.verdict).toBe(found);
  });
});
