import { describe, expect, it } from 'vitest';
import { bar, rowsFixed, rowsPlain } from '../../src/views/rows.ts';

describe('bar', () => {
  it.each([
    [0, 2, '░░░░░░░░░░'],
    [1, 100, '█░░░░░░░░░'],
    [99, 100, '█████████░'],
    [2, 2, '██████████'],
    [3, 2, '██████████'],
    [0, 0, '░░░░░░░░░░'],
    [1, 0, '██████████'],
  ])('of %i of %i', (done, of, drawn) => {
    expect(bar(done, of)).toBe(drawn);
  });
});

describe('rows', () => {
  const rows = [
    { label: 'running', bar: { done: 1, of: 2 }, lines: ['1/2 desired'] },
    { label: 'events', lines: ['first', 'second'] },
  ];

  it('stand in columns in fixed width, and as sentences for screen readers', () => {
    expect(rowsFixed(rows)).toMatchInlineSnapshot(`
      "running     █████░░░░░  1/2 desired
      events      first
                  second"
    `);
    expect(rowsPlain(rows)).toMatchInlineSnapshot(`
      "running: 1/2 desired
      events: first
        second"
    `);
  });

  it('fold before a line gets too wide for a thread pane, long names behind a slash or a dot', () => {
    const wide = rowsFixed([{ label: 'events', lines: ['word '.repeat(60).trim()] }]).split('\n');
    expect(wide.length).toBeGreaterThan(3);
    expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(60);
    const name = `rev 15 123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:1`;
    expect(rowsFixed([{ label: 'image', lines: [name] }])).toBe(
      'image       rev 15 123456789012.dkr.ecr.eu-central-1.\n              amazonaws.com/web:1',
    );
  });
});
