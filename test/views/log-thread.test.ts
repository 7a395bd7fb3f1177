import { describe, expect, it } from 'vitest';
import type { Tail, TailEnd } from '../../src/tailing/tail.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { LIMITS } from '../../src/views/limits.ts';
import {
  doubtMessage,
  type FirstFound,
  logEndMessage,
  logFirstReply,
  logHeadMessage,
  logTroubleMessage,
} from '../../src/views/log-thread.ts';
import type { Message } from '../../src/views/message.ts';
import { aRef, minutesAgo, NOW } from '../given.ts';
import { aSource, aTail } from '../given-tails.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);
const counts = { matched: 1234, inline: 1200, redacted: 2 };
const read = { counts, readAt: later(303_000) };
const window = { plan: { sinceAt: minutesAgo(120), untilAt: minutesAgo(90) }, endsAt: NOW, progress: read };

function ended(end: TailEnd, given: Parameters<typeof aTail>[0] = {}): Tail & { readonly end: TailEnd } {
  return { ...aTail({ progress: read, ...given }), end };
}

/** What Slack shows, without what only moves it. */
function shown({ blocks }: Message): string {
  return blocks
    .map((block) => {
      if (block.type === 'section') return block.text.text;
      if (block.type === 'context') return block.elements.map(({ text }) => text).join(' | ');
      return block.type === 'actions' ? block.elements.map((each) => `[${labelOf(each)}]`).join(' ') : '';
    })
    .join('\n');
}

function labelOf(element: Extract<Message['blocks'][number], { type: 'actions' }>['elements'][number]) {
  return element.type === 'button' ? element.text.text : element.placeholder.text;
}

describe('the head of a log thread', () => {
  it('says what is followed, and until when', () => {
    const message = logHeadMessage(aTail());
    expect(message.text).toMatchInlineSnapshot(
      `"Logs of web · prod-eu · since 02:45:00 UTC (the last 15 min) · following until 03:05:00 UTC"`,
    );
    expect(shown(message)).toMatchInlineSnapshot(`
      "*Logs* of \`web\` · *prod-eu* · since <!date^1772592300^{time_secs}|02:45:00 UTC> (the last 15 min)
      following until <!date^1772593500^{time_secs}|03:05:00 UTC>
      [Stop] [Follow 10 min longer]"
    `);
  });

  it('says what chooses the lines', () => {
    const filter = { grep: ['timeout', '/user-\\d+/'], exclude: ['health'], errors: true };
    expect(shown(logHeadMessage(aTail({ plan: { filter } }))).split('\n')[1]).toMatchInlineSnapshot(
      `"following until <!date^1772593500^{time_secs}|03:05:00 UTC> · with timeout, with /user-\\d+/, without health, only errors"`,
    );
  });

  it('of a window says its two ends, and has no buttons', () => {
    const message = logHeadMessage(aTail(window));
    expect(message.text).toMatchInlineSnapshot(
      `"Logs of web · prod-eu · from 01:00:00 UTC to 01:30:00 UTC (30 min) · not followed"`,
    );
    expect(shown(message)).not.toContain('[');
  });

  it('of another day says which', () => {
    const plan = { sinceAt: minutesAgo(4 * 1440), untilAt: minutesAgo(4 * 1440 - 30) };
    expect(logHeadMessage(aTail({ plan, endsAt: NOW })).text).toMatchInlineSnapshot(
      `"Logs of web · prod-eu · from 2026-02-28 03:00:00 UTC to 2026-02-28 03:30:00 UTC (30 min) · not followed"`,
    );
    expect(logHeadMessage(aTail({ plan: { sinceAt: minutesAgo(200) } })).text).toMatchInlineSnapshot(
      `"Logs of web · prod-eu · since 2026-03-03 23:40:00 UTC (the last 3 h 20 min) · following until 03:05:00 UTC"`,
    );
    expect(shown(logHeadMessage(aTail({ plan: { sinceAt: minutesAgo(200) } })))).toContain(
      '{date_short_pretty}',
    );
  });

  it('that is not followed says so', () => {
    const message = logHeadMessage(aTail({ endsAt: NOW }));
    expect(message.text).toMatch(/ · not followed$/);
    expect(shown(message)).not.toContain('[');
  });

  it('says at once that somebody stops it', () => {
    const message = logHeadMessage(aTail({ stoppedBy: 'Ana' }));
    expect(message.text).toMatch(/ · stopped by Ana$/);
    expect(shown(message)).not.toContain('[');
  });

  it('says in the end why it ended, and how many lines there were', () => {
    const message = logHeadMessage(ended({ why: 'stopped', at: NOW, by: 'Ana' }));
    expect(message.text).toMatchInlineSnapshot(
      `"Logs of web · prod-eu · since 02:45:00 UTC (the last 15 min) · Stopped by Ana · 1,234 lines, 34 of them in files, 2 secrets redacted"`,
    );
    expect(shown(message)).not.toContain('[');
  });
});

