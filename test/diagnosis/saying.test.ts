import { describe, expect, it } from 'vitest';
import { type Saying, sayingRule } from '../../src/diagnosis/saying.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

const ROW: Saying = {
  id: 'too-loud',
  title: 'It is too loud',
  source: 'https://example.com',
  says: /too loud/,
  unless: /not too loud/,
  remedy: 'be quiet',
  before: 'started',
};
const loud = aFailedTask({ stoppedReason: 'it was too loud', startedAt: undefined });

describe('a cause that is named in words', () => {
  it('is confirmed by them, and explains the tasks they are of', () => {
    const verdict = sayingRule(ROW).examine(
      someEvidence({ stopped: [loud, { ...loud, id: 'b'.repeat(32) }] }),
    );
    expect(verdict).toMatchObject({
      kind: 'confirmed',
      explains: 2,
      because: [{ value: 'it was too loud' }, {}],
    });
  });

  it('is only likely where the words are said of other causes as well', () => {
    const verdict = sayingRule({ ...ROW, settle: 'a sound meter' }).examine(
      someEvidence({ stopped: [loud] }),
    );
    expect(verdict).toMatchObject({ kind: 'likely', settle: 'a sound meter' });
  });

  it('is excluded by a task that got further, and left alone by one that did not', () => {
    const quiet = aFailedTask({ startedAt: undefined });
    expect(sayingRule(ROW).examine(someEvidence())).toMatchObject({
      kind: 'ruled-out',
      because: 'every failing task reached RUNNING',
    });
    expect(sayingRule(ROW).examine(someEvidence({ stopped: [quiet] }))).toEqual({ kind: 'nothing' });
  });

  it('is not named by the same words with others in them, nor without the facts it needs', () => {
    const not = aFailedTask({ stoppedReason: 'it was not too loud', startedAt: undefined });
    expect(sayingRule(ROW).examine(someEvidence({ stopped: [not] }))).toEqual({ kind: 'nothing' });
    expect(sayingRule({ ...ROW, needs: () => false }).examine(someEvidence({ stopped: [loud] }))).toEqual({
      kind: 'nothing',
    });
  });
});
