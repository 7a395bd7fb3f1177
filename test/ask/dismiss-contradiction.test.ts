import { describe, expect, it } from 'vitest';
import { dismissed } from '../../src/ask/dismiss-contradiction.ts';
import { aCall } from '../fakes.ts';
import { aFile, anOperationStage, REFERENCE } from '../operation-stage.ts';

async function aStage() {
  const stage = await anOperationStage();
  const standing = async () =>
    Number(/(\d+) contradictions? in the tracker/.exec(await stage.words('contradictions'))?.[1] ?? 0);
  return { ...stage, standing };
}

describe('a contradiction that somebody dismisses', () => {
  it('stands no more, and keeps its number, reason and name for those who ask for all', async () => {
    const { words, standing } = await aStage();
    const before = await standing();
    expect(before).toBeGreaterThanOrEqual(6);
    const left = await words('contradictions dismiss 2 the criteria are of the phase alone');
    expect(left).toContain(`${before - 1} contradictions`);
    expect(left).not.toMatch(/^2 /m);
    expect(left).toContain('1 dismissed: /snail contradictions --all');
    expect(await words('contradictions --all')).toContain(
      'dismissed just now by U1: the criteria are of the phase alone',
    );
    expect(await words('op')).toContain(`${before - 1} contradictions`);
  });

  it('of a claim beyond what is done stays dismissed while the gap does not grow, and comes back when it does', async () => {
    const { say, words } = await anOperationStage();
    const titled = 'of 10 criteria are met';
    const first = await words('contradictions --all');
    const number = /(?:^|\n)\D{0,12}(\d+)[^\n]*of 10 criteria are met/.exec(first)?.[1];
    await say(`contradictions dismiss ${number} the claim is of the phase`);
    expect(await words('contradictions')).not.toContain(titled);
    await say('criterion done 5');
    expect(await words('contradictions')).not.toContain(titled);
    await say('criterion reopen 5');
    await say('criterion reopen 1');
    expect(await words('contradictions')).toContain(`only 3 ${titled}`);
  });

  it('stays dismissed when the file is taken in again', async () => {
    const { say, standing, record } = await aStage();
    const before = await standing();
    await say('contradictions dismiss 6 it is another security');
    await say('op import', { files: [aFile(`${REFERENCE}\n- ✅ **One more**: line\n`)] });
    expect((await record()).source).toContain('One more');
    expect(await standing()).toBe(before - 1);
  });

  it('comes back as soon as one of the statements says something else', async () => {
    const { say, words } = await aStage();
    await say('contradictions dismiss 2 the criteria are of the phase alone');
    expect(await words('contradictions')).not.toContain('4 of 10 criteria');
    await say('op progress 98');
    expect(await words('contradictions')).toMatch(/98 % is claimed|99 % is claimed/);
  });

  it('counts again when that is taken back', async () => {
    const { say, standing } = await aStage();
    const before = await standing();
    await say('contradictions dismiss 2 because');
    await say('contradictions restore 2');
    expect(await standing()).toBe(before);
  });

  it('is a step of the history that changes no line', async () => {
    const { changed, words } = await aStage();
    expect(await changed('contradictions dismiss 2 because I measured it')).toEqual([]);
    expect(await words('op history')).toMatch(
      /^2 dismissed the contradiction "99 % is claimed, .*": because I measured it/m,
    );
  });

  it('is dismissed once: the newer reason stands', async () => {
    const { say, record } = await aStage();
    await say('contradictions dismiss 2 one');
    await say('contradictions dismiss 2 two');
    expect((await record()).dismissed.map(({ reason }) => reason)).toEqual(['two']);
  });

  it.each([
    ['contradictions dismiss 2', /Say why both can be true/],
    ['contradictions dismiss', /Which one\? Type its number, 1 to \d+/],
    ['contradictions dismiss 99 because', /Which one\?/],
    ['contradictions dismiss two because', /Which one\?/],
    ['contradictions restore', /Which one\?/],
  ])('%s is refused in words', async (typed, words) => {
    const { say, record } = await aStage();
    await expect(say(typed)).rejects.toThrow(words);
    expect((await record()).dismissed).toEqual([]);
  });

  it('is none where the tracker has none', async () => {
    const { say } = await anOperationStage('# Move\n\n## Tasks\n- [ ] one\n');
    await expect(say('contradictions dismiss 1 x')).rejects.toThrow(
      'There is no contradiction in the tracker.',
    );
  });

  it('may be gone by the time its form is sent', async () => {
    const { deps, record } = await aStage();
    const { id } = await record();
    const sent = dismissed(deps, { id, key: 'gone', reason: 'because' }, aCall());
    await expect(sent).rejects.toThrow('one of its statements was changed');
  });
});
