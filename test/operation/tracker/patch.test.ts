import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/operation/change.ts';
import { findEntry } from '../../../src/operation/find-entry.ts';
import type { EntryKind } from '../../../src/operation/operation.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';

const REFERENCE = readFileSync(
  new URL('../../../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);

describe('the reference tracker', () => {
  it('differs in three lines after three edits', () => {
    const edited = [tick('criterion', '5'), tick('blocker', '1'), phaseOf('phase:4', 'claimed', '60')].reduce(
      (source, change) => changed(source, change),
      REFERENCE,
    );
    expect(linesDiffering(REFERENCE, edited)).toEqual([
      ['- **Status**: 99% Complete', '- **Status**: 60% Complete'],
      [
        '- **Container Health Check Investigation**: New Task Definition 15 deployment has health checks failing',
        '- ✅ **Container Health Check Investigation**: New Task Definition 15 deployment has health checks failing',
      ],
      ['- [ ] Container health check failures resolved', '- [x] Container health check failures resolved'],
    ]);
  });

  it.each<[string, (source: string) => Change, string | undefined, string]>([
    [
      'an open task',
      () => add('task', 'Rehearse', 'with the team'),
      '- [ ] **End-to-End Validation**: Complete production readiness testing',
      '- [ ] **Rehearse**: with the team',
    ],
    [
      'a task that is done',
      () => add('task', 'Rehearse', 'with the team', { done: true }),
      '- ✅ **ALB Integration**: Load balancer already working and routing traffic',
      '- ✅ **Rehearse**: with the team',
    ],
    [
      'a criterion',
      () => add('criterion', 'Runbook written'),
      '- [ ] End-to-end validation complete',
      '- [ ] Runbook written',
    ],
    [
      'a next step',
      () => add('next', 'Call Anna', 'about the ALB'),
      '4. **Test ALB Access**: Verify enhanced ML service accessible through ALB once healthy',
      '5. **Call Anna**: about the ALB',
    ],
    [
      'a decision',
      () => add('decision', 'Wait', 'until Monday'),
      '4. **Container Enhancement**: Built and deployed enhanced container image',
      '5. **Wait**: until Monday',
    ],
    [
      'a finding',
      () => add('finding', 'Port', 'is closed', { verdict: 'refuted' }),
      '- 🔍 **Current Issue**: Container startup or service configuration problem',
      '- ❌ **Port**: is closed',
    ],
    [
      'an insight',
      () => add('insight', 'Look twice'),
      '- **Real Issue Was Health Checks**: Container health check configuration mismatch, not network issues',
      '- **Look twice**',
    ],
    ['words of wisdom', () => add('wisdom', 'Slow is fast'), undefined, '> *"Slow is fast"*'],
  ])('takes %s', (_, change, before, line) => {
    const now = changed(REFERENCE, change(REFERENCE)).split('\n');
    expect(now).toContain(line);
    if (before) expect(now[now.indexOf(line) - 1]).toBe(before);
  });

  it('takes a blocker with its impact', () => {
    const now = changed(
      REFERENCE,
      add('blocker', 'No quota', 'in eu-central-1', { impact: 'No second task' }),
    );
    expect(now).toContain('- **No quota**: in eu-central-1\n- **Impact**: No second task\n');
  });

  it('takes a phase', () => {
    expect(changed(REFERENCE, { kind: 'add-phase', title: 'Cleaning up' })).toContain(
      'on new deployment\n\n### **Phase 5: Cleaning up**\n- **Status**: 0% Complete\n\n---',
    );
  });

  it.each<[string, Change, [string, string][]]>([
    [
      'the status',
      { kind: 'header', field: 'status', value: 'DONE' },
      [['**Operation Snail Trail**: IN PROGRESS 🚀', '**Operation Snail Trail**: DONE 🚀']],
    ],
    [
      'the claim',
      { kind: 'header', field: 'claimed', value: '42' },
      [['**Overall Progress**: 99% Complete', '**Overall Progress**: 42% Complete']],
    ],
    [
      'a duration',
      phaseOf('phase:4', 'duration', '3 hours'),
      [['- **Duration**: [IN PROGRESS]', '- **Duration**: 3 hours']],
    ],
    [
      'a title of a phase',
      phaseOf('phase:4', 'title', 'The end'),
      [['### **Phase 4: Enhanced ML Service Deployment** 🚧', '### **Phase 4: The end** 🚧']],
    ],
  ])('changes %s and nothing else', (_, change, lines) => {
    expect(linesDiffering(REFERENCE, changed(REFERENCE, change))).toEqual(lines);
  });

  it('is numbered anew where a step is taken out', () => {
    const now = changed(REFERENCE, { kind: 'remove', id: idOf(REFERENCE, 'next', '2') });
    expect(now).toContain(
      'service configuration\n2. **Health Check Resolution**: Fix container health check failures\n3. **Test',
    );
  });

  it('takes a probe, another, and none', () => {
    const id = idOf(REFERENCE, 'criterion', '5');
    const bound = changed(REFERENCE, { kind: 'bind', id, probe: 'service steady web' });
    expect(bound).toContain(
      '- [ ] Container health check failures resolved <!-- probe: service steady web -->\n',
    );
    const other = changed(bound, { kind: 'bind', id, probe: 'http 200 https://example.com' });
    expect(linesDiffering(bound, other)).toHaveLength(1);
    expect(changed(other, { kind: 'bind', id, probe: undefined })).toBe(REFERENCE);
  });

  it.each([
    ['a line of its own', 'One\n  <!-- probe: p -->', 'One\n  <!-- probe: q -->', 'One'],
    ['below an empty line', 'One\n\n  <!-- probe: p -->', 'One\n\n  <!-- probe: q -->', 'One\n'],
    ['in front of its words', '<!-- probe: p --> One', '<!-- probe: q --> One', 'One'],
    ['among its words', 'One <!-- probe: p --> two', 'One <!-- probe: q --> two', 'One  two'],
    [
      'beside another comment',
      'One <!-- x --> <!-- probe: p -->',
      'One <!-- x --> <!-- probe: q -->',
      'One <!-- x -->',
    ],
    ['a comment that somebody emptied', 'One <!-- probe: -->', 'One <!-- probe: q -->', undefined],
    [
      'where there is a second one',
      'One <!-- probe: p --> <!-- probe: r -->',
      'One <!-- probe: q --> <!-- probe: r -->',
      'One',
    ],
  ])('finds a probe that somebody moved: %s', (_, written, rebound, unbound) => {
    const tracker = (item: string) => `# Move\n\n## Completion criteria\n\n- [ ] ${item}\n- [ ] Two\n`;
    const source = tracker(written);
    const id = idOf(source, 'criterion', '1');
    expect(changed(source, { kind: 'bind', id, probe: 'q' })).toBe(tracker(rebound));
    if (unbound !== undefined)
      expect(changed(source, { kind: 'bind', id, probe: undefined })).toBe(tracker(unbound));
  });

  it('leaves the probe of the next criterion alone', () => {
    const source = '# Move\n\n## Completion criteria\n\n- [ ] One\n- [ ] Two <!-- probe: p -->\n';
    const now = changed(source, { kind: 'bind', id: idOf(source, 'criterion', '1'), probe: 'q' });
    expect(now).toContain('- [ ] One <!-- probe: q -->\n- [ ] Two <!-- probe: p -->\n');
  });
});

describe('words from outside', () => {
  it('stay on one line of a table', () => {
    const source = '| Task | Status |\n| --- | --- |\n| Pack | open |\n';
    const now = changed(`# Move\n\n## Tasks\n\n${source}`, add('task', 'Either | or'));
    expect(now).toContain('| Pack | open |\n| Either \\| or | open |\n');
  });

  it('are refused where the entry they are for is gone', () => {
    const gone: Change = { kind: 'tick', id: 'task:gone', done: true };
    expect(() => changed(REFERENCE, gone)).toThrow('That is not in the tracker any more.');
  });
});

function changed(source: string, change: Change): string {
  return patchTracker(parseTracker(source), change).source;
}

function tick(kind: EntryKind, words: string, done = true): Change {
  return { kind: 'tick', id: idOf(REFERENCE, kind, words), done };
}

function add(kind: EntryKind, title: string, detail?: string, more: object = {}): Change {
  return { kind: 'add', entry: { kind, title, ...(detail === undefined ? {} : { detail }), ...more } };
}

function phaseOf(id: string, field: 'claimed' | 'duration' | 'title', value: string): Change {
  return { kind: 'phase', id, field, value };
}

function idOf(source: string, kind: EntryKind, words: string): string {
  return findEntry(parseTracker(source).operation, kind, words).id;
}

function linesDiffering(before: string, after: string): readonly (readonly string[])[] {
  const now = after.split('\n');
  return before.split('\n').flatMap((line, index) => (line === now[index] ? [] : [[line, now[index] ?? '']]));
}
