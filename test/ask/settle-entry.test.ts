import { describe, expect, it } from 'vitest';
import type { TypedKind } from '../../src/ask/entry-wish.ts';
import { settledEntry } from '../../src/ask/settle-entry.ts';
import { findEntry } from '../../src/operation/find-entry.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { aCall } from '../fakes.ts';
import { anOperationStage, changedLines, REFERENCE } from '../operation-stage.ts';

async function aStage() {
  const stage = await anOperationStage();
  const { id, source } = await stage.record();
  const { operation } = await stage.deps.trackers.read(source);
  const pick = (kind: TypedKind, number: number, as: string | undefined) => {
    const value = entryValue({ number, entry: findEntry(operation, kind, `${number}`) });
    return settledEntry(stage.deps, { id, as, value }, aCall());
  };
  return { ...stage, pick, id };
}

describe('an entry that is picked from a menu', () => {
  it.each<[TypedKind, number, string, string]>([
    ['task', 11, 'done', '+ 86 - [x] **ALB Access Testing**'],
    ['criterion', 1, 'open', '+ 164 - [ ] Enhanced ML service'],
    ['finding', 3, 'refuted', '+ 43 - ❌ **VPC Setup**'],
    ['blocker', 1, 'done', '+ 113 - ✅ **Container Health Check'],
  ])('%s %i becomes %s', async (kind, number, as, line) => {
    const { pick, record } = await aStage();
    await pick(kind, number, as);
    expect(changedLines(REFERENCE, (await record()).source).at(-1)).toContain(line);
  });

  it('is removed', async () => {
    const { pick, record } = await aStage();
    await pick('task', 11, 'remove');
    expect(changedLines(REFERENCE, (await record()).source)).toHaveLength(1);
  });

  it('is the one that was meant, where numbers moved meanwhile', async () => {
    const { pick, say, record } = await aStage();
    await say('task remove 1');
    await pick('task', 11, 'done');
    expect((await record()).source).toContain('- [x] **ALB Access Testing**');
  });

  it('is not guessed where it is gone, or was done by somebody else', async () => {
    const { pick, say } = await aStage();
    await say('task remove 11');
    await expect(pick('task', 11, 'done')).rejects.toThrow('not in the tracker any more');
    await say('task done 9');
    await expect(pick('task', 9, 'done')).rejects.toThrow('is ticked already');
  });

  it.each([
    ['melted', 'from another time'],
    [undefined, 'from another time'],
    ['confirmed', 'Only a finding can be confirmed.'],
  ])('cannot become %s', async (as, words) => {
    await expect((await aStage()).pick('task', 11, as)).rejects.toThrow(words);
  });
});
