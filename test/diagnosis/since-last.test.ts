import { describe, expect, it } from 'vitest';
import { sinceLast, supersededHow } from '../../src/diagnosis/since-last.ts';
import { aRevision, denied, minutesAgo } from '../given.ts';
import { aDiagnosis, aHealthyDiagnosis } from './given-diagnosis.ts';

const cause = (id: string) => ({ id, title: id, says: id, remedy: '', because: [] });
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);
const otherCause = { rootCause: 'oom-killed', mechanism: cause('oom-killed'), drift: undefined };

describe('what changed since the last run', () => {
  it('is told cause by cause, whatever part each plays', () => {
    const before = aDiagnosis({
      mechanism: cause('a'),
      contributing: [cause('b')],
      likely: [{ ...cause('c'), settle: '' }],
      asOf: minutesAgo(5),
    });
    const now = aDiagnosis({ mechanism: cause('c'), contributing: [cause('a'), cause('d')], likely: [] });
    const { fresh, gone, still, lastAt } = sinceLast(now, before);
    expect([ids(fresh), ids(gone), ids(still), lastAt]).toEqual([['d'], ['b'], ['c', 'a'], minutesAgo(5)]);
  });

  it('names what could be read then and not now, since what is gone may only not be seen', () => {
    const hole = (what: string) => ({ what, unknown: denied('x') });
    const before = aDiagnosis({ notChecked: [hole('log lines')] });
    const now = aHealthyDiagnosis({ notChecked: [hole('log lines'), hole('running tasks')] });
    expect(sinceLast(now, before).unread).toEqual(['running tasks']);
  });
});

describe('an earlier diagnosis is', () => {
  const unknown = { verdict: 'insufficient-evidence', rootCause: undefined, mechanism: undefined } as const;
  it.each([
    ['passed', 'the service is well', aHealthyDiagnosis(), aDiagnosis()],
    ['passed', 'it was well then', aDiagnosis(), aHealthyDiagnosis()],
    [
      'passed',
      'another revision fails otherwise',
      aDiagnosis({ ...otherCause, revision: aRevision(16) }),
      aDiagnosis(),
    ],
    ['overturned', 'the same revision fails for another reason', aDiagnosis(otherCause), aDiagnosis()],
    [
      'overturned',
      'a guess comes after a guess',
      aDiagnosis({ ...otherCause, verdict: 'likely' }),
      aDiagnosis({ verdict: 'likely' }),
    ],
    [undefined, 'it says the same', aDiagnosis(), aDiagnosis()],
    [undefined, 'a guess became certain', aDiagnosis(), aDiagnosis({ verdict: 'likely' })],
    [
      undefined,
      'only a guess contradicts what was proven',
      aDiagnosis({ ...otherCause, verdict: 'likely' }),
      aDiagnosis(),
    ],
    [undefined, 'no cause was found', aDiagnosis(unknown), aDiagnosis()],
    [undefined, 'it had found none', aDiagnosis(), aDiagnosis(unknown)],
    [undefined, 'the mending is on its way', aHealthyDiagnosis({ settling: true }), aDiagnosis()],
    [undefined, 'all is well as it was', aHealthyDiagnosis(), aHealthyDiagnosis({ revision: aRevision(15) })],
  ])('%s where %s', (how, _, now, before) => {
    expect(supersededHow(now, before)).toBe(how);
  });
});
