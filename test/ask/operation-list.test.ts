import { describe, expect, it } from 'vitest';
import { aCall } from '../fakes.ts';
import { anOperationStage } from '../operation-stage.ts';

const ELSEWHERE = { place: { ...aCall().place, channel: 'C2' } };

describe('lists of an operation', () => {
  it('history: the newest first, with author and time, and what undoing takes back next', async () => {
    const { words, say, pass } = await anOperationStage();
    pass(60);
    await say('task done 8');
    await say('contradictions dismiss 1 because');
    pass(60);
    const { message } = await say('op history');
    expect(message.text.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^3 dismissed the contradiction/),
      '2 ticked task 8 "Container Health Investigation" · 1 h ago by U1 · 4 Mar 04:00 UTC',
      expect.stringMatching(/^1 took in "operation-snail-trail.md": 195 lines, 4 phases · 2 h ago by U1/),
    ]);
    expect(JSON.stringify(message.blocks)).toContain('Undo step 2');
    await say('op undo');
    expect(await words('op history')).toContain('↩️ taken back');
  });

  it('history: has pages, up to the first step', async () => {
    const { words, say } = await anOperationStage('# Move\n\n## Tasks\n- [ ] one\n');
    for (let at = 0; at < 12; at += 1) {
      await say('task done 1');
      await say('task reopen 1');
    }
    expect(await words('op history')).toContain('25 steps · page 1 of 2');
    expect(await words('op history --page 2')).toMatch(/\n1 took in/);
  });

  it('operations: the one of this channel is marked, and how many channels work at each', async () => {
    const { words, say } = await anOperationStage();
    await say('op new Other', ELSEWHERE);
    await say('op new Third', { place: { ...aCall().place, channel: 'C3' } });
    await say('op use third', ELSEWHERE);
    const lines = (await words('op list')).split('\n');
    expect(lines[0]).toBe('3 operations');
    expect(lines).toContainEqual(
      expect.stringMatching(/^▶ Operation .* the one of this channel .* in 1 channel$/),
    );
    expect(lines).toContainEqual(expect.stringMatching(/^• Third · never had a file · .* in 2 channels$/));
    expect(lines).toContainEqual(expect.stringMatching(/^• Other · .* in no channel$/));
  });

  it('operations: none at all says how to begin', async () => {
    const { words } = await anOperationStage('none');
    expect(await words('op list')).toContain('/snail op import');
  });

  it('contradictions: at least six in the reference, with how much was looked at', async () => {
    const { words, say } = await anOperationStage();
    expect(((await say('contradictions')).data as unknown[]).length).toBeGreaterThanOrEqual(6);
    expect(await words('contradictions')).toMatch(/11 checks looked at \d+ statements/);
  });

  it('contradictions: none in a tracker that agrees with itself', async () => {
    const { words } = await anOperationStage('# Move\n\n## Tasks\n- [ ] one\n');
    expect(await words('contradictions')).toContain('✅ No contradiction was found in the tracker of Move.');
  });

  it('conflicts: none', async () => {
    expect(await (await anOperationStage()).words('op conflicts')).toContain('agree');
  });
});
