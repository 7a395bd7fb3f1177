import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findContradictions } from '../../src/operation/contradictions.ts';
import { isSettled } from '../../src/operation/settled.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import type { Tracker } from '../../src/operation/tracker/tracker.ts';
import { unaccounted } from './unaccounted.ts';

const FOLDER = new URL('teams/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));

describe.each(FILES)('the tracker of a team: %s', (file) => {
  const tracker = parseTracker(readFileSync(new URL(file, FOLDER), 'utf8'));

  it('is read as the team means it', async () => {
    await expect(readingOf(tracker)).toMatchFileSnapshot(`teams/${file.replace('.md', '.txt')}`);
  });

  it('has no line that is lost', () => {
    expect(unaccounted(tracker)).toEqual([]);
  });

  it('contradicts itself in nothing', () => {
    expect(findContradictions(tracker.operation, tracker.source)).toEqual([]);
  });
});

/** What every line was taken for. */
function readingOf({ operation, untouched, unsure }: Tracker): string {
  const { title, header, phases, entries } = operation;
  const told = [
    ...phases.map((phase) => {
      const { at, number = '-', mark, claimed, status, duration } = phase;
      const how = [mark, claimed?.value.percent, status?.value, duration?.value.words].join(' · ');
      return { line: at.line, words: `phase ${number} "${phase.title}" ${how}` };
    }),
    ...entries.map((entry) => {
      const settled = isSettled(entry);
      const stands = settled === undefined ? '' : settled ? ' [x]' : ' [ ]';
      const detail = entry.detail === undefined ? '' : ` — ${entry.detail}`;
      const impact = entry.kind === 'blocker' ? ` (${entry.impact?.value} · ${entry.status?.value})` : '';
      return { line: entry.at.line, words: `${entry.kind}${stands} ${entry.title}${detail}${impact}` };
    }),
    ...untouched.map(({ line, endLine, why }) => ({ line, words: `left to ${endLine}: ${why}` })),
    ...unsure.map(({ line, how }) => ({ line, words: `unsure: ${how}` })),
  ];
  const head = [title, header.status?.value, header.startedOn?.value, header.currentPhase?.value];
  const top = [...head, header.claimed?.value.percent].join(' · ');
  return `${[top, ...told.sort((a, b) => a.line - b.line).map(({ line, words }) => `${line} ${words}`)].join('\n')}\n`;
}
