import { describe, expect, it } from 'vitest';
import { changedAnswer } from '../../src/ask/changed-answer.ts';
import { aCall } from '../fakes.ts';
import { aHistoryEntry, anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { REFERENCE } from '../operation-stage.ts';

const { place } = aCall();

async function answered(before: string, after: string) {
  const changed = {
    before: anOperationRecord({ source: before }),
    after: anOperationRecord({ source: after }),
    step: aHistoryEntry({ seq: 7, what: 'did something' }),
  };
  return changedAnswer({ trackers }, changed, place);
}

describe('the answer to a change', () => {
  it.each([
    ['a criterion', '- [ ] Performance', '- [x] Performance', 'criteria 5/10 (was 4/10)'],
    ['a task', '- [ ] **ALB', '- [x] **ALB', 'tasks 8/16 (was 7/16)'],
    ['the claim', '**Overall Progress**: 99%', '**Overall Progress**: 60%', 'claimed 60 % (was 99 %)'],
    ['words for the claim', '99% Complete\n\n---', 'about half\n\n---', 'claimed about half (was 99 %)'],
    ['no claim', '**Overall Progress**: 99% Complete\n', '', 'claimed not said (was 99 %)'],
  ])('tells the number that %s moves, and no other', async (_, from, to, words) => {
    const { message } = await answered(REFERENCE, REFERENCE.replace(from, to));
    expect(message.text.split('\n')[0]).toBe(`Did something · Snail Trail · ${words}`);
  });

  it('tells no number where none moves', async () => {
    const { message, data } = await answered(REFERENCE, REFERENCE.replace('IN PROGRESS', 'ON HOLD'));
    expect(message.text).toBe(
      'Did something · Snail Trail\n-7 **Operation Snail Trail**: IN PROGRESS 🚀\n+7 **Operation Snail Trail**: ON HOLD 🚀\n/snail op undo takes it back',
    );
    expect(data).toMatchObject({ operation: 'op-1', name: 'Snail Trail', step: { seq: 7 } });
  });
});
