import { describe, expect, it } from 'vitest';
import { aVerificationStage } from '../verification-stage.ts';

describe('criteria', () => {
  it('are listed with what those without a probe could be bound to', async () => {
    const { words } = await aVerificationStage();
    expect(await words('criterion')).toMatch(
      /\n4 ⬜ open · Containers of web are healthy[\s\S]*\n• \/snail criterion bind 4 container healthy web$/,
    );
  });

  it('are ticked, shown and edited as any entry, with nothing suggested', async () => {
    const { words } = await aVerificationStage();
    expect(await words('criterion done 4')).not.toContain('Could be bound');
    expect(await words('criterion 4')).not.toContain('Could be bound');
  });

  it('that somebody ticks are attested, with who and when', async () => {
    const { words } = await aVerificationStage();
    await words('criterion done 4');
    expect(await words('verify')).toMatch(
      /\n4 ✍️ attested · Containers of web are healthy · ticked here by .* just now/,
    );
  });
});
