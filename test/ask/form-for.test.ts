import { describe, expect, it } from 'vitest';
import { formFor } from '../../src/ask/form-for.ts';
import { findEntry } from '../../src/operation/find-entry.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { aCall } from '../fakes.ts';
import { anOperationStage } from '../operation-stage.ts';

const { place } = aCall();

async function aStage() {
  const stage = await anOperationStage();
  const { id, source } = await stage.record();
  const { operation } = await stage.deps.trackers.read(source);
  const [contradiction] = await stage.deps.trackers.contradictions(source);
  const task = entryValue({ number: 11, entry: findEntry(operation, 'task', '11') });
  return { ...stage, id, task, key: contradiction?.key ?? '' };
}

describe('the form that a button opens', () => {
  it.each([
    ['import-operation -', 'import-operation'],
    ['add-entry ID task', 'add-entry'],
    ['add-entry ID', 'add-entry'],
    ['add-entry - blocker', 'add-entry'],
    ['edit-entry ID TASK', 'edit-entry'],
    ['choose-entry ID task done', 'choose-entry'],
    ['choose-entry ID task remove', 'choose-entry'],
    ['dismiss-contradiction ID KEY', 'dismiss-contradiction'],
  ])('%s', async (value, form) => {
    const { deps, id, task, key } = await aStage();
    const named = value.replace('ID', id).replace('TASK', task).replace('KEY', key);
    expect((await formFor(deps, named, place)).modal?.id).toBe(form);
  });

  it('is of the entry as it is numbered now', async () => {
    const { deps, id, task, say } = await aStage();
    await say('task remove 1');
    const { message } = await formFor(deps, `edit-entry ${id} ${task}`, place);
    expect(message.text).toContain('What is task 10 to say?');
  });

  it('of a contradiction says how to do without it, by its number', async () => {
    const { deps, id, key } = await aStage();
    const { message, modal } = await formFor(deps, `dismiss-contradiction ${id} ${key}`, place);
    expect(message.text).toContain('`/snail contradictions dismiss 1 <reason>`');
    expect(modal?.state).toBe(`${id} ${key}`);
  });

  it.each([
    ['edit-entry ID task 11 zzz', 'not in the tracker any more'],
    ['dismiss-contradiction ID zzz', 'That contradiction is gone'],
    ['choose-entry ID task melted', 'from another time'],
    ['choose-entry ID note done', 'from another time'],
    ['no-such-form ID', 'from another time'],
    ['add-entry op-99 task', 'archived or gone'],
  ])('%s is none any more', async (value, words) => {
    const { deps, id } = await aStage();
    await expect(formFor(deps, value.replace('ID', id), place)).rejects.toThrow(words);
  });

  it('needs an operation where the button names none', async () => {
    const { deps } = await anOperationStage('none');
    await expect(formFor(deps, 'add-entry - task', place)).rejects.toThrow('No operation is set here');
  });
});
