import { describe, expect, it } from 'vitest';
import { parseWords } from '../../src/ask/grammar.ts';
import { logs } from '../../src/commands/logs.ts';
import { parseWindow } from '../../src/tailing/window.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { aSighting, NOW } from '../given.ts';
import { aSource, fakeTails, fakeThread } from '../given-tails.ts';

describe('logs', () => {
  it('opens a thread', async () => {
    const { estate } = fakeEstate([aSighting()]);
    const sources = async () => ({ sources: [aSource()], notReadable: [], task: undefined, gaps: [] });
    const { tails, all } = fakeTails();
    const { outbox } = fakeThread();
    const redact = (text: string) => ({ text, count: 0 });
    const deps = { estate: { ...estate, logs: { ...estate.logs, sources } }, tails, clock, redact, outbox };
    await logs.run(deps, aCall({ words: ['web'] }));
    expect(all.size).toBe(1);
  });

  it('may be asked by who may look, where lines may be read', () => {
    expect([logs.role, logs.reads]).toEqual(['viewer', 'logs']);
  });

  it.each(logs.examples)('is understood as its help shows it: %s', (example) => {
    const { words, options } = parseWords(example, logs.options);
    expect(words).toEqual(['logs', 'web']);
    const { since, until, lines } = options;
    const typed = { since, until, lines } as Parameters<typeof parseWindow>[0];
    expect(parseWindow(typed, new Date(NOW.getTime() + 9 * 3_600_000)).sinceAt.getTime()).toBeGreaterThan(0);
  });
});
