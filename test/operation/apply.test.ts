import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../src/operation/apply.ts';
import type { Change } from '../../src/operation/change.ts';
import { entriesOf } from '../../src/operation/operation.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';

const SOURCE = readFileSync(
  new URL('../../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);
const MONITORING = 'criterion:performance monitoring active';
const BLOCKER = 'blocker:container health check investigation';
const by = { by: ANNA, at: NOW };

describe('a change', () => {
  it.each<[string, Change, string]>([
    [
      'ticking',
      { kind: 'tick', id: MONITORING, done: true },
      'ticked criterion 8 "Performance monitoring active"',
    ],
    [
      'clearing',
      { kind: 'tick', id: BLOCKER, done: true },
      'cleared blocker 1 "Container Health Check Investigation"',
    ],
    ['adding', { kind: 'add', entry: { kind: 'task', title: ' Call\nAnna ' } }, 'added task "Call Anna"'],
    [
      'a phase',
      { kind: 'phase', id: 'phase:4', field: 'claimed', value: '100' },
      'set the progress of phase 4 "Enhanced ML Service Deployment" to "100"',
    ],
  ])('is told in the history: %s', (_, change, what) => {
    const { step, record } = applied(aRecord(), change);
    expect(step).toMatchObject({ ...by, what });
    expect(record.source).not.toBe(SOURCE);
  });

  it.each<[string, Change, string]>([
    [
      'ticking what is ticked',
      { kind: 'tick', id: 'criterion:ecs health check configuration fixed', done: true },
      'is ticked already',
    ],
    ['reopening what is open', { kind: 'tick', id: MONITORING, done: false }, 'is not ticked'],
    [
      'ticking what cannot be',
      { kind: 'tick', id: 'insight:no public ips needed', done: true },
      'Insights are not ticked.',
    ],
    ['what is not there', { kind: 'remove', id: 'task:gone' }, 'That is not in the tracker any more.'],
    ['no words', { kind: 'add', entry: { kind: 'task', title: ' ' } }, 'There are no words. Type a title.'],
    [
      'too many words',
      { kind: 'add', entry: { kind: 'task', title: 'x'.repeat(301) } },
      'That is 301 characters long; 300 are the most.',
    ],
    [
      'a long detail',
      { kind: 'add', entry: { kind: 'task', title: 'x', detail: 'x'.repeat(2001) } },
      '2000 are the most',
    ],
    [
      'the same words',
      { kind: 'edit', id: MONITORING, title: 'Performance monitoring active' },
      'says already',
    ],
    [
      'the same value',
      { kind: 'header', field: 'status', value: 'IN PROGRESS' },
      'It says "IN PROGRESS" already.',
    ],
    [
      'a probe that ends its comment',
      { kind: 'bind', id: MONITORING, probe: 'x --> y' },
      'A probe cannot hold "-->"',
    ],
    [
      'a probe that is too long',
      { kind: 'bind', id: MONITORING, probe: `alarm ok ${'x'.repeat(3000)}` },
      'That probe is 3009 characters long; 3000 are the most.',
    ],
    ['a probe of two lines', { kind: 'bind', id: MONITORING, probe: 'alarm\nok' }, 'A probe is one line'],
    ['judging a task', { kind: 'judge', id: MONITORING, verdict: 'refuted' }, 'Only findings are judged'],
    [
      'what is there already',
      { kind: 'add', entry: { kind: 'criterion', title: 'Performance monitoring active', phase: 'phase:4' } },
      'is there already: 8',
    ],
  ])('is refused: %s', (_, change, message) => {
    expect(() => applied(aRecord(), change)).toThrow(message);
  });

  it.each([
    ['blanks that its text holds', 'log absent "a  b" web 15m'],
    ['a long address', `http 200 https://x.test/${'a'.repeat(700)}`],
  ])('binds a probe with %s as it was typed', (_, probe) => {
    const { record } = applied(aRecord(), { kind: 'bind', id: MONITORING, probe });
    expect(record.source).toContain(`<!-- probe: ${probe} -->`);
    const bound = entriesOf(parseTracker(record.source).operation, 'criterion');
    expect(bound.find(({ id }) => id === MONITORING)?.probe).toBe(probe);
  });

  it('keeps who settled it and when, and what was kept under a new name', () => {
    const ticked = applied(aRecord({ [MONITORING]: { owner: 'U1' } }), {
      kind: 'tick',
      id: MONITORING,
      done: true,
    });
    expect(ticked.record.extras[MONITORING]).toEqual({ owner: 'U1', settled: by });
    const named = applied(ticked.record, { kind: 'edit', id: MONITORING, title: 'Alarms ring' });
    expect(named.record.extras).toEqual({
      'criterion:alarms ring': { owner: 'U1', settled: by, edited: by },
    });
  });

  it('ticks nothing by a box in front of a title', () => {
    const { tracker, id: added } = applied(aRecord(), {
      kind: 'add',
      entry: { kind: 'task', title: '[x] Sneak' },
    });
    expect(tracker.operation.entries.find(({ id }) => id === added)).toMatchObject({
      title: 'Sneak',
      done: false,
    });
  });

  it('knows when a phase began and ended', () => {
    const begun = applied(aRecord(), { kind: 'phase', id: 'phase:4', field: 'status', value: 'In progress' });
    expect(begun.record.extras['phase:4']).toMatchObject({ startedAt: NOW });
    const ended = applied(begun.record, { kind: 'phase', id: 'phase:4', field: 'status', value: 'Complete' });
    expect(ended.record.extras['phase:4']).toMatchObject({ startedAt: NOW, endedAt: NOW });
    const again = applied(ended.record, {
      kind: 'phase',
      id: 'phase:4',
      field: 'status',
      value: 'in progress',
    });
    expect(again.record.extras['phase:4']).not.toHaveProperty('endedAt');
  });
});

function aRecord(extras: OperationRecord['extras'] = {}): OperationRecord {
  return anOperationRecord({ source: SOURCE, extras });
}

function applied(record: OperationRecord, change: Change) {
  return applyChange(record, parseTracker(record.source), change, by);
}