describe('the first reply', () => {
  const all: FirstFound = { found: 3, inline: 3, more: false, redacted: 0, file: undefined };
  const file = 'web-2026-03-04-02-45-00.log.txt';

  it.each<[string, Partial<FirstFound>, Parameters<typeof aTail>[0], string]>([
    ['all lines', {}, {}, 'All 3 lines'],
    ['one line', { found: 1, inline: 1 }, {}, 'One line'],
    [
      'the last lines',
      { found: 1500, inline: 200, file },
      {},
      `The last 200 of 1,500 lines; all of them are in ${file}`,
    ],
    [
      'the last lines of more than were read',
      { found: 10_000, inline: 200, more: true, file },
      {},
      `The last 200 of more than 10,000 lines; the last 10,000 are in ${file}`,
    ],
    ['no line yet', { found: 0, inline: 0 }, {}, 'No line yet'],
    ['no line at all', { found: 0, inline: 0 }, window, 'No line'],
    [
      'no line in what could be searched',
      { found: 0, inline: 0, more: true },
      {},
      'No line found yet, and not all of the window could be searched',
    ],
  ])('says: %s', (_, found, tail, words) => {
    expect(logFirstReply(aTail(tail), { ...all, ...found }).text.split(' · ')[0]).toBe(words);
  });

  it('says where the lines are from, what was hidden, and what cannot be read', () => {
    const sources = [
      aSource(),
      aSource({ container: 'proxy', group: '/shared', region: 'us-east-1', streamPrefix: undefined }),
    ];
    const notReadable = ['firelens of web:14: its lines go to awsfirelens'];
    const filter = { grep: ['x'], exclude: [], errors: false };
    const tail = aTail({ plan: { sources, notReadable, filter } });
    expect(logFirstReply(tail, { ...all, redacted: 1 }).text).toMatchInlineSnapshot(
      `"All 3 lines · from app: /ecs/web, streams web/app/*; proxy: /shared in us-east-1, the whole group, other services included · with x · 1 secret redacted · not readable: firelens of web:14: its lines go to awsfirelens · times are UTC"`,
    );
  });

  it('cuts long lists in words', () => {
    const sources = Array.from({ length: 8 }, (_, nth) => aSource({ container: `c${nth}` }));
    const notReadable = Array.from({ length: 9 }, (_, nth) => `c${nth}`);
    const { text } = logFirstReply(aTail({ plan: { sources, notReadable } }), all);
    expect(text).toContain('; and 3 more');
    expect(text).toContain('not readable: c4 · and 4 more');
  });
});

describe('the last reply', () => {
  const why = (why: 'gone' | 'denied' | 'failed', detail: string) =>
    ended({ why, at: NOW, detail: `could not read the lines of /ecs/web${detail}` });

  it('says why it ended and how to go on', () => {
    const tails = [
      ended({ why: 'time', at: later(303_000) }),
      ended({ why: 'stopped', at: NOW, by: 'Ana' }, { progress: { ...read, readAt: later(60_000) } }),
      ended({ why: 'window', at: NOW }, window),
      ended({ why: 'window', at: NOW }, { endsAt: NOW }),
      ended({ why: 'lines', at: NOW }),
      why('gone', ': there is no such log group'),
      why('denied', ' (it needs logs:FilterLogEvents)'),
      why('failed', ': AWS did not answer'),
      ended({ why: 'time', at: NOW }, { progress: { readAt: NOW } }),
      ended({ why: 'time', at: NOW }, { progress: { counts: { matched: 1, inline: 1, redacted: 0 } } }),
    ];
    expect(tails.map((tail) => shown(logEndMessage(tail))).join('\n\n')).toMatchInlineSnapshot(`
      "*Ended: the time was over at 03:05:00 UTC* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:05:00Z\`
      [Follow 10 min more]

      *Stopped by Ana* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:01:00Z\`
      [Follow 10 min more]

      *Ended: that was the whole window* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: type \`/snail logs web --since 2026-03-04T01:30:00Z\`

      *Ended: that was all until 03:00:00 UTC* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:00:00Z\`
      [Follow 10 min more]

      *Ended: a thread takes no more lines than these; a narrower filter leaves room* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: type \`/snail logs web --since 2026-03-04T03:05:00Z\`

      *Ended: could not read the lines of /ecs/web: there is no such log group. Does web still log there?* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:05:00Z\`
      [Follow 10 min more]

      *Ended: could not read the lines of /ecs/web (it needs logs:FilterLogEvents). Whoever runs the bot has to allow that first* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:05:00Z\`
      [Follow 10 min more]

      *Ended: could not read the lines of /ecs/web: AWS did not answer* · 1,234 lines, 34 of them in files, 2 secrets redacted
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:05:00Z\`
      [Follow 10 min more]

      *Ended: the time was over at 03:05:00 UTC* · no line was found
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T03:00:00Z\`
      [Follow 10 min more]

      *Ended: the time was over at 03:05:00 UTC* · 1 line, no secrets found
      To go on: press the button, or type \`/snail logs web --since 2026-03-04T02:45:00Z\`
      [Follow 10 min more]"
    `);
  });

  it('says it in plain words, too', () => {
    expect(logEndMessage(ended({ why: 'time', at: NOW })).text).toMatchInlineSnapshot(
      `"Ended: the time was over at 03:05:00 UTC · 1,234 lines, 34 of them in files, 2 secrets redacted. To go on: /snail logs web --since 2026-03-04T03:05:00Z"`,
    );
  });

  it('goes on where the lines end, not where the last read was', () => {
    const typed = (tail: Parameters<typeof logEndMessage>[0]) =>
      /--since (\S+)/.exec(logEndMessage(tail).text)?.[1];
    expect(typed(ended({ why: 'time', at: NOW }))).toBe('2026-03-04T03:05:00Z');
    expect(typed(ended({ why: 'window', at: NOW }, window))).toBe('2026-03-04T01:30:00Z');
    expect(
      typed(ended({ why: 'stopped', at: NOW, by: 'Ana' }, { progress: { readAt: later(60_999) } })),
    ).toBe('2026-03-04T03:01:00Z');
    expect(typed(ended({ why: 'denied', at: NOW, detail: '' }, { progress: {} }))).toBe(
      '2026-03-04T02:45:00Z',
    );
  });

  it('can be typed again as it stands, even with what Slack would mark up', () => {
    const again = logEndMessage(ended({ why: 'time', at: NOW }, { plan: { words: 'my_web --grep *a_b*' } }));
    expect(shown(again)).toContain('`/snail logs my_web --grep *a_b* --since 2026-03-04T03:05:00Z`');
  });
});

