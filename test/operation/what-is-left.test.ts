import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/operation/operation.ts';
import { whatIsLeft } from '../../src/operation/what-is-left.ts';
import { aBlocker, aCriterion, anOperation, anOperationTask, aPhase, said } from '../given-operation.ts';

const PHASES = [aPhase(1, 'Basics', { mark: 'done' }), aPhase(2, 'Shop'), aPhase(3, 'Mail')];
const HERE = { phase: 'phase:2' };
const LATER = { phase: 'phase:3' };

describe('what is left', () => {
  it.each<readonly [string, readonly Entry[], readonly string[]]>([
    [
      'what blocks comes first, with what is about the same thing',
      [aCriterion('Invoices printed'), aCriterion('Cart timeout gone'), aBlocker('Cart timeout')],
      ['Cart timeout', '> Cart timeout gone', 'Invoices printed'],
    ],
    [
      'criteria come with the tasks that serve them, tasks that serve none last',
      [anOperationTask('Tidy up'), anOperationTask('Print invoices'), aCriterion('Invoices printed')],
      ['Invoices printed', '> Print invoices', 'Tidy up'],
    ],
    [
      'the current phase comes before later ones',
      [aCriterion('Mails arrive', LATER), aCriterion('Orders arrive', HERE)],
      ['Orders arrive', 'Mails arrive'],
    ],
    [
      'nothing that is done, met, cleared or given up',
      [
        anOperationTask('Tidy up', { done: true }),
        aCriterion('Orders arrive', { met: true }),
        aBlocker('Cart timeout', { cleared: true }),
        anOperationTask('Rotate keys', { mark: 'cancelled' }),
      ],
      [],
    ],
    [
      'a task of another phase serves nothing here',
      [aCriterion('Invoices printed', HERE), anOperationTask('Print invoices', LATER)],
      ['Invoices printed', 'Print invoices'],
    ],
  ])('%s', (_, entries, expected) => {
    const header = { currentPhase: said('Phase 2') };
    const left = whatIsLeft(anOperation({ phases: PHASES, entries, header }));
    expect(left.map(({ entry, under }) => (under === undefined ? entry.title : `> ${entry.title}`))).toEqual(
      expected,
    );
  });
});
