import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { progressOf } from '../../src/operation/progress.ts';
import { type MenuFacts, menuMessage } from '../../src/views/menu.ts';
import { aRef, aSighting, aTargetGroup, denied, IN_CHANNEL, NOW } from '../given.ts';
import { SNAIL_TRAIL } from '../given-operation.ts';
import { blocksFit, pressed } from './operation-cases.ts';

function judged(name: string, of: Parameters<typeof aSighting>[0] = {}) {
  const sighting = aSighting({ ...of, of: { ...of.of, ref: aRef(name) } });
  return { sighting, verdict: judge(sighting, NOW) };
}

const fine = judged('fine');
const down = (name: string) => judged(name, { of: { runningCount: 0 } });

const FACTS: MenuFacts = {
  judged: [],
  scope: 'watched',
  gaps: [],
  environments: ['prod-eu'],
  defaultEnv: 'prod-eu',
  commands: [{ name: 'help', usage: 'help', summary: 'this', examples: [], optionWords: {} }],
  place: IN_CHANNEL,
  alerts: [],
  operation: undefined,
  now: NOW,
};

function lines(given: Partial<MenuFacts>): readonly string[] {
  return menuMessage({ ...FACTS, ...given }).text.split('\n');
}

describe('the menu', () => {
  it.each<[string, Partial<MenuFacts>, string]>([
    ['one that is well', { judged: [fine] }, 'The one service this channel watches is healthy or idle.'],
    [
      'two that are well',
      { judged: [fine, judged('b')] },
      'All 2 services this channel watches are healthy or idle.',
    ],
    [
      'the one that can be listed',
      { judged: [fine], scope: 'all' },
      'The one service that can be listed is healthy or idle.',
    ],
    [
      'two in a direct message',
      { judged: [fine, judged('b')], place: { kind: 'direct', thread: undefined } },
      'All 2 services this conversation watches are healthy or idle.',
    ],
    ['trouble', { judged: [down('a'), fine] }, '1 of 2 services watched here needs a look:'],
    ['more trouble', { judged: [down('a'), down('b'), fine], scope: 'all' }, '2 of 3 services need a look:'],
    ['one in trouble', { judged: [down('a')] }, 'The one service watched here needs a look:'],
    ['no service at all', { scope: 'all' }, 'There is no service.'],
  ])('says of %s', (_, given, line) => {
    expect(lines(given)[1]).toBe(line);
  });

  it('counts what is too much trouble to show', () => {
    const many = Array.from({ length: 7 }, (_, at) => down(`s${at}`));
    expect(lines({ judged: many }).slice(1, 8)).toEqual([
      '7 of 7 services watched here need a look:',
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

  it('shows every service where none is watched, and how to watch one', () => {
    expect(lines({ judged: [down('a'), fine], scope: 'unwatched' }).slice(1, 4)).toEqual([
      '1 of 2 services needs a look:',
      '🔴 unhealthy: prod/a · 0 of 2 tasks run, none pending',
      'This channel watches no service yet, so these are all: /snail watch <service>',
    ]);
  });

  it('is of no channel in a terminal, and names commands as they are typed there', () => {
    const place = { kind: 'terminal', thread: undefined } as const;
    const all = lines({ judged: [fine], scope: 'unwatched', place });
    expect(all[1]).toBe('The one service that can be listed is healthy or idle.');
    expect(all.join('\n')).not.toContain('/snail');
    expect(all.at(-1)).toBe('snail help: this');
  });

  it('does not take for trouble what is still being read', () => {
    const targets = { kind: 'unknown', why: 'pending', detail: 'still being read' } as const;
    const reading = judged('slow', { targetGroups: [aTargetGroup(targets)] });
    expect(lines({ judged: [reading, fine] })[1]).toBe('The targets of 1 service are still being read.');
    expect(lines({ judged: [down('a'), reading, fine] }).slice(1, 4)).toEqual([
      '1 of 3 services watched here needs a look:',
      '🔴 unhealthy: prod/a · 0 of 2 tasks run, none pending',
      'The targets of 1 service are still being read.',
    ]);
  });

  it('says when all of it was read, and where', () => {
    expect(lines({ judged: [fine] })).toContain(
      'As of 03:00:00 UTC · services: ecs:DescribeServices just now · tasks: ecs:DescribeTasks just now.',
    );
  });

  it('says how the operation of this place stands, and leads to its card', () => {
    const operation = {
      id: 'op-1',
      name: 'Snail Trail',
      operation: SNAIL_TRAIL,
      progress: progressOf(SNAIL_TRAIL),
    };
    expect(lines({ judged: [fine], operation })[1]).toBe(
      '🎯 Snail Trail · claimed 99 % · criteria 4/10 · verified 0/10 (no probe bound)',
    );
    const message = menuMessage({ ...FACTS, judged: [fine], operation });
    expect(pressed(message)).toContain('show-operation [Operation] op-1');
    expect(blocksFit(message)).toBe(true);
    expect(pressed(menuMessage({ ...FACTS, judged: [fine] })).join()).not.toContain('show-operation');
  });

  it.each([
    ['status [service]', 'status [service]'],
    ['watch [service or pattern] [--on-call @group] [--quiet 2h]', 'watch [service or pattern] …'],
    ['digest [every|list] [--short|--full]', 'digest …'],
    ['contradictions [dismiss <n> <reason>]', 'contradictions [dismiss <n> <reason>]'],
  ])('leaves the ways of %s to the help', (usage, shown) => {
    const commands = [{ name: 'x', usage, summary: 'this', examples: [], optionWords: {} }];
    expect(lines({ commands }).at(-1)).toBe(`/snail ${shown}: this`);
  });

  it('ends with what can be asked', () => {
    expect(lines({}).at(-1)).toBe('/snail help: this');
  });
});