describe('words in between', () => {
  it('say what cannot be read, and how long it is tried', () => {
    expect(logTroubleMessage(aTail(), 'could not read the lines').text).toMatchInlineSnapshot(
      `"I could not read the lines. I keep trying until 03:05:00 UTC."`,
    );
    expect(logTroubleMessage(aTail(window), 'could not read the lines').text).toMatchInlineSnapshot(
      `"I could not read the lines. I keep trying for a moment."`,
    );
    expect(logTroubleMessage(aTail(), 'The lines can be read again.').text).toBe(
      'The lines can be read again.',
    );
  });

  it('say that lines may be said twice', () => {
    expect(doubtMessage().text).toMatchInlineSnapshot(
      `"I was restarted in the middle of a post: the last lines above may follow once more."`,
    );
  });
});

describe('messages of a log thread', () => {
  const long = `<!channel> *${'&'.repeat(1000)}`;
  const plan = {
    ref: aRef(long, long, long),
    sources: Array.from({ length: 20 }, () =>
      aSource({ container: long, group: long, region: long, streamPrefix: long }),
    ),
    notReadable: Array.from({ length: 20 }, () => long),
    filter: { grep: Array.from({ length: 10 }, () => long), exclude: [], errors: true },
    words: long,
  };
  const end = { why: 'failed', at: NOW, detail: long } as const;

  it.each<[string, Message]>([
    ['head', logHeadMessage(aTail({ plan }))],
    ['head of one that ended', logHeadMessage(aTail({ plan, end }))],
    ['head of one that is stopped', logHeadMessage(aTail({ plan, stoppedBy: long }))],
    [
      'first reply',
      logFirstReply(aTail({ plan }), { found: 1, inline: 1, more: true, redacted: 9, file: long }),
    ],
    ['last reply', logEndMessage({ ...aTail({ plan }), end })],
    [
      'last reply of one that was stopped',
      logEndMessage({ ...aTail({ plan }), end: { why: 'stopped', at: NOW, by: long } }),
    ],
    [
      'last reply of one whose group is gone',
      logEndMessage({ ...aTail({ plan }), end: { why: 'gone', at: NOW, detail: long } }),
    ],
    ['trouble', logTroubleMessage(aTail({ plan }), long)],
  ])('stay within limits, and mention nobody, whatever the names: %s', (_, message) => {
    const { text, blocks } = fitMessage(message);
    expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
    expect(JSON.stringify(blocks)).not.toContain('<!channel');
    for (const block of blocks) {
      if (block.type === 'section') expect(block.text.text.length).toBeLessThanOrEqual(LIMITS.sectionText);
      if (block.type !== 'context') continue;
      for (const element of block.elements)
        expect(element.text.length).toBeLessThanOrEqual(LIMITS.sectionText);
    }
  });
});
