import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProbe } from '../../src/verification/parse-probe.ts';
import { suggestProbe } from '../../src/verification/suggest-probe.ts';
import { aRef } from '../given.ts';

const KNOWN = {
  services: [
    aRef('enhanced-ml'),
    aRef('enhanced-ml-api'),
    aRef('web'),
    aRef('web', 'stage'),
    aRef('pay', 'prod', 'us'),
  ],
  defaultEnv: 'prod-eu',
  hosts: ['ml.example.com', 'web.example.com'],
};
const ONE = { services: [aRef('enhanced-ml')], defaultEnv: 'prod-eu', hosts: ['ml.example.com'] };

describe('words that make a probe plain', () => {
  it.each([
    ['Enhanced ML service accessible from internet through ALB', ['http 200 https://ml.example.com/']],
    ['ALB integration confirmed working', ['targets healthy >= 1 enhanced-ml']],
    ['Container health check failures resolved', ['container healthy enhanced-ml']],
    ['All targets healthy', ['targets healthy >= 1 enhanced-ml', 'service steady enhanced-ml']],
    ['Enhanced ML service deployed with correct configuration', ['rollout complete enhanced-ml']],
    ['Revision 15 deployed', ['rollout complete enhanced-ml 15']],
    ['Service stable', ['service steady enhanced-ml']],
    ['No errors in the log', ['log absent "ERROR|Exception" enhanced-ml 15m']],
  ])('%s: %j', (words, probes) => {
    expect(suggestProbe(words, ONE)).toEqual(probes);
  });

  it.each([
    ['Performance monitoring active'],
    ['Security measures implemented'],
    ['End-to-end validation complete'],
    ['Everybody is happy'],
    [''],
  ])('do not stand in "%s"', (words) => {
    expect(suggestProbe(words, ONE)).toEqual([]);
  });
});

describe('the service', () => {
  it.each([
    ['Enhanced ML API is running', ['service steady enhanced-ml-api']],
    ['Enhanced ML is running', ['service steady enhanced-ml']],
    ['web is running', ['service steady prod/web', 'service steady stage/web']],
    ['pay is running', ['service steady us:prod/pay']],
    ['it is running', []],
    ['webs are running', []],
  ])('is the one that is named: %s', (words, probes) => {
    expect(suggestProbe(words, KNOWN)).toEqual(probes);
  });

  it('gives its name to a host', () => {
    expect(suggestProbe('web reachable from the internet', KNOWN)).toEqual([
      'http 200 https://web.example.com/',
    ]);
    expect(suggestProbe('reachable from the internet', KNOWN)).toEqual([]);
  });
});

it('is a probe, whatever the words, and there are three at most', () => {
  const word = fc.constantFrom(
    'web',
    'targets',
    'healthy',
    'deployed',
    'container',
    'ALB',
    'internet',
    'reachable',
    'no errors',
    'revision 3',
    '\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
      const probes = suggestProbe(words.join(' '), KNOWN);
      expect(probes.length).toBeLessThanOrEqual(3);
      for (const probe of probes) expect(() => parseProbe(probe)).not.toThrow();
    }),
  );
});
