import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/deployment/fact.ts';
import { gapBlocks, gapLine, gapTitle } from '../../src/views/gaps.ts';
import { denied } from '../given.ts';

function aGap(env: string | undefined, subject = 'clusters'): Gap {
  return { env, subject, unknown: denied('ecs:ListClusters') };
}

describe('the first line', () => {
  it.each<[readonly Gap[], string[], string[], string]>([
    [[], ['eu'], ['eu'], ''],
    [[aGap('eu')], ['eu'], [], 'services could not be listed'],
    [[aGap('eu'), aGap('us')], ['eu', 'us'], [], 'services could not be listed'],
    [[aGap('us')], ['eu', 'us'], ['eu'], 'us could not be read'],
    [[aGap('us')], ['eu', 'us'], [], 'us could not be read'],
    [[aGap('eu', 'services of cluster a')], ['eu'], ['eu'], 'eu: services of cluster a not known'],
    [[aGap('eu', 'a'), aGap('eu', 'b'), aGap('eu', 'c')], ['eu'], ['eu'], 'eu: a and 2 more not known'],
    [[aGap(undefined, 'what is watched')], ['eu'], ['eu'], 'what is watched not known'],
    [[aGap(undefined, 'what is watched')], ['eu'], [], 'what is watched not known'],
    [
      [aGap(undefined, 'what is watched'), aGap('eu')],
      ['eu'],
      [],
      'what is watched not known, services could not be listed',
    ],
    [
      ['a', 'b', 'c', 'd', 'e'].map((env) => aGap(env)),
      ['a', 'b', 'c', 'd', 'e', 'f'],
      ['f'],
      'a could not be read, b could not be read, c could not be read, and 2 more',
    ],
  ])('of %j, looked into %j, shown of %j: %j', (gaps, looked, seen, words) => {
    expect(gapTitle(gaps, looked, new Set(seen))).toBe(words);
  });

  it('cuts a name that would push everything else out', () => {
    expect(gapTitle([aGap('eu', 'x'.repeat(500))], ['eu'], new Set(['eu'])).length).toBeLessThan(100);
  });
});

describe('a gap in full', () => {
  it('says where, what and which permission is missing', () => {
    expect(gapLine(aGap('eu'))).toBe('eu: clusters unknown – needs ecs:ListClusters');
    expect(gapLine(aGap(undefined))).toBe('clusters unknown – needs ecs:ListClusters');
  });

  it('is one of at most five, the others are counted', () => {
    expect(gapBlocks([])).toEqual([]);
    const blocks = JSON.stringify(
      gapBlocks(Array.from({ length: 8 }, (_, at) => aGap('eu', `<!here> ${at}`))),
    );
    expect(blocks).toContain('and 3 more');
    expect(blocks).not.toContain('<!here>');
  });
});
