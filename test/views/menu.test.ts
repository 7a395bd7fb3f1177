import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { type MenuFacts, menuMessage } from '../../src/views/menu.ts';
import { aRef, aSighting, denied, NOW } from '../given.ts';

function judged(name: string, of: Parameters<typeof aSighting>[0] = {}) {
  const sighting = aSighting({ ...of, of: { ...of.of, ref: aRef(name) } });
  return { sighting, verdict: judge(sighting, NOW) };
}

const fine = judged('fine');
const down = (name: string) => judged(name, { of: { runningCount: 0 } });

function lines(given: Partial<MenuFacts>): readonly string[] {
  const facts: MenuFacts = {
    judged: [],
    scope: 'watched',
    gaps: [],
    environments: ['prod-eu'],
    defaultEnv: 'prod-eu',
    commands: [{ name: 'help', usage: 'help', summary: 'this', examples: [] }],
    now: NOW,
    ...given,
  };
  return menuMessage(facts).text.split('\n');
}

describe('the menu', () => {
  it.each<[string, Partial<MenuFacts>, string]>([
    ['nothing watched', {}, 'This channel watches no service yet: /snail watch <service>'],
    ['one that is well', { judged: [fine] }, 'The one service this channel watches is healthy or idle.'],
    [
      'two that are well',
      { judged: [fine, judged('b')] },
      'All 2 services this channel watches are healthy or idle.',
    ],
    [
      'all that can be listed',
      { judged: [fine], scope: 'all' },
      'The one service that can be listed is healthy or idle.',
    ],
    ['trouble', { judged: [down('a'), fine] }, '1 of 2 watched services needs a look:'],
    ['no service at all', { scope: 'all' }, 'There is no service.'],
  ])('says of %s', (_, given, line) => {
    expect(lines(given)[1]).toBe(line);
  });

  it('counts what is too much trouble to show', () => {
    const many = Array.from({ length: 7 }, (_, at) => down(`s${at}`));
    expect(lines({ judged: many }).slice(1, 8)).toEqual([
      '7 of 7 watched services need a look:',
      ...[0, 1, 2, 3, 4].map((at) => `🔴 unhealthy: prod/s${at} · 0 of 2 tasks run, none pending`),
      'and 2 more',
    ]);
  });

  it('says what could not be read before anything else', () => {
    const gaps = [{ env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') }];
    expect(lines({ gaps, scope: 'all' }).slice(1, 3)).toEqual([
      'prod-eu: clusters unknown – needs ecs:ListClusters',
      'No service can be listed.',
    ]);
  });

  it('ends with what can be asked', () => {
    expect(lines({}).at(-1)).toBe('/snail help: this');
  });
});
