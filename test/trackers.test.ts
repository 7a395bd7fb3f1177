import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { UserError } from '../src/errors.ts';
import { parseTracker } from '../src/operation/tracker/parse.ts';
import { createTrackers, HERE_AT_MOST } from '../src/trackers.ts';

const SMALL = '# Move\n\n## Tasks\n\n- [ ] Pack\n';
let reader: ReturnType<typeof createTrackers>;
afterEach(() => reader.stop());

describe('work at trackers', () => {
  it('reads large texts in a thread as small ones at once', async () => {
    reader = createTrackers({ clock: systemClock });
    const large = tasks(HERE_AT_MOST + 1);
    expect(await reader.read(SMALL)).toEqual(parseTracker(SMALL));
    expect(await reader.read(large)).toEqual(parseTracker(large));
  });

  it('lets everything else go on while it reads', async () => {
    reader = createTrackers({ clock: systemClock });
    await reader.read(tasks(HERE_AT_MOST + 1));
    let turns = 0;
    let reading = true;
    const turn = () => {
      turns++;
      if (reading) setImmediate(turn);
    };
    setImmediate(turn);
    await reader.read(tasks(400_000));
    reading = false;
    expect(turns).toBeGreaterThan(100);
  }, 120_000);

  it('refuses in the same words from the thread', async () => {
    reader = createTrackers({ clock: systemClock });
    const deep = `${tasks(HERE_AT_MOST)}\n${'> '.repeat(100)}x`;
    await expect(reader.read(deep)).rejects.toThrow(UserError);
    await expect(reader.read(deep)).rejects.toThrow(/nested deeper/);
  });

  it('remembers what it read', async () => {
    reader = createTrackers({ clock: systemClock });
    expect(await reader.read(SMALL)).toBe(await reader.read(SMALL));
  });

  it('fails only the text that its thread crashed at', async () => {
    reader = createTrackers({ clock: systemClock, script: crashing() });
    const bad = reader.read(`crash ${'x'.repeat(HERE_AT_MOST)}`);
    const good = reader.read(`fine ${'x'.repeat(HERE_AT_MOST)}`);
    await expect(bad).rejects.toThrow('could not work at the tracker');
    expect((await good).operation.title).toBe('fine');
  });

  it('reads nothing that waits when it is stopped', async () => {
    reader = createTrackers({ clock: systemClock });
    const waiting = reader.read(tasks(HERE_AT_MOST + 1));
    const failed = expect(waiting).rejects.toThrow('could not work at the tracker');
    await reader.stop();
    await failed;
  });
});

function tasks(length: number): string {
  const item = '- [ ] **Pack**: the things in the box\n';
  return `# Move\n\n## Tasks\n\n${item.repeat(Math.ceil(length / item.length))}`;
}

/** A thread that crashes at some texts and answers the others with their first word. */
function crashing(): URL {
  const program = `
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ input: source }) => {
      if (source.startsWith('crash')) throw new Error('out of order');
      const operation = { title: source.split(' ')[0], header: {}, phases: [], sections: [], entries: [] };
      parentPort.postMessage({ kind: 'done', output: { source, operation, untouched: [], unsure: [] } });
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}
