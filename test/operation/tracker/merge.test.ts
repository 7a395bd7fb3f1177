import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEntry } from '../../../src/operation/find-entry.ts';
import { mergeTracker } from '../../../src/operation/tracker/merge.ts';
import { resolveConflict } from '../../../src/operation/tracker/merge-conflict.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';

const REFERENCE = readFileSync(
  new URL('../../../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);
const BEFORE = `# Move

## Tasks

- [ ] **Copy the data**: all of it
- [ ] **Switch the DNS**: at night
- [ ] **Tell the team**: by mail
`;

describe('a merge', () => {
  it('leaves ours where the file is as it was', () => {
    const ours = BEFORE.replace('[ ] **Copy', '[x] **Copy');
    expect(mergeTracker({ before: BEFORE, ours, theirs: BEFORE })).toMatchObject({
      source: ours,
      conflicts: [],
    });
  });

  it('takes the file where nothing was edited here, and says what came, changed and went', () => {
    const theirs = BEFORE.replace('at night', 'at noon').replace(
      '- [ ] **Tell the team**: by mail\n',
      '- [ ] Sleep\n',
    );
    expect(mergeTracker({ before: BEFORE, ours: BEFORE, theirs })).toEqual({
      source: theirs,
      report: {
        added: ['task "Sleep"'],
        changed: ['task "Switch the DNS"'],
        gone: ['task "Tell the team"'],
        kept: [],
      },
      conflicts: [],
      ids: {},
    });
  });

  it('makes our edits again in a file that changed elsewhere', () => {
    const ours = BEFORE.replace('[ ] **Copy', '[x] **Copy').concat('- [ ] **Celebrate**: with cake\n');
    const theirs = BEFORE.replace('at night', 'at noon');
    const merged = mergeTracker({ before: BEFORE, ours, theirs });
    expect(merged.source).toBe(
      theirs.replace('[ ] **Copy', '[x] **Copy').concat('- [ ] **Celebrate**: with cake\n'),
    );
    expect(merged.report.kept).toEqual(['ticked task 1 "Copy the data"', 'added task "Celebrate"']);
    expect(merged.conflicts).toEqual([]);
  });

  it('finds what was reworded, moved and put under a renamed heading', () => {
    const ours = BEFORE.replace('[ ] **Switch', '[x] **Switch');
    const theirs = `# Move\n\n## 📋 Open to-dos\n\n- [ ] **Tell the team**: by mail\n- [ ] **Switch DNS over**: at night\n- [ ] **Copy the data**: all of it\n`;
    const merged = mergeTracker({ before: BEFORE, ours, theirs });
    expect(merged.source).toBe(theirs.replace('[ ] **Switch', '[x] **Switch'));
    expect(merged.ids).toEqual({ 'task:switch the dns': 'task:switch dns over' });
  });

  it('keeps both sides where both say the same thing differently, and settles it either way', () => {
    const ours = BEFORE.replace('at night', 'at six');
    const theirs = BEFORE.replace('at night', 'at noon');
    const { source, conflicts } = mergeTracker({ before: BEFORE, ours, theirs });
    expect(source).toBe(theirs);
    expect(conflicts).toEqual([
      {
        id: 'detail|task:switch the dns',
        subject: 'task "Switch the DNS"',
        ours: 'at six',
        theirs: 'at noon',
      },
    ]);
    expect(resolveConflict(source, conflicts[0]!, 'theirs').source).toBe(theirs);
    expect(resolveConflict(source, conflicts[0]!, 'ours').source).toBe(ours);
  });

  it('keeps what was edited here and is gone from the file', () => {
    const ours = BEFORE.replace('[ ] **Tell', '[x] **Tell');
    const theirs = BEFORE.replace('- [ ] **Tell the team**: by mail\n', '');
    const { source, conflicts } = mergeTracker({ before: BEFORE, ours, theirs });
    expect(conflicts).toEqual([
      {
        id: 'gone-done|task:tell the team',
        subject: 'task "Tell the team"',
        ours: 'Tell the team: by mail',
        theirs: undefined,
      },
    ]);
    expect(resolveConflict(source, conflicts[0]!, 'ours').source).toBe(ours);
  });

  it('leaves removed what was removed here and is as it was in the file', () => {
    const ours = BEFORE.replace('- [ ] **Tell the team**: by mail\n', '');
    const theirs = BEFORE.replace('at night', 'at noon');
    expect(mergeTracker({ before: BEFORE, ours, theirs }).source).not.toContain('Tell the team');
    const changed = mergeTracker({ before: BEFORE, ours, theirs: BEFORE.replace('by mail', 'by phone') });
    expect(changed.conflicts).toMatchObject([{ ours: undefined, theirs: 'Tell the team: by phone' }]);
    expect(resolveConflict(changed.source, changed.conflicts[0]!, 'ours').source).toBe(ours);
  });

  it('adds what the file lacks to an operation that never had one', () => {
    const ours = '# Move\n\n## Tasks\n\n- [x] Buy boxes\n- [ ] Copy the data\n';
    const { source } = mergeTracker({ before: '', ours, theirs: BEFORE });
    expect(source).toContain('- [ ] **Tell the team**: by mail\n- [x] **Buy boxes**\n');
    expect(source.match(/Copy the data/g)).toHaveLength(1);
  });

  it('doubles nothing when the reference comes again with its sections reordered', () => {
    const id = findEntry(parseTracker(REFERENCE).operation, 'criterion', '5').id;
    const ours = REFERENCE.replace(
      '- [ ] Container health check failures resolved',
      '- [x] Container health check failures resolved',
    );
    const sections = REFERENCE.split('\n---\n');
    const theirs = [...sections.slice(0, 2), ...sections.slice(2, -1).reverse(), ...sections.slice(-1)].join(
      '\n---\n',
    );
    const { source, conflicts } = mergeTracker({ before: REFERENCE, ours, theirs });
    expect(conflicts).toEqual([]);
    expect(parseTracker(source).operation.entries).toHaveLength(
      parseTracker(REFERENCE).operation.entries.length,
    );
    expect(parseTracker(source).operation.entries.find((entry) => entry.id === id)).toMatchObject({
      met: true,
    });
  });

  it('loses no words, whatever both sides do', () => {
    const words = ['Copy', 'Switch', 'Tell', 'Clean', 'Sign', 'Pack', 'Paint'];
    const item = fc.record({
      title: fc.constantFrom(...words),
      done: fc.boolean(),
      detail: fc.constantFrom('', 'now', 'later'),
    });
    const tracker = fc
      .uniqueArray(item, { selector: ({ title }) => title, minLength: 1, maxLength: 5 })
      .map(
        (items) =>
          `# Move\n\n## Tasks\n\n${items.map(({ title, done, detail }) => `- [${done ? 'x' : ' '}] ${title}${detail && `: ${detail}`}\n`).join('')}`,
      );
    fc.assert(
      fc.property(tracker, tracker, tracker, (before, ours, theirs) => {
        const { source, conflicts } = mergeTracker({ before, ours, theirs });
        const all = `${source}\n${conflicts.map((each) => `${each.ours} ${each.theirs}`).join('\n')}`;
        const removedHere = (title: string) => before.includes(title) && !ours.includes(title);
        const goneThere = (title: string) => before.includes(title) && !theirs.includes(title);
        for (const title of words) {
          if (theirs.includes(title) && !removedHere(title)) expect(all).toContain(title);
          if (ours.includes(title) && !goneThere(title)) expect(all).toContain(title);
        }
        const titles = parseTracker(source).operation.entries.map((entry) => entry.title);
        expect(new Set(titles).size).toBe(titles.length);
      }),
      { numRuns: 60 },
    );
  });
});
