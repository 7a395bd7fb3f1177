import { describe, expect, it } from 'vitest';
import { PROBE_FORMS } from '../../src/verification/parse-probe.ts';
import { type BindFacts, bindModal } from '../../src/views/bind-modal.ts';
import { fitModal } from '../../src/views/fit-modal.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { aCriterion } from '../given-operation.ts';

const criteria = Array.from({ length: 150 }, (_, nth) => ({
  number: nth + 1,
  entry: aCriterion(`Number ${nth + 1}`),
}));

const modal = (given: Partial<BindFacts> = {}) =>
  bindModal({
    criteria,
    chosen: undefined,
    typed: undefined,
    suggested: [],
    forms: PROBE_FORMS,
    state: 'op-1',
    ...given,
  });

describe('the form for a probe', () => {
  it('shows every kind of probe with an example, and fits', () => {
    const text = JSON.stringify(modal());
    for (const { example } of PROBE_FORMS)
      expect(text).toContain(JSON.stringify(example).slice(1, -1).replaceAll('>', '&gt;'));
    expect(fitModal(modal())).toEqual(modal());
  });

  it('has the criterion that is meant among its hundred, whatever its number', () => {
    const [, , , meant] = criteria.slice(120);
    const chosen = meant && entryValue(meant);
    const [choice] = modal({ ...(chosen ? { chosen } : {}) }).blocks;
    expect(choice).toMatchObject({ element: { initial_option: { value: chosen } } });
  });

  it('is filled in with the probe that is there, and hints at those that its words suggest', () => {
    const [, probe] = modal({ typed: 'service steady web', suggested: ['container healthy web'] }).blocks;
    expect(probe).toMatchObject({
      element: { initial_value: 'service steady web' },
      hint: { text: 'Its words suggest: container healthy web' },
    });
  });
});
