import { expect, it } from 'vitest';
import { turnPage } from '../../src/actions/turn-page.ts';
import { aScene, aUse } from '../operation-scene.ts';

const MANY = `# Many\n\n## Tasks\n${Array.from({ length: 60 }, (_, index) => `- [ ] Step ${index + 1}\n`).join('')}`;

it('shows another page in the place of the first, and the nearest one where that page is gone', async () => {
  const { deps, id } = await aScene({ source: MANY });
  const second = await turnPage.run(deps, aUse(`${id} task --open --page 2`));
  expect(second.show).toBe('instead');
  expect(second.answer.message.text).toMatch(/page 2 of \d+/);
  expect(second.answer.message.text).not.toMatch(/Step 1 /);
  const far = await turnPage.run(deps, aUse(`${id} task --page 999`));
  expect(far.answer.message.text).toMatch(/page (\d+) of \1/);
  for (const page of ['-1', '0', 'x', '1e3'])
    await expect(turnPage.run(deps, aUse(`${id} task --page ${page}`)), page).rejects.toThrow('is no page');
});

it('is for everybody who may look', () => {
  expect(turnPage.role).toBe('viewer');
});
