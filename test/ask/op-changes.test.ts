import { describe, expect, it } from 'vitest';
import { undone } from '../../src/ask/op-changes.ts';
import { aCall } from '../fakes.ts';
import { aFile, anOperationStage, REFERENCE } from '../operation-stage.ts';

const ELSEWHERE = { place: { ...aCall().place, channel: 'C2' } };

describe('an operation without a file', () => {
  it('begins with a tracker of its own, and can be worked at', async () => {
    const { words, record, say } = await anOperationStage('none');
    expect(await words('op new "Move to the new cluster"')).toContain(
      '"Move to the new cluster" is the operation here now',
    );
    for (const typed of ['phase add Copy the data', 'task add Stop writes', 'criterion add Nobody notices'])
      await say(typed);
    const { source, base } = await record();
    expect(base).toBe('');
    expect(source).toContain('Move to the new cluster');
    expect(await words('op')).toContain('criteria 0/1');
    expect(await words('task')).toContain('1 ⬜ open · Stop writes');
    expect(await words('op history')).toMatch(/^1 began "Move to the new cluster"/m);
  });

  it.each([
    ['op new', 'What is it called? `/snail op new <name>`'],
    [`op new ${'x'.repeat(121)}`, 'at most 120 characters; that one has 121'],
    ['op new operation snail trail', 'There is an operation'],
  ])('%s is refused', async (typed, words) => {
    const { say, deps } = await anOperationStage();
    await expect(say(typed)).rejects.toThrow(words);
    expect(await deps.operations.list()).toHaveLength(1);
  });
});

describe('several operations', () => {
  it('are one a channel, and another by its name', async () => {
    const { say, words, record } = await anOperationStage();
    await say('op new Other', ELSEWHERE);
    await say('task add Elsewhere', ELSEWHERE);
    expect(await words('task')).toContain('of 16 open');
    expect(await words('task', ELSEWHERE)).toContain('Elsewhere');
    expect(await words('task --op other')).toContain('Elsewhere');
    await say('task done 1 --op other');
    expect((await record()).source).toBe(REFERENCE);
    expect(await words('op use snail', ELSEWHERE)).toContain('is the operation here now');
    expect((await record('C2')).id).toBe((await record()).id);
  });

  it('are named or refused with the nearest', async () => {
    const { say } = await anOperationStage();
    await say('op new Operation two', ELSEWHERE);
    await expect(say('op use operation')).rejects.toThrow('Several operations fit "operation"');
    await expect(say('op use zzz')).rejects.toThrow('There is no operation "zzz"');
    await expect(say('op use')).rejects.toThrow('There is no operation ""');
  });
});

describe('what the header says', () => {
  it.each([
    [
      'op progress 60',
      ['- 10 **Overall Progress**: 99% Complete', '+ 10 **Overall Progress**: 60% Complete'],
    ],
    [
      'op status ON HOLD',
      ['- 7 **Operation Snail Trail**: IN PROGRESS 🚀', '+ 7 **Operation Snail Trail**: ON HOLD 🚀'],
    ],
    [
      'op current hybrid',
      [
        '- 9 **Current Phase**: Phase 4 - Enhanced ML Service Deployment',
        '+ 9 **Current Phase**: Phase 2 - Hybrid ML Service',
      ],
    ],
  ])('is changed by %s', async (typed, lines) => {
    expect(await (await anOperationStage()).changed(typed)).toEqual(lines);
  });

  it.each([
    ['op progress', 'To what? `/snail op progress <words>`'],
    ['op current 9', 'There is no phase 9'],
    ['op current 4', 'already'],
  ])('is not by %s', async (typed, words) => {
    await expect((await anOperationStage()).say(typed)).rejects.toThrow(words);
  });
});

describe('undoing', () => {
  it('of an import that came again makes the file one that was not taken in: it merges anew', async () => {
    const { say, words, record, pass } = await anOperationStage();
    await say('op progress 60');
    const before = await record();
    const text = REFERENCE.replace('- [ ] Performance', '- [ ] Some other thing\n- [ ] Performance').replace(
      '99% Complete',
      '98% Complete',
    );
    const again = () => words('op import', { files: [aFile(text)] });
    pass(1);
    const first = await again();
    const after = await record();
    expect(after.conflicts).toHaveLength(1);
    pass(1);
    await say('op undo');
    expect(await record()).toMatchObject({ source: before.source, base: before.base, conflicts: [] });
    pass(1);
    expect(await again()).toBe(first);
    expect((await record()).source).toBe(after.source);
  });

  it('takes back one step after the other, byte for byte', async () => {
    const { say, words, record } = await anOperationStage();
    const texts: string[] = [];
    for (const typed of ['task done 8', 'task add One more', 'task assign 9 me', 'next remove 2']) {
      texts.push((await record()).source);
      await say(typed);
    }
    for (const text of texts.toReversed()) {
      expect(await words('op undo')).toContain('Undid: ');
      expect((await record()).source).toBe(text);
    }
    expect((await record()).extras).toEqual({});
    expect((await record()).source).toBe(REFERENCE);
    await expect(say('op undo')).rejects.toThrow('There is nothing to undo.');
  });

  it('of a step that is not the last any more is refused, and names what came after', async () => {
    const { say, deps, record } = await anOperationStage();
    await say('task done 8');
    await say('task done 9');
    const { id } = await record();
    await expect(undone(deps, { id, seq: 2, ...aCall() })).rejects.toThrow(
      'That was not the last step: U1 ticked task 9 "Service Configuration Check" after it.',
    );
    await undone(deps, { id, seq: 3, ...aCall() });
    expect((await record()).source).toContain('- [x] **Container Health Investigation**');
  });

  it('once is once, even where two press at the same time', async () => {
    const { say, deps, record } = await anOperationStage();
    await say('task done 8');
    await say('task done 9');
    const { id } = await record();
    const outcomes = await Promise.allSettled([1, 2].map(() => undone(deps, { id, seq: 3, ...aCall() })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await record()).source).toContain('- [x] **Container Health Investigation**');
  });
});

describe('another name', () => {
  it('is the operation’s, not the tracker’s', async () => {
    const { words, record, say } = await anOperationStage();
    expect(await words('op rename Slow')).toBe('It is called "Slow" now.');
    expect(await record()).toMatchObject({ name: 'Slow', source: REFERENCE });
    expect(await words('op history')).toContain('renamed it from "Operation Snail Trail"');
    await say('op new Other', ELSEWHERE);
    await expect(say('op rename OTHER')).rejects.toThrow('Another operation is called "OTHER" already.');
  });
});

describe('an operation that is archived', () => {
  it('is nobody’s any more, stays in the list, and leaves its name', async () => {
    const { say, words } = await anOperationStage();
    expect(await words('op archive')).toContain('is archived, with its history');
    expect(await words('op')).toContain('No operation is set for this channel.');
    await expect(say('task done 1')).rejects.toThrow('No operation is set here.');
    expect(await words('op list')).toContain('🗄️ archived just now');
    await expect(say('op use snail')).rejects.toThrow('There is no operation "snail"');
    expect(await words('op new operation snail trail')).toContain('is the operation here now');
  });

  it('may be another one, by its name', async () => {
    const { say, words } = await anOperationStage();
    await say('op new Other', ELSEWHERE);
    expect(await words('op archive other')).toContain('"Other" is archived');
    expect(await words('op')).toContain('Operation Snail Trail');
  });
});
