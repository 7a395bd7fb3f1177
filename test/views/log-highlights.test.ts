import { describe, expect, it } from 'vitest';
import { NO_PLACES, placesWith } from '../../src/tailing/place.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { logHighlightsMessage } from '../../src/views/log-highlights.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anEntry } from '../tailing/given-lines.ts';
import { highlightsOf } from '../tailing/in-one-go.ts';

const entries = [
  anEntry({ at: minutesAgo(3), text: 'GET /api/orders/1 200', level: 'info', times: 1500, lines: 1500 }),
  anEntry({ at: minutesAgo(2), text: 'no stock\n\tat a.b.C', level: 'error', lines: 2 }),
  anEntry({ at: minutesAgo(1), text: 'gone', level: 'fatal', task: 'ffff00001111' }),
  anEntry(),
];
const places = placesWith(NO_PLACES, entries);

describe('highlights in a thread', () => {
  it('say how many lines, where they are, how grave and what they say', () => {
    const message = logHighlightsMessage(highlightsOf(entries), { places, shown: 120, file: 'log.txt' });
    expect(message.text).toMatchInlineSnapshot(`
      "1,504 lines in this stretch, 120 shown inline, the rest in the file log.txt
      02:57:00 to 03:00:00 UTC · 1 fatal · 1 error · 1,500 info · 1 without a level
      first error
        02:58:00.000 ERROR A● 1a2b3c no stock
      last error
        02:59:00.000 FATAL B▲ ffff00 gone
      most repeated (numbers and ids as #)
        ×1,500 INFO GET /api/orders/# #
      lines by task
        A● 1a2b3c 1,503 · B▲ ffff00 1"
    `);
    expect(fitMessage(message)).toEqual(message);
  });

  it('say what is left out when no file has it', () => {
    const { text } = logHighlightsMessage(highlightsOf([anEntry(), anEntry()]), {
      places: NO_PLACES,
      shown: 0,
      file: undefined,
    });
    expect(text.split('\n')[0]).toBe('2 lines in this stretch, 0 shown inline, 2 left out');
  });

  it('stay inert and short whatever the lines hold', () => {
    const hostile = Array.from({ length: 400 }, (_, at) =>
      anEntry({
        at: new Date(NOW.getTime() + at),
        level: 'error',
        text: `\`\`\`<!channel>\u202e\ud800 ${'<@U1>'.repeat(2000)}`,
        task: `${at}-task`,
        container: `<!here>${'x'.repeat(240)}`,
      }),
    );
    const message = logHighlightsMessage(highlightsOf(hostile), {
      places: placesWith(NO_PLACES, hostile),
      shown: 1,
      file: '<!here>.txt',
    });
    for (const block of message.blocks) {
      if (block.type !== 'rich_text') expect(JSON.stringify(block)).not.toMatch(/<[!@]/);
    }
    expect(message.text).not.toMatch(/\p{Surrogate}|\u202e/u);
    expect(fitMessage(message)).toEqual(message);
  });
});
