import { describe, expect, it } from 'vitest';
import {
  EVERYWHERE,
  needOperation,
  operationHere,
  operationNamed,
  recordOf,
} from '../../src/ask/operation-here.ts';
import { fakeOperations } from '../fake-store.ts';
import { aCall } from '../fakes.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';

const of = (id: string, name: string, given = {}) => anOperationRecord({ id, name, ...given });
const ALL = [of('a', 'Snail Trail'), of('b', 'Big Move'), of('old', 'Old Move', { archivedAt: NOW })];

async function aStore(used: Readonly<Record<string, string>> = {}, records = ALL) {
  const operations = fakeOperations(records);
  for (const [channel, id] of Object.entries(used)) await operations.use(channel, id, ANNA, NOW);
  return operations;
}

const { place } = aCall();
const TERMINAL = { ...place, channel: 'terminal', kind: 'terminal' as const };

describe('the operation that is meant', () => {
  it.each([
    ['the channel’s own', { C1: 'a', [EVERYWHERE]: 'b' }, {}, 'a'],
    ['the one named, whatever the channel has', { C1: 'a' }, { op: 'big move' }, 'b'],
    ['the one of every channel where it has none', { [EVERYWHERE]: 'b' }, {}, 'b'],
    ['the one of every channel where its own is archived', { C1: 'old', [EVERYWHERE]: 'b' }, {}, 'b'],
    ['none', { C2: 'a' }, {}, undefined],
  ])('is %s', async (_, used, options, id) => {
    expect((await operationHere(await aStore(used), { place, options }))?.id).toBe(id);
  });

  it('is in a terminal the only one that there is', async () => {
    const one = await aStore({}, [of('a', 'Snail Trail'), of('old', 'Old', { archivedAt: NOW })]);
    expect((await operationHere(one, { place: TERMINAL, options: {} }))?.id).toBe('a');
    expect(await operationHere(one, { place, options: {} })).toBeUndefined();
    expect(await operationHere(await aStore(), { place: TERMINAL, options: {} })).toBeUndefined();
    const used = await aStore({ terminal: 'b' });
    expect((await operationHere(used, { place: TERMINAL, options: {} }))?.id).toBe('b');
  });

  it('is asked for where it is needed', async () => {
    await expect(needOperation({ operations: await aStore() }, { place, options: {} })).rejects.toThrow(
      'No operation is set here. `/snail op import`',
    );
  });
});

describe('a name', () => {
  it.each([
    ['SNAIL TRAIL', 'a'],
    ['move', 'b'],
    [' big ', 'b'],
  ])('%s is of one', async (typed, id) => {
    expect((await operationNamed(await aStore(), typed)).id).toBe(id);
  });

  it.each([
    ['i', 'Several operations fit "i": "Snail Trail", "Big Move". Type more of the name.'],
    ['Snale Trail', 'Nearest: "Snail Trail". `/snail op list` shows all.'],
    ['old move', 'There is no operation "old move".'],
    ['', 'There is no operation "".'],
  ])('%s is not', async (typed, words) => {
    await expect(operationNamed(await aStore(), typed)).rejects.toThrow(words);
  });
});

it('an id that a button carries is of one that people work at', async () => {
  const operations = await aStore();
  expect((await recordOf({ operations }, 'a')).name).toBe('Snail Trail');
  for (const id of ['old', 'none', ''])
    await expect(recordOf({ operations }, id)).rejects.toThrow('archived or gone');
});
