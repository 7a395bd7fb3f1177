import { describe, expect, it } from 'vitest';
import { filterWords } from '../../src/ask/entry-list.ts';
import { filterOf } from '../../src/ask/entry-wish.ts';
import { parseWords } from '../../src/ask/grammar.ts';
import { aCall } from '../fakes.ts';
import { anOperationStage } from '../operation-stage.ts';

async function aStage() {
  const stage = await anOperationStage();
  const numbers = async (typed: string, call = {}) =>
    [...(await stage.words(typed, call)).matchAll(/^(\d+) \S/gm)].map(([, number]) => Number(number));
  return { ...stage, numbers };
}

describe('a list of entries', () => {
  it.each([
    ['task --open', [8, 9, 10, 11, 12, 13, 14, 15, 16]],
    ['task --done', [1, 2, 3, 4, 5, 6, 7]],
    ['task --phase 4 --open', [8, 9, 10, 11, 12, 13, 14, 15, 16]],
    ['task --phase 1', []],
    ['criterion --done', [1, 2, 3, 4]],
    ['finding --open', [19]],
    ['blocker', [1]],
    ['next', [1, 2, 3, 4]],
  ])('%s shows those that fit, with the numbers they always have', async (typed, wanted) => {
    expect(await (await aStage()).numbers(typed)).toEqual(wanted);
  });

  it('--mine are those of the one who asks, or of a group of theirs', async () => {
    const { say, numbers } = await aStage();
    await say('task assign 3 me');
    await say('task assign 9 <!subteam^S7|@ops>');
    await say('task assign 12 Bob');
    expect(await numbers('task --mine')).toEqual([3]);
    const person = { ...aCall().person, id: 'U9', groups: ['S7'] };
    expect(await numbers('task --mine', { person })).toEqual([9]);
  });

  it('shows owners by name and never calls them', async () => {
    const { say, words } = await aStage();
    await say('task assign 8 <@U0456|alice>');
    const { message } = await say('task --open');
    expect(await words('task 8')).toContain('Alice Moreau');
    expect(await words('task #8')).toMatch(/^Task 8 of 16 · .*\n8 /);
    expect(JSON.stringify(message)).not.toContain('<@U0456');
  });

  it('tells of a blocker that is due and that nobody has', async () => {
    const { say, words } = await anOperationStage();
    await say('blocker due 1 2026-03-06');
    expect(await words('blocker')).toMatch(/ · due 6 Mar · /);
    expect(await words('op')).toMatch(/Blocker 1 .*nobody has it.*due/);
  });

  it('of one shows that one alone', async () => {
    const { words, say } = await aStage();
    expect(await words('task 11')).toMatch(/\n11 ⬜ open · ALB Access Testing: .*line 86$/);
    expect((await say('#11'.replace('#', 'task #'))).data).toMatchObject({
      number: 11,
      title: 'ALB Access Testing',
    });
    await expect(say('task 17')).rejects.toThrow('There is no task 17: the list has 16.');
  });

  it('says what was asked for where nothing fits', async () => {
    const { words } = await aStage();
    expect(await words('task --mine')).toContain('No task fits --mine: /snail task lists all 16');
  });

  it('refuses a phase that there is not', async () => {
    await expect((await aStage()).say('task --phase 9')).rejects.toThrow('There is no phase 9');
  });

  it('gives its entries as data, with what is known besides', async () => {
    const { say } = await aStage();
    await say('task assign 8 me');
    expect((await say('task --open')).data).toMatchObject([
      { number: 8, title: 'Container Health Investigation', owner: 'U1' },
      ...Array.from({ length: 8 }, (_, index) => ({ number: index + 9 })),
    ]);
  });
});

it.each(['', '--open', '--done --mine', '--phase 4', '--open --mine --phase "enhanced ml"'])(
  'a filter reads as it was typed: %s',
  (typed) => {
    const kinds = { open: 'flag', done: 'flag', mine: 'flag', phase: 'value' } as const;
    expect(filterWords(filterOf(parseWords(typed, kinds).options))).toBe(typed);
  },
);
