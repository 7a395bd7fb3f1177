import { describe, expect, it } from 'vitest';
import { eventRow, stoppedRow } from '../../src/views/past-rows.ts';
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
