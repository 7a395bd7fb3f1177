import { expect, it } from 'vitest';
import { linesAnswer } from '../../src/ask/lines-answer.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aPlan, aSource } from '../given-tails.ts';
import { aLine } from '../tailing/given-lines.ts';

/** What a terminal shows of lines by container. */
function printed(
  byContainer: Readonly<Record<string, readonly LogLine[]>>,
  given: Parameters<typeof aPlan>[0] = {},
) {
  const { logs } = fakeEstate([]).estate;
  const { estate } = fakeEstate([], {
    logs: {
      ...logs,
      newest: async (_, { source, sinceAt }, { limit, matches = () => true }) => {
        const all = (byContainer[source.container] ?? []).filter(matches);
        return { lines: all.slice(-limit), searchedSinceAt: sinceAt, more: all.length > limit };
      },
    },
  });
  const redact = (text: string) => ({ text: text.replace(/hunter2/g, '[redacted]'), count: 0 });
  const sources = Object.keys(byContainer).map((container) => aSource({ container }));
  return linesAnswer({ estate, clock, redact }, aPlan({ sources, ...given }));
}

it('prints the lines of all containers in their order', async () => {
  const { message, data } = await printed({
    app: [aLine('a', 0), aLine('c', 2)],
    proxy: [aLine('b', 1, 'web/proxy/1a2b3c4d5e6f')],
  });
  expect(message).toEqual({
    text: '2026-03-04 03:00:00.000       app a\n2026-03-04 03:00:00.001       proxy b\n2026-03-04 03:00:00.002       app c',
    blocks: [],
  });
  expect(data).toMatchObject({
    more: false,
    untilAt: NOW,
    lines: [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
  });
});

it('prints the last so many of all, whole', async () => {
  const long = 'x'.repeat(50_000);
  const { message, data } = await printed(
    { app: [aLine('a', 0), aLine('c', 2)], proxy: [aLine('b', 1), aLine(long, 3)] },
    { lines: 2 },
  );
  expect(message.text).toContain(long);
  expect(data).toMatchObject({ lines: [{ text: 'c' }, { text: long }] });
});

it('takes secrets and control characters out before anything looks at a line', async () => {
  const { message, data } = await printed(
    { app: [aLine('password \u001b[31mhunter2'), aLine('ok', 1)] },
    { filter: { grep: ['hunter2'], exclude: [], errors: false } },
  );
  expect(message.text).toBe('No line in that window.');
  expect(JSON.stringify(data)).not.toContain('hunter2');
  expect((await printed({ app: [aLine('password \u001b[31mhunter2')] })).message.text).toMatch(
    /password \[redacted\]$/,
  );
});

it('says what cannot be read, and whether there is more', async () => {
  const { message, data } = await printed(
    { app: [aLine('a'), aLine('b', 1)] },
    { lines: 1, notReadable: ['proxy: splunk'] },
  );
  expect(message.text).toMatch(/ b\nNot readable: proxy: splunk$/);
  expect(data).toMatchObject({ more: true, notReadable: ['proxy: splunk'] });
});

it('keeps to the end of the window', async () => {
  const untilAt = minutesAgo(1);
  expect((await printed({ app: [] }, { untilAt })).data).toMatchObject({ untilAt, lines: [] });
});
