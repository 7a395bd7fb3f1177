import { describe, expect, it } from 'vitest';
import { listAgain } from '../../src/ask/list-again.ts';
import { aCall } from '../fakes.ts';
import { anOperationStage } from '../operation-stage.ts';

const LONG = `# Long\n\n## Tasks\n${Array.from({ length: 45 }, (_, at) => `- [ ] step ${at + 1}\n`).join('')}`;

describe('a list that a button names', () => {
  it.each([
    ['ID task', 'Tasks of'],
    ['ID task --open --page 1', '9 of 16 fit --open'],
    ['ID finding --open --mine', '0 of 19 fit --open --mine'],
    ['ID phase', 'Phases of'],
    ['ID history', 'History of'],
    ['ID conflicts', 'agree in'],
    ['ID contradictions --all', 'contradictions in the tracker of'],
    ['- operations', '1 operation'],
  ])('%s is what is typed', async (value, words) => {
    const { deps, record } = await anOperationStage();
    const answer = await listAgain(deps, value.replace('ID', (await record()).id), aCall());
    expect(answer.message.text).toContain(words);
  });

  it('is turned page by page by its own buttons', async () => {
    const { deps, say } = await anOperationStage(LONG);
    let { blocks } = (await say('task --open')).message;
    const heads: string[] = [];
    for (let turns = 0; turns < 5; turns += 1) {
      const text = JSON.stringify(blocks);
      heads.push(/page \d of \d/.exec(text)?.[0] ?? '');
      const next = /"Next"[^}]*}[^}]*"value":"([^"]*)"/.exec(text)?.[1];
      if (next === undefined) break;
      blocks = (await listAgain(deps, next, aCall())).message.blocks;
    }
    expect(heads).toEqual(['page 1 of 3', 'page 2 of 3', 'page 3 of 3']);
  });

  it.each([
    ['ID note', 'from another time'],
    ['ID constructor', 'from another time'],
    ['ID', 'from another time'],
    ['op-99 task', 'archived or gone'],
    ['', 'archived or gone'],
    ['ID task --page 0', 'no page'],
  ])('%s is none', async (value, words) => {
    const { deps, record } = await anOperationStage();
    await expect(listAgain(deps, value.replace('ID', (await record()).id), aCall())).rejects.toThrow(words);
  });
});
