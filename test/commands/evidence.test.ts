import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { evidence } from '../../src/commands/evidence.ts';
import { aVerificationStage } from '../verification-stage.ts';

describe('evidence', () => {
  it('answers whoever may look, by number or words', async () => {
    expect(roleFor(evidence, [])).toBe('viewer');
    const { words } = await aVerificationStage();
    await words('verify');
    expect(await words('evidence 1')).toMatch(/^Criterion 1 of Snail Trail · Revision 14 is rolled out/);
    expect(await words('evidence web is steady')).toMatch(/^Criterion 2 of/);
  });

  it('says where there is no operation how to begin one', async () => {
    const { words } = await aVerificationStage();
    const place = { channel: 'C9', thread: undefined, kind: 'channel', team: undefined } as const;
    await expect(words('evidence 1', { place })).rejects.toThrow(/^No operation is set here\./);
  });
});
