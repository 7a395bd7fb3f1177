import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { reportOf } from '../../../src/operation/tracker/report.ts';

describe('the report of an import', () => {
  it('counts what was understood and names the rest', () => {
    const source = '# Move\n\n## Aufgaben\n\n- [x] Pack\n- [ ] Löad\n\nMore words.\n\nProgress: half\n';
    expect(reportOf(parseTracker(source))).toEqual({
      ...{ lines: 10, bytes: 73, phases: 0, sections: 1, counts: { task: 2 } },
      untouched: [
        { line: 8, endLine: 8, why: 'a paragraph of prose' },
        { line: 10, endLine: 10, why: 'a paragraph of prose' },
      ],
      unsure: [],
    });
  });
});
