import { expect, it } from 'vitest';
import { useOperation } from '../../src/actions/use-operation.ts';
import { NOW } from '../given.ts';
import { aScene, aUse } from '../operation-scene.ts';

it('makes the channel work at what was picked, and leaves the others at theirs', async () => {
  const { deps, id } = await aScene();
  const use = { ...aUse(id), place: { ...aUse(id).place, channel: 'C2' } };
  const { answer, show } = await useOperation.run(deps, use);
  expect(show).toBe('beside');
  expect(answer.message.text).toContain('"Move the mail" is the operation here now.');
  expect(await deps.operations.ofChannel('C2')).toMatchObject({ id });
  expect(await deps.operations.ofChannel('C1')).toMatchObject({ id });
});

it('refuses one that is archived or unknown, and is for operators', async () => {
  const { deps, id } = await aScene({ archivedAt: NOW });
  await expect(useOperation.run(deps, aUse(id))).rejects.toThrow('archived or gone');
  await expect(useOperation.run(deps, aUse('x'))).rejects.toThrow('archived or gone');
  expect(useOperation.role).toBe('operator');
});
