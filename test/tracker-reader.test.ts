import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../src/errors.ts';
import { parseTracker } from '../src/operation/tracker/parse.ts';
import { createTrackerReader, READ_AT_ONCE, type TrackerReader } from '../src/tracker-reader.ts';

const SMALL = '# Move\n\n## Tasks\n\n- [ ] Pack\n';
let reader: TrackerReader;
afterEach(() => reader.stop());

describe('the reader of trackers', () => {
  it('reads large texts in a thread as small ones at once', async () => {
    reader = createTrackerReader();
    const large = tasks(READ_AT_ONCE + 1);
    expect(await reader.read(SMALL)).toEqual(parseTracker(SMALL));
    expect(await reader.read(large)).toEqual(parseTracker(large));
  });

  it('lets everything else go on while it reads', async () => {
    reader = createTrackerReader();
    await reader.read(tasks(READ_AT_ONCE + 1));
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
    reader = createTrackerReader();
    const deep = `${tasks(READ_AT_ONCE)}\n${'> '.repeat(100)}x`;
    await expect(reader.read(deep)).rejects.toThrow(UserError);
    await expect(reader.read(deep)).rejects.toThrow(/nested deeper/);
  });

  it('remembers what it read', async () => {
    reader = createTrackerReader();
    expect(await reader.read(SMALL)).toBe(await reader.read(SMALL));
  });

  it('fails only the text that its thread crashed at', async () => {
    reader = createTrackerReader({ script: crashing() });
    const bad = reader.read(`crash ${'x'.repeat(READ_AT_ONCE)}`);
    const good = reader.read(`fine ${'x'.repeat(READ_AT_ONCE)}`);
    await expect(bad).rejects.toThrow('could not read the tracker');
    expect((await good).operation.title).toBe('fine');
  });

  it('reads nothing that waits when it is stopped', async () => {
    reader = createTrackerReader();
    const waiting = reader.read(tasks(READ_AT_ONCE + 1));
    const failed = expect(waiting).rejects.toThrow('could not read the tracker');
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
    parentPort.on('message', (source) => {
      if (source.startsWith('crash')) throw new Error('out of order');
      const operation = { title: source.split(' ')[0], header: {}, phases: [], sections: [], entries: [] };
      parentPort.postMessage({ kind: 'read', tracker: { operation, untouched: [], unsure: [] } });
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}
