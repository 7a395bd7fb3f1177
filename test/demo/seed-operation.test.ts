import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { STORY_TRACKER, seedOperation } from '../../src/demo/seed-operation.ts';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { type Stage, start } from '../harness.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await start();
  await seedOperation(stage.app, SEED);
});

afterAll(() => stage?.stop());

it('is the operation of #ops, sent by somebody of the workspace', async () => {
  const { text } = await stage.ask('/snail op');
  expect(text).toMatch(/claimed 99 % · criteria 4\/10/);
  expect(text).toContain('operation-snail-trail.md taken in');
  expect(text).toMatch(/ago by boris · not edited since/);
});

it('comes back byte for byte', async () => {
  const exported = await stage.app.typed('op export', {
    via: 'terminal',
    person: { id: 'terminal:test', team: undefined, kind: 'member', groups: [] },
    place: { channel: 'terminal', thread: undefined, kind: 'terminal', team: undefined },
  });
  expect(exported.answer.output).toBe(await readFile(STORY_TRACKER, 'utf8'));
});

it('says what the bot said where it was refused', async () => {
  const typed = async () => ({
    outcome: 'refused' as const,
    answer: { message: { text: 'Not now.', blocks: [] }, data: {} },
  });
  await expect(seedOperation({ typed }, SEED)).rejects.toThrow('Not now.');
});
