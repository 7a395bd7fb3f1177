import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';
import { unmarkedTitle } from '../../../src/operation/tracker/patch-phase-mark.ts';

const marked = (lines: readonly string[], mark: 'done' | 'running', took?: string) => {
  const tracker = parseTracker(`# Move\n\n${lines.join('\n')}\n`);
  const id = tracker.operation.phases.at(-1)?.id ?? '';
  const change = { kind: 'mark-phase', id, mark, ...(took === undefined ? {} : { took }) } as const;
  return patchTracker(tracker, change).source.split('\n').slice(2, -1);
};

describe('a phase marked in its heading', () => {
  it('has the time that it took where it was in progress', () => {
    const lines = ['### Phase 1: Pack 🚧', '- **Duration**: [IN PROGRESS]'];
    expect(marked(lines, 'done', '2 hours')).toEqual(['### Phase 1: Pack ✅', '- **Duration**: 2 hours']);
  });

  it('keeps what is said of it in words beside a percentage', () => {
    const lines = ['### Phase 1: Pack 🚧', '- Progress: 40%', '- Status: boxes are ordered'];
    expect(marked(lines, 'done')).toEqual(['### Phase 1: Pack ✅', '- Progress: 100%', lines[2]]);
  });

  it.each([
    [['### Phase 1: Pack ✅', '- Progress: 100%'], 'done'],
    [['### Phase 1: Pack ✅', '- Progress: 100%'], 'running'],
    [['### Phase 1: Pack'], 'done'],
  ] as const)(
    '%j is not marked %s: it says so, says otherwise, or has no manner of its own',
    (lines, mark) => {
      expect(() => marked(lines, mark)).toThrow(/says so already|cannot be written/);
    },
  );

  it('has a title without words that a sign says too', () => {
    expect(unmarkedTitle('Pack [IN PROGRESS]')).toBe('Pack');
    expect(unmarkedTitle('Pack [boxes]')).toBe('Pack [boxes]');
  });
});
