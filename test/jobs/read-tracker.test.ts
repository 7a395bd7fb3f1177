import { describe, expect, it } from 'vitest';
import type { FoundTracker } from '../../src/deps.ts';
import { UpstreamError, UserError } from '../../src/errors.ts';
import { readTracker } from '../../src/jobs/read-tracker.ts';
import { aNight, SECOND } from './given-night.ts';

/** A file that changes when told, and what was taken in of it. */
function aFile() {
  let text: string | undefined;
  let last: string | undefined;
  let failure: Error | undefined;
  let reads = 0;
  const taken: FoundTracker[] = [];
  const trackerFile = {
    name: 'TRACKER.md',
    async read() {
      reads += 1;
      const [fresh] = [text];
      text = undefined;
      return fresh;
    },
    forget() {
      text = last;
    },
  };
  return {
    taken,
    reads: () => reads,
    write(words: string) {
      text = words;
      last = words;
    },
    fail(error: Error | undefined) {
      failure = error;
    },
    deps: {
      trackerFile,
      async takeIn(found: FoundTracker) {
        if (failure) throw failure;
        taken.push(found);
      },
    },
  };
}

describe('reading the tracker', () => {
  it('takes the file in at the first look and when it has changed, in its own name', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write('# A');
    for (const _ of [1, 2, 3]) await readTracker.run(deps);
    file.write('# B');
    await readTracker.run(deps);
    const by = { id: 'tracker-file', name: 'TRACKER.md' };
    expect(file.taken).toEqual([
      { text: '# A', fileName: 'TRACKER.md', by },
      { text: '# B', fileName: 'TRACKER.md', by },
    ]);
  });

  it('takes in a file that was emptied too: what that means is not for the clock to say', async () => {
    const file = aFile();
    file.write('');
    await readTracker.run(aNight(file.deps).deps);
    expect(file.taken.map(({ text }) => text)).toEqual(['']);
  });

  it('does nothing where no file is named', async () => {
    const { deps } = aNight({
      leases: { take: () => Promise.reject(new Error('asked')), free: async () => {} },
    });
    await readTracker.run(deps);
  });

  it('is done by one process; another looks for the first time once that one is gone', async () => {
    const file = aFile();
    const night = aNight(file.deps);
    file.write('# A');
    const until = new Date(night.at().getTime() + 20 * SECOND);
    await night.deps.leases.take('read-tracker', { id: 'other', until }, night.at());
    await readTracker.run(night.deps);
    expect(file.reads()).toBe(0);
    night.pass(20 * SECOND);
    await readTracker.run(night.deps);
    expect(file.taken).toHaveLength(1);
  });

  it('tries again what the database refused, and not what is wrong with the file', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write('# A');
    file.fail(new UpstreamError('save the operation: no answer', 'timeout'));
    await expect(readTracker.run(deps)).rejects.toThrow('no answer');
    await expect(readTracker.run(deps)).rejects.toThrow('no answer');
    file.fail(undefined);
    await readTracker.run(deps);
    expect(file.taken).toHaveLength(1);
    file.write('');
    file.fail(new UserError('The file is empty.'));
    await expect(readTracker.run(deps)).rejects.toThrow('The file is empty.');
    await readTracker.run(deps);
    expect(file.taken).toHaveLength(1);
  });

  it('says what keeps the file from being read', async () => {
    const read = () =>
      Promise.reject(new UpstreamError('read the tracker a.md: there is no such file', 'not-found'));
    const { deps } = aNight({ ...aFile().deps, trackerFile: { name: 'a.md', read, forget: () => {} } });
    await expect(readTracker.run(deps)).rejects.toThrow(
      'could not read the tracker a.md: there is no such file',
    );
  });
});
