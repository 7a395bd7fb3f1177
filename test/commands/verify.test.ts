import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { verify } from '../../src/commands/verify.ts';
import { aVerificationStage } from '../verification-stage.ts';

describe('verify', () => {
  it('answers whoever may look', async () => {
    expect(roleFor(verify, [])).toBe('viewer');
    const { words } = await aVerificationStage();
    expect(await words('verify')).toMatch(/^Snail Trail · verified 2\/4/);
  });

  it.each(verify.examples)('understands its example %s', async (typed) => {
    const source = `# A\n\n## Completion criteria\n${'- [ ] X <!-- probe: service steady web -->\n'.repeat(5)}`;
    const { words } = await aVerificationStage({ source });
    expect(await words(typed)).toContain('run now');
  });

  it('shows the page that is asked for', async () => {
    const source = `# A\n\n## Completion criteria\n${Array.from({ length: 25 }, (_, nth) => `- [ ] Number ${nth}\n`).join('')}`;
    const { words } = await aVerificationStage({ source });
    expect(await words('verify --page 2')).toMatch(/\n21 ⬜[\s\S]*page 2 of 2/);
    await expect(words('verify --page x')).rejects.toThrow(/is no page/);
  });
});
