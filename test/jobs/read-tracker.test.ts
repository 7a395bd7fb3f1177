import { describe, expect, it } from 'vitest';
import { EVERYWHERE } from '../../src/ask/operation-here.ts';
import { UpstreamError } from '../../src/errors.ts';
import { readTracker } from '../../src/jobs/read-tracker.ts';
import { fakeOperations } from '../fake-store.ts';
import { REFERENCE } from '../operation-stage.ts';
import { aNight, SECOND } from './given-night.ts';

const TICKED = '- [x] **ALB Access Testing**';
const UNTICKED = '- [ ] **ALB Access Testing**';

/** A file that changes when told, and a store that can be out of reach. */
function aFile() {
  let [fresh, last]: (string | undefined)[] = [];
  let outage: Error | undefined;
  let reads = 0;
  const operations = fakeOperations();
  const trackerFile = {
    name: 'TRACKER.md',
    async read() {
      reads += 1;
      const [text] = [fresh];
      fresh = undefined;
      return text;
    },
    forget() {
      fresh = last;
    },
  };
  const save: typeof operations.save = async (...given) => {
    if (outage) throw outage;
    return operations.save(...given);
  };
  return {
    ...{ operations, reads: () => reads },
    deps: { trackerFile, operations: { ...operations, save } },
    here: () => operations.ofChannel(EVERYWHERE),
    write(words: string) {
      fresh = words;
      last = words;
    },
    fail(error: Error | undefined) {
      outage = error;
    },
  };
}

describe('reading the tracker', () => {
  it('takes the file in at the first look, in its own name, for every channel', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write(REFERENCE);
    for (const _ of [1, 2, 3]) await readTracker.run(deps);
    const record = await file.here();
    expect(record).toMatchObject({
      ...{ source: REFERENCE, fileName: 'TRACKER.md', version: 1 },
      takenIn: { by: { id: 'tracker-file', name: 'TRACKER.md' } },
    });
    expect(await file.operations.history(record?.id ?? '', 10)).toHaveLength(1);
  });

  it('takes it in again when it has changed, and keeps what was edited here', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write(REFERENCE);
    await readTracker.run(deps);
    const before = await file.here();
    if (before)
      await file.operations.save({ ...before, source: REFERENCE.replace(UNTICKED, TICKED) }, undefined);
    file.write(REFERENCE.replace('99% Complete', '98% Complete'));
    await readTracker.run(deps);
    const after = await file.here();
    expect(after?.id).toBe(before?.id);
    expect(after?.source).toBe(REFERENCE.replace('99% Complete', '98% Complete').replace(UNTICKED, TICKED));
  });

  it('stays with its operation, whatever that or the file is called by now', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write('# One\n- [ ] a task\n');
    await readTracker.run(deps);
    const before = await file.here();
    if (before) await file.operations.save({ ...before, name: 'Renamed' }, undefined);
    file.write('# Two\n- [ ] a task\n');
    await readTracker.run(deps);
    expect(await file.operations.list()).toMatchObject([{ name: 'Renamed' }]);
    expect((await file.here())?.source).toBe('# Two\n- [ ] a task\n');
  });

  it('is new to a process that starts: what it says already is not saved again', async () => {
    const file = aFile();
    file.write(REFERENCE);
    await readTracker.run(aNight(file.deps).deps);
    file.write(REFERENCE);
    await readTracker.run(aNight(file.deps).deps);
    expect((await file.here())?.version).toBe(1);
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
    file.write('# A\n');
    const until = new Date(night.at().getTime() + 20 * SECOND);
    await night.deps.leases.take('read-tracker', { id: 'other', until }, night.at());
    await readTracker.run(night.deps);
    expect(file.reads()).toBe(0);
    night.pass(20 * SECOND);
    await readTracker.run(night.deps);
    expect((await file.here())?.source).toBe('# A\n');
  });

  it('tries again what the database refused', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write('# A\n');
    file.fail(new UpstreamError('save the operation: no answer', 'timeout'));
    await expect(readTracker.run(deps)).rejects.toThrow('no answer');
    await expect(readTracker.run(deps)).rejects.toThrow('no answer');
    file.fail(undefined);
    await readTracker.run(deps);
    expect((await file.here())?.name).toBe('A');
  });

  it('says once what is wrong with the file, and leaves what it said before', async () => {
    const file = aFile();
    const { deps } = aNight(file.deps);
    file.write('# A\n');
    await readTracker.run(deps);
    file.write('');
    await expect(readTracker.run(deps)).rejects.toThrow('The file is empty.');
    await readTracker.run(deps);
    expect((await file.here())?.source).toBe('# A\n');
  });

  it('says what keeps the file from being read', async () => {
    const read = () =>
      Promise.reject(new UpstreamError('read the tracker a.md: there is no such file', 'not-found'));
    const { deps } = aNight({ trackerFile: { name: 'a.md', read, forget: () => {} } });
    await expect(readTracker.run(deps)).rejects.toThrow(
      'could not read the tracker a.md: there is no such file',
    );
  });
});
