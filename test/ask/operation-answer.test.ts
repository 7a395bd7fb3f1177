import { describe, expect, it } from 'vitest';
import { anOperationStage, brokenOperations } from '../operation-stage.ts';

describe('the card of the operation', () => {
  it('shows three numbers apart, the gap, who has the blocker and what comes next', async () => {
    const { words, say, pass } = await anOperationStage();
    pass(1);
    await say('blocker assign 1 <@U0456|alice>');
    pass(120);
    const lines = (await words('op')).split('\n');
    expect(lines[0]).toContain('claimed 99 % · criteria 4/10 · verified 0/10');
    expect(lines[1]).toContain('59 points apart');
    const text = lines.join('\n');
    expect(text).toMatch(/🚨 Blocker 1 · Container Health .* · Alice Moreau · .*2 h 1 min ago/);
    expect(text).toContain('➡️ Next: 1 Container Health Investigation');
    expect(text).toMatch(/last edited 2 h ago by U1: assigned blocker/);
  });

  it('counts the contradictions that nobody dismissed', async () => {
    const { say } = await anOperationStage();
    const before = (await say('op')).data;
    await say('contradictions dismiss 1 because');
    const { contradictions } = (await say('op')).data as { contradictions: number };
    expect(before).toMatchObject({ contradictions: contradictions + 1, conflicts: 0 });
  });

  it('is data too: what is claimed, ticked and left', async () => {
    const { say } = await anOperationStage();
    expect((await say('op')).data).toMatchObject({
      name: 'Operation Snail Trail',
      claimed: { percent: 99 },
      criteria: { done: 4, all: 10 },
      tasks: { done: 7, all: 16 },
      gap: 59,
    });
  });
});

describe('where a channel works at no operation', () => {
  it('says how to begin, and whether there are others', async () => {
    const { words, say } = await anOperationStage('none');
    expect((await words('op')).split('\n').slice(0, 3)).toEqual([
      'No operation is set for this channel.',
      expect.stringContaining('/snail op import: '),
      expect.stringContaining('/snail op new <name>: '),
    ]);
    expect(await words('op')).not.toContain('op use');
    await say('op new Other', { place: { channel: 'C2', thread: undefined, kind: 'channel', team: 'T1' } });
    expect(await words('op')).toContain('/snail op use <name>: works at one of the 1 operation');
  });

  it('is not the same as not being able to tell', async () => {
    const { say } = await anOperationStage('none', { operations: brokenOperations() });
    await expect(say('op')).rejects.toThrow('could not read the operation');
  });
});
