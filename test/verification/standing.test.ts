import { describe, expect, it } from 'vitest';
import { type Look, nextLookAt, nextStanding, type Standing } from '../../src/verification/standing.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aHole, aProof, aStanding, REFUTED } from '../given-verifications.ts';

type Kind = 'verified' | 'refuted' | 'unverifiable';

const OUTCOMES = { verified: aProof(), refuted: REFUTED, unverifiable: aHole() };

function aLook(kind: Kind, given: Partial<Look> = {}): Look {
  return {
    criterion: 'criterion:web is steady',
    probe: 'service steady web',
    outcome: OUTCOMES[kind],
    met: true,
    footings: [],
    lookedAt: NOW,
    ...given,
  };
}

/** What people are told as one look follows the other; '' where nothing. */
function timeline(kinds: readonly Kind[], given: Partial<Look> = {}, everyMs = 30_000): readonly string[] {
  let standing: Standing | undefined;
  return kinds.map((kind, nth) => {
    const lookedAt = new Date(NOW.getTime() + nth * everyMs);
    const next = nextStanding(standing, aLook(kind, { lookedAt, ...given }));
    standing = next.standing;
    return next.news ?? '';
  });
}

describe('what is told of a criterion', () => {
  it.each<[string, readonly Kind[], readonly string[]]>([
    ['one that is verified is nothing new', ['verified', 'verified', 'verified'], ['', '', '']],
    [
      'one refuted look after a verified one is not believed yet',
      ['verified', 'refuted', 'verified'],
      ['', '', ''],
    ],
    ['two in a row are told, once', ['verified', 'refuted', 'refuted', 'refuted'], ['', '', 'regressed', '']],
    [
      'a tick that was never verified is told of as such',
      ['refuted', 'refuted', 'refuted'],
      ['', 'claim-refuted', ''],
    ],
    [
      'verified twice again it is over, and may be told anew',
      ['verified', 'refuted', 'refuted', 'verified', 'verified', 'refuted', 'refuted'],
      ['', '', 'regressed', '', 'mended', '', 'regressed'],
    ],
    [
      'one good look does not end it',
      ['refuted', 'refuted', 'verified', 'refuted', 'refuted'],
      ['', 'claim-refuted', '', '', ''],
    ],
    [
      'what cannot be seen neither ends a row nor counts in it',
      ['verified', 'refuted', 'unverifiable', 'refuted'],
      ['', '', '', 'regressed'],
    ],
    ['what can never be seen is never told', ['unverifiable', 'unverifiable', 'unverifiable'], ['', '', '']],
  ])('%s', (_, kinds, news) => {
    expect(timeline(kinds)).toEqual(news);
  });

  it('is nothing while nobody claims it: not ticked, never verified', () => {
    expect(timeline(['refuted', 'refuted', 'refuted'], { met: false })).toEqual(['', '', '']);
  });

  it('comes of no two looks that may rest on the same answers', () => {
    expect(timeline(['refuted', 'refuted', 'refuted'], {}, 5000)).toEqual(['', '', '']);
  });

  it('comes as soon as somebody ticks what is refuted', () => {
    const before = aStanding({
      outcome: REFUTED,
      seen: { kind: 'refuted', times: 9 },
      verifiedAt: undefined,
    });
    expect(nextStanding(before, aLook('refuted')).news).toBe('claim-refuted');
  });

  it('begins anew with another probe', () => {
    const before = aStanding({
      outcome: REFUTED,
      seen: { kind: 'refuted', times: 9 },
      told: true,
      version: 4,
    });
    const { standing, news } = nextStanding(before, aLook('refuted', { probe: 'container healthy web' }));
    expect(news).toBeUndefined();
    expect(standing).toMatchObject({ seen: { times: 1 }, verifiedAt: undefined, told: false, version: 4 });
  });
});

describe('what is known of a criterion', () => {
  it('keeps since when it is so, and when and on what it was verified last', () => {
    const footings = [{ service: 'prod-eu:prod/web', revision: 'web:14', targetGroups: [] }];
    const first = nextStanding(undefined, aLook('verified', { lookedAt: minutesAgo(9), footings })).standing;
    const second = nextStanding(first, aLook('verified', { lookedAt: minutesAgo(5), footings })).standing;
    expect(second).toMatchObject({ sinceAt: minutesAgo(9), lookedAt: minutesAgo(5) });
    const third = nextStanding(second, aLook('refuted', { footings: [] })).standing;
    expect(third).toMatchObject({ sinceAt: NOW, verifiedAt: NOW, footings, outcome: REFUTED });
  });
});

describe('the next look', () => {
  const waitS = (given: Partial<Standing>) => (nextLookAt(aStanding(given)).getTime() - NOW.getTime()) / 1000;

  it('comes within four to six minutes, at another time for another criterion', () => {
    const waits = Array.from({ length: 50 }, (_, nth) => waitS({ criterion: `criterion:${nth}` }));
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(240);
    expect(Math.max(...waits)).toBeLessThanOrEqual(360);
    expect(new Set(waits.map((wait) => Math.round(wait / 10))).size).toBeGreaterThan(5);
    expect(waitS({ criterion: 'criterion:1' })).toBe(waitS({ criterion: 'criterion:1' }));
  });

  it.each<[string, Partial<Standing>, boolean]>([
    ['a first refuted look is confirmed', { outcome: REFUTED, seen: { kind: 'refuted', times: 1 } }, true],
    ['a second one is not', { outcome: REFUTED, seen: { kind: 'refuted', times: 2 } }, false],
    ['a first verified look is, while people think it is refuted', { told: true }, true],
    ['a first verified look of what nobody was told of is not', {}, false],
    [
      'what cannot be seen is not asked for more often',
      { outcome: aHole(), seen: { kind: 'refuted', times: 1 } },
      false,
    ],
  ])('soon: %s', (_, given, soon) => {
    expect(waitS(given) === 30).toBe(soon);
  });
});
