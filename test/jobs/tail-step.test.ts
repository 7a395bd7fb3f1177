import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { stepTail } from '../../src/jobs/tail-step.ts';
import { cursorAt } from '../../src/tailing/cursor.ts';
import { MOST_LINES } from '../../src/tailing/tail.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aPosting, aSource, aTail } from '../given-tails.ts';
import { withRead } from '../tailing/in-one-go.ts';
import { aLine, aScene, at } from './given-scene.ts';

const denied = new UpstreamError('read the lines of /ecs/web', 'denied', {
  permission: 'logs:FilterLogEvents',
});
const throttled = new UpstreamError('read the lines of /ecs/web', 'throttled');

/** Words of lines, in the order in which they were said: `line-7`. */
function linesIn(said: readonly string[]): string[] {
  return said.flatMap((text) => text.match(/line-\d+/g) ?? []);
}

/** Lines long enough that a post holds about `perPost` of them. */
function longLines(count: number, fromMs = -count, perPost = 12) {
  return Array.from({ length: count }, (_, nth) =>
    aLine(
      `line-${nth} ${String.fromCharCode(97 + (nth % 26)).repeat(Math.floor(11_900 / perPost) - 30)}`,
      fromMs + nth,
    ),
  );
}

describe('the first step of a tail', () => {
  it('says what it found, then shows it; later steps show only what is new', async () => {
    const scene = aScene();
    scene.write(aLine('line-1', -2000), aLine('line-2', -1000));
    expect(await scene.step()).toEqual({ posted: true, waitMs: 500 });
    expect(scene.said[0]).toMatch(/^All 2 lines · from app: \/ecs\/web, streams web\/app\/\*/);
    expect(linesIn(scene.said)).toEqual(['line-1', 'line-2']);
    scene.pass(1000);
    expect(await scene.step()).toEqual({ posted: false, waitMs: 1350 });
    scene.write(aLine('line-3', 1500));
    scene.pass(1000);
    expect(await scene.step()).toEqual({ posted: true, waitMs: 500 });
    expect(linesIn(scene.said)).toEqual(['line-1', 'line-2', 'line-3']);
    expect(scene.row().progress.counts).toEqual({ matched: 3, inline: 3, redacted: 0, leftOut: 0 });
  });

  it('says that there is none yet, and comes back more slowly', async () => {
    const scene = aScene();
    expect(await scene.step()).toEqual({ posted: true, waitMs: 500 });
    expect(scene.said).toEqual([expect.stringMatching(/^No line yet · from/)]);
  });

  it('shows the last lines, and puts all of them into a file', async () => {
    const scene = aScene(aTail({ plan: { lines: 3 } }));
    scene.write(...Array.from({ length: 500 }, (_, nth) => aLine(`line-${nth}`, nth - 1000)));
    await scene.step();
    expect(scene.said[0]).toMatch(/^The last 3 of 500 lines; all of them are in web-.*\.log\.txt/);
    expect(linesIn(scene.said)).toEqual(['line-497', 'line-498', 'line-499']);
    expect(linesIn(scene.files.map(({ content }) => content))).toHaveLength(500);
    expect(scene.row().progress.counts).toEqual({ matched: 500, inline: 3, redacted: 0, leftOut: 0 });
    scene.pass(1000);
    await scene.step();
    expect(linesIn(scene.said)).toHaveLength(3);
  });

  it('leaves out for good what was before the lines that it read', async () => {
    const scene = aScene(aTail({ plan: { lines: 2 } }));
    scene.write(
      ...Array.from({ length: 12_000 }, (_, nth) => aLine(`line-${nth}`, Math.floor(nth / 2) - 6001)),
    );
    await scene.step();
    expect(scene.said[0]).toMatch(/^The last 2 of more than 10,000 lines; the last 10,000 are in/);
    for (let turn = 0; turn < 4; turn += 1) {
      scene.pass(15_000);
      await scene.step();
    }
    expect(linesIn(scene.said)).toEqual(['line-11998', 'line-11999']);
    expect(scene.files).toHaveLength(1);
  });

  it('leaves none of those out that its filter passes by', async () => {
    const scene = aScene(aTail({ plan: { filter: { grep: ['line'], exclude: [], errors: false } } }));
    scene.write(aLine('other', -3000), aLine('line-1', -2000), aLine('other', -1000));
    await scene.step();
    scene.write(aLine('line-2', -1500, { ingestedAt: at(500) }), aLine('other', 500), aLine('line-3', 600));
    scene.pass(1000);
    await scene.step();
    scene.pass(15_000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1', 'line-2', 'line-3']);
    expect(scene.said.join('\n')).not.toContain('other');
  });

  it('shows lines of a container whose clock is ahead, and those of others as well', async () => {
    const scene = aScene(aTail({ plan: { sources: [aSource({ streamPrefix: 'web/' })] } }));
    const ahead = { stream: 'web/app/ffff', ingestedAt: at(-500) };
    scene.write(aLine('line-1', 900_000, ahead), aLine('line-2', -100));
    await scene.step();
    scene.write(aLine('line-3', 901_000, { ...ahead, ingestedAt: at(500) }), aLine('line-4', 600));
    scene.pass(1000);
    await scene.step();
    scene.pass(15_000);
    await scene.step();
    expect(linesIn(scene.said).sort()).toEqual(['line-1', 'line-2', 'line-3', 'line-4']);
  });

  it('takes secrets out and counts them', async () => {
    const scene = aScene();
    scene.write(aLine('secret secret', -2000), aLine('secret', -1000));
    await scene.step();
    expect(scene.said[0]).toContain('3 secrets redacted');
    expect(scene.said.join('\n')).not.toMatch(/\bsecret\b/);
    expect(scene.row().progress.counts.redacted).toBe(3);
  });
});

describe('lines that come faster than they can be shown', () => {
  it('are summed up, and whole in a file', async () => {
    const scene = aScene(aTail({ progress: { readAt: NOW } }));
    scene.write(...longLines(200, 0), aLine('ERROR no stock', 300));
    scene.pass(1000);
    expect(await scene.step()).toEqual({ posted: true, waitMs: 500 });
    expect(scene.said).toHaveLength(1);
    expect(scene.said[0]).toMatch(/^201 lines in this stretch, too many to show here: all in the file web-/);
    expect(scene.said[0]).toContain('no stock');
    expect(linesIn(scene.files.map(({ content }) => content))).toHaveLength(200);
    expect(scene.row().progress.counts).toEqual({ matched: 201, inline: 0, redacted: 0, leftOut: 0 });
    scene.pass(15_000);
    await scene.step();
    expect(scene.said).toHaveLength(1);
  });

  it('are shown as far as five posts carry them', async () => {
    const scene = aScene(aTail({ progress: { readAt: NOW } }));
    scene.write(...longLines(50, 0));
    scene.pass(1000);
    await scene.step();
    expect([scene.said.length, scene.files.length]).toEqual([5, 0]);
    expect(linesIn(scene.said)).toHaveLength(50);
  });

  it('are read part by part without a pause until all are read', async () => {
    const scene = aScene(aTail({ progress: { readAt: NOW } }));
    scene.limits.atOnce = 4;
    scene.write(...Array.from({ length: 10 }, (_, nth) => aLine(`line-${nth}`, nth)));
    scene.pass(1000);
    const waits = [];
    for (let turn = 0; turn < 3; turn += 1) waits.push((await scene.step()).waitMs);
    expect(waits).toEqual([0, 0, 500]);
    expect(linesIn(scene.said)).toEqual(Array.from({ length: 10 }, (_, nth) => `line-${nth}`));
  });

  it('end the tail once there are too many, whether or not all are read', async () => {
    const counts = { matched: MOST_LINES - 1, inline: 0, redacted: 0, leftOut: 0 };
    const scene = aScene(aTail({ progress: { readAt: NOW, counts } }));
    scene.limits.atOnce = 2;
    scene.write(...Array.from({ length: 10 }, (_, nth) => aLine(`line-${nth}`, nth)));
    scene.pass(1000);
    await scene.step();
    expect(scene.row().end?.why).toBe('lines');
  });
});

describe('a post', () => {
  it('is saved with its key before it is made', async () => {
    const seen: unknown[] = [];
    const scene: ReturnType<typeof aScene> = aScene(aTail(), {
      reply: async ({ channel }, _, options) => {
        seen.push([options?.key, scene.row().posting?.key]);
        return { channel, ts: '1.1' };
      },
    });
    scene.write(aLine('line-1', -1000));
    await scene.step();
    expect(seen).toHaveLength(2);
    for (const [sent, saved] of seen as [string, string][]) expect(saved).toBe(sent);
    expect(new Set(seen.map(String)).size).toBe(2);
    expect(scene.row().posting).toBeUndefined();
  });

  it.each([
    ['posted', [], []],
    ['absent', ['line-1'], ['line-1']],
    [
      'unknown',
      ['line-1'],
      ['I was restarted in the middle of a post: the last lines above may follow once more.'],
    ],
  ] as const)('that was cut off by the end of a process and is %s', async (outcome, lines, beginning) => {
    const asked: unknown[] = [];
    const before = { ...aTail().progress, readAt: NOW };
    const scene = aScene(
      aTail({ progress: before, posting: aPosting({ ...before, cursors: [marked()] }, at(500)) }),
      {
        find: async (place, key, sentAt) => {
          asked.push([place, key, sentAt]);
          return outcome === 'posted' ? { kind: outcome, ts: '1.1' } : { kind: outcome };
        },
      },
    );
    scene.write(aLine('line-1', 100));
    scene.pass(1000);
    await scene.step();
    expect(asked).toEqual([[{ channel: 'C1', thread: '1.0' }, 'key-1', at(500)]]);
    expect(linesIn(scene.said)).toEqual(lines);
    expect(scene.said[0] ?? '').toContain(beginning[0] ?? '');
    scene.pass(1000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(lines);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'that is the last of its process, the %ith, loses and doubles no line',
    async (last) => {
      let posts = 0;
      const said: string[] = [];
      const scene = aScene(aTail(), {
        reply: async ({ channel }, { text }) => {
          posts += 1;
          said.push(text);
          if (posts === last) throw new Error('killed');
          return { channel, ts: '1.1' };
        },
        find: async () => ({ kind: 'posted', ts: '1.1' }),
      });
      scene.write(...longLines(50));
      await expect(scene.step()).rejects.toThrow('killed');
      scene.pass(1000);
      scene.write(aLine('line-50', 500));
      await scene.step();
      await scene.step();
      expect(linesIn(said)).toEqual(Array.from({ length: 51 }, (_, nth) => `line-${nth}`));
      expect(said.filter((text) => text.startsWith('All 50 lines'))).toHaveLength(1);
    },
  );

  it('is the last before a stop, or before the bot stops; what is left follows', async () => {
    const scene = aScene(aTail(), {});
    scene.write(...longLines(36));
    scene.signal.abort();
    expect(await scene.step()).toEqual({ posted: true, waitMs: 0 });
    expect(linesIn(scene.said).length).toBeLessThan(20);
    const again = aScene(scene.row());
    again.write(...scene.lines);
    again.pass(1000);
    await again.step();
    expect([...linesIn(scene.said), ...linesIn(again.said)]).toEqual(
      Array.from({ length: 36 }, (_, nth) => `line-${nth}`),
    );
  });

  it('is the last when somebody presses Stop meanwhile; the next step says so', async () => {
    const scene: ReturnType<typeof aScene> = aScene(aTail(), {
      reply: async ({ channel }, { text }) => {
        scene.said.push(text);
        if (text.includes('line-0')) await scene.tails.stop('tail-1', 'Ana', NOW);
        return { channel, ts: '1.1' };
      },
    });
    scene.write(...longLines(36));
    expect(await scene.step()).toEqual({ posted: true, waitMs: 0 });
    const shown = linesIn(scene.said).length;
    expect(shown).toBeLessThan(20);
    await scene.step();
    expect(scene.said.at(-1)).toMatch(new RegExp(`^Stopped by Ana · ${shown} lines`));
    expect(scene.row().end).toEqual({ why: 'stopped', at: NOW, by: 'Ana' });
  });

  it('that Slack does not take now is made later', async () => {
    let open = false;
    const scene: ReturnType<typeof aScene> = aScene(aTail(), {
      reply: async ({ channel }, { text }) => {
        if (!open) throw new UpstreamError('post to C1', 'throttled');
        scene.said.push(text);
        return { channel, ts: '1.1' };
      },
    });
    scene.write(aLine('line-1', -1000));
    expect(await scene.step()).toEqual({ posted: true, waitMs: 10_000 });
    open = true;
    scene.pass(10_000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1']);
  });

  it.each(['not-found', 'denied', 'refused', 'credentials'] as const)(
    'that Slack will never take (%s) ends the tail in silence',
    async (kind) => {
      const scene = aScene(aTail(), {
        reply: async () => {
          throw new UpstreamError('post to C1: the channel is archived', kind);
        },
      });
      await scene.step();
      const end = { why: 'failed', at: NOW, detail: 'could not post to C1: the channel is archived' };
      expect(scene.row().end).toEqual(end);
      expect(scene.row().posting).toBeUndefined();
    },
  );

  it('is not made by who has lost the tail to another process', async () => {
    const scene = aScene();
    scene.write(aLine('line-1', -1000));
    scene.deps.tails.save = async () => 'lost';
    expect(await scene.step()).toEqual({ posted: true, waitMs: 0 });
    expect(scene.said).toEqual([]);
  });
});

describe('lines that cannot be read', () => {
  it('are told once, and so is that they can be again; none is missing', async () => {
    const scene = aScene();
    await scene.step();
    scene.said.length = 0;
    scene.failing.set('app', throttled);
    scene.write(aLine('line-1', 1500));
    for (const ms of [1000, 10_000, 10_000, 10_000]) {
      scene.pass(ms);
      await scene.step();
    }
    expect(scene.said).toEqual(['I could not read the lines of /ecs/web. I keep trying until 03:05:00 UTC.']);
    scene.failing.clear();
    scene.pass(1000);
    await scene.step();
    expect(scene.said.slice(1)).toEqual([
      'The lines can be read again; what was written meanwhile follows.',
      expect.stringContaining('line-1'),
    ]);
  });

  it('at the beginning leave it a beginning: the window is shown once it can be read', async () => {
    const scene = aScene(aTail({ plan: { lines: 2 } }));
    scene.write(...[1, 2, 3, 4].map((nth) => aLine(`line-${nth}`, nth - 10)));
    scene.failing.set('app', throttled);
    expect(await scene.step()).toMatchObject({ posted: true });
    expect(await scene.step()).toMatchObject({ posted: false });
    expect(scene.said).toHaveLength(1);
    scene.failing.clear();
    await scene.step();
    expect(scene.said[2]).toMatch(/^The last 2 of 4 lines/);
    expect(linesIn(scene.said)).toEqual(['line-3', 'line-4']);
  });

  it('of a window are tried again before it ends', async () => {
    const scene = aScene(aTail({ plan: { untilAt: minutesAgo(1) }, endsAt: NOW }));
    scene.write(aLine('line-1', -61_000));
    scene.failing.set('app', throttled);
    await scene.step();
    expect(scene.said).toEqual(['I could not read the lines of /ecs/web. I keep trying for a moment.']);
    expect(scene.row().end).toBeUndefined();
    scene.failing.clear();
    scene.pass(1000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1']);
    expect(scene.row().end?.why).toBe('window');
  });

  it('of one container keep a window open for a moment, then end it with those of the other', async () => {
    const sources = [aSource(), aSource({ container: 'proxy', streamPrefix: 'web/proxy/' })];
    const scene = aScene(aTail({ plan: { sources, untilAt: minutesAgo(1) }, endsAt: NOW }));
    scene.write(aLine('line-1', -61_000));
    scene.failing.set('proxy', throttled);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1']);
    expect(scene.row().end).toBeUndefined();
    scene.pass(15_000);
    await scene.step();
    expect(scene.row().end?.why).toBe('window');
  });

  it('for want of a permission end it, saying which', async () => {
    const scene = aScene();
    scene.failing.set('app', denied);
    await scene.step();
    expect(scene.said).toEqual([
      expect.stringContaining('could not read the lines of /ecs/web (it needs logs:FilterLogEvents)'),
    ]);
    expect(scene.row().end?.why).toBe('denied');
  });

  it('by a mistake of ours are no trouble of AWS', async () => {
    const scene = aScene();
    scene.deps.estate.logs.newest = async () => {
      throw new TypeError('a bug');
    };
    await expect(scene.step()).rejects.toThrow(TypeError);
  });
});

describe('the end of a tail', () => {
  it('says why and takes the buttons off the head', async () => {
    const scene = aScene();
    await scene.step();
    scene.pass(303_000);
    await scene.step();
    expect(scene.said.at(-1)).toMatch(/^Ended: the time was over at 03:05:00 UTC · no line was found/);
    expect(scene.heads.at(-1)).toContain('Ended: the time was over');
    expect(scene.row().end?.why).toBe('time');
  });

  it('waits for lines of its last seconds, and leaves later ones to who goes on', async () => {
    const scene = aScene();
    await scene.step();
    scene.write(aLine('line-1', 299_999, { ingestedAt: at(302_500) }), aLine('line-2', 300_001));
    scene.pass(301_000);
    await scene.step();
    expect(scene.row().end).toBeUndefined();
    scene.pass(2000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1']);
    expect(scene.row().end?.why).toBe('time');
    scene.pass(600_000);
    await scene.tails.extend('tail-1', at(1_500_000), at(903_000));
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1', 'line-2']);
  });

  it('comes although lines go on flowing faster than they are read', async () => {
    const scene = aScene();
    await scene.step();
    scene.limits.atOnce = 10;
    scene.write(...Array.from({ length: 100 }, (_, nth) => aLine(`line-${nth}`, 299_995 + nth)));
    scene.pass(303_000);
    await scene.step();
    expect(linesIn(scene.said)).toEqual([0, 1, 2, 3, 4, 5].map((nth) => `line-${nth}`));
    expect(scene.row().end?.why).toBe('time');
  });

  it('does not come when somebody extends it meanwhile', async () => {
    const scene = aScene(aTail({ progress: { readAt: NOW } }));
    const claimed = scene.row();
    scene.pass(303_000);
    await scene.tails.extend('tail-1', at(900_000), at(303_000));
    await stepTail(scene.deps, claimed, scene.signal.signal);
    expect([scene.said, scene.row().end]).toEqual([[], undefined]);
  });

  it('of a window comes with its first step', async () => {
    const scene = aScene(aTail({ plan: { untilAt: minutesAgo(1) }, endsAt: NOW }));
    scene.write(aLine('line-1', -61_000), aLine('line-2', -59_000));
    await scene.step();
    expect(linesIn(scene.said)).toEqual(['line-1']);
    expect(scene.said.at(-1)).toMatch(/^Ended: that was the whole window · 1 line, /);
  });

  it('is not kept from coming by a head that is gone', async () => {
    const scene = aScene(aTail({ stoppedBy: 'Ana' }), {
      update: async () => {
        throw new UpstreamError('edit a message in C1', 'not-found');
      },
    });
    expect(await scene.step()).toEqual({ posted: true, waitMs: 0 });
    expect(scene.row().end?.why).toBe('stopped');
  });
});

/** A cursor that has read `line-1`. */
function marked() {
  return withRead(cursorAt(minutesAgo(15)), [aLine('line-1', 100)], at(500));
}
