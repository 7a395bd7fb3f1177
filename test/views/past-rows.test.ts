import { describe, expect, it } from 'vitest';
import { eventRow, keptRow, stoppedRow } from '../../src/views/past-rows.ts';
import { anEvent, aService, aTask, denied, known, minutesAgo, NOW } from '../given.ts';

describe('events', () => {
  it('have their ages in a column, trouble before routine, and the rest counted', () => {
    const events = [
      anEvent('(service web) has reached a steady state.', 1),
      anEvent('(service web) registered 1 targets in (target-group web-tg)', 2),
      anEvent('(service web) has begun draining connections on 1 tasks.', 3),
      anEvent('(service web) was unable to place a task.', 113),
    ];
    expect(eventRow(aService({ events }), NOW).lines).toEqual([
      '1 h 53 min ago  was unable to place a task',
      '1 min ago       has reached a steady state',
      '2 min ago       registered 1 targets in target group web-tg',
      'and 1 more kind',
    ]);
  });

  it('may be none', () => {
    expect(eventRow(aService(), NOW).lines).toEqual(['none']);
  });
});

describe('stopped tasks', () => {
  it('are grouped by reason, with their newest ids and the last time', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((letter, at) =>
      aTask({ id: letter.repeat(32), stoppedReason: 'It broke', stoppedAt: minutesAgo(at + 1) }),
    );
    expect(stoppedRow(known(tasks), NOW)?.lines).toEqual([
      '4× It broke [aaaaaaaa bbbbbbbb cccccccc and 1 more], last 1 min ago',
    ]);
  });

  it('count the reasons that are too many', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'].map((stoppedReason) => aTask({ stoppedReason }));
    expect(stoppedRow(known(tasks), NOW)?.lines.at(-1)).toBe('and 1 more reason');
  });

  it('may be none, unknown or not asked for', () => {
    expect(stoppedRow(known([]), NOW)?.lines[0]).toContain('none that ECS still remembers');
    expect(stoppedRow(denied('ecs:ListTasks'), NOW)?.lines[0]).toContain('needs ecs:ListTasks');
    expect(stoppedRow(undefined, NOW)).toBeUndefined();
  });
});

describe('tasks that stopped earlier', () => {
  it('are grouped like the others, and no row where there is none', () => {
    const tasks = [1, 2].map((hours) =>
      aTask({ stoppedReason: 'It broke', stoppedAt: minutesAgo(hours * 90) }),
    );
    const row = keptRow(known(tasks), NOW);
    expect(row).toMatchObject({ label: 'earlier' });
    expect(row?.lines[0]).toMatch(/^2× It broke \[.*\], last 1 h 30 min ago$/);
    expect(keptRow(known([]), NOW)).toBeUndefined();
  });

  it('are said to be unknown where the database does not answer', () => {
    const unknown = {
      kind: 'unknown',
      why: 'unreachable',
      detail: 'could not read the stopped tasks',
    } as const;
    expect(keptRow(unknown, NOW)?.lines).toEqual([
      'what stopped earlier unknown – could not read the stopped tasks',
    ]);
  });
});
