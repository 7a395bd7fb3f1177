import { describe, expect, it } from 'vitest';
import { againstReality } from '../../src/verification/against-reality.ts';
import { NOW } from '../given.ts';
import { aCriterion } from '../given-operation.ts';
import { aChecked, aHole, REFUTED } from '../given-verifications.ts';

const SOURCE = '# Web\n\n- [x] Revision 15 is deployed <!-- probe: rollout complete web 15 -->\n';
const met = aCriterion('Revision 15 is deployed', { met: true, at: { line: 3, endLine: 3 } });

describe('the tracker against reality', () => {
  it('quotes what is ticked and says what was read instead, where and when', () => {
    expect(againstReality([aChecked({ criterion: met, verification: REFUTED })], SOURCE)).toEqual([
      {
        number: 1,
        quote: '- [x] Revision 15 is deployed',
        at: { line: 3, endLine: 3 },
        fact: 'web serves web:14 while web:15 was asked for',
        sources: ['ecs:DescribeServices'],
        checkedAt: NOW,
      },
    ]);
  });

  it.each([
    ['what is verified', aChecked({ criterion: met })],
    ['what could not be seen', aChecked({ criterion: met, verification: aHole() })],
    ['what is not ticked', aChecked({ criterion: { ...met, met: false }, verification: REFUTED })],
  ])('is silent about %s', (_, each) => {
    expect(againstReality([each], SOURCE)).toEqual([]);
  });
});
