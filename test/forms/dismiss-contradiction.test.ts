import { describe, expect, it } from 'vitest';
import { dismissContradiction } from '../../src/forms/dismiss-contradiction.ts';
import { aFilled, aScene } from '../operation-scene.ts';

const SOURCE =
  '# A\n\n**Overall Progress**: 99%\n\n## Completion Criteria\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n';

describe('the form that says why something is no contradiction', () => {
  it('keeps the reason with the one who gave it, and lists what is left', async () => {
    const { deps, id, record, source } = await aScene({ source: SOURCE });
    const [found] = await deps.trackers.contradictions(SOURCE);
    const filled = aFilled(`${id} ${found?.key}`, { reason: 'The 99\nare another matter' });
    const { message } = await dismissContradiction.run(deps, filled);
    expect(message.text).not.toContain(found?.why);
    expect((await record())?.dismissed).toMatchObject([
      { key: found?.key, reason: 'The 99 are another matter', by: { id: 'U1' } },
    ]);
    expect(await source()).toBe(SOURCE);
  });

  it('asks for a reason, and says so where the contradiction is gone', async () => {
    const draft = (reason: string) => ({ state: 'op-1 x', files: [], values: { reason } });
    expect(dismissContradiction.complaints(draft(' \n'))).toHaveProperty('reason');
    expect(dismissContradiction.complaints({ state: '', files: [], values: {} })).toHaveProperty('reason');
    expect(dismissContradiction.complaints(draft('because'))).toEqual({});
    const { deps, record } = await aScene({ source: SOURCE });
    const sent = (state: string) => dismissContradiction.run(deps, aFilled(state, { reason: 'because' }));
    await expect(sent('op-1 old:1')).rejects.toThrow('That contradiction is gone');
    await expect(sent('op-9 old:1')).rejects.toThrow('archived');
    await expect(sent('')).rejects.toThrow('archived');
    expect((await record())?.dismissed).toEqual([]);
    expect(dismissContradiction.role).toBe('operator');
  });
});
