import { describe, expect, it } from 'vitest';
import { aVerificationStage } from '../verification-stage.ts';

describe('criteria', () => {
  it('are listed with what those without a probe could be bound to', async () => {
    const { words } = await aVerificationStage();
    expect(await words('criterion')).toMatch(
      /\n4 ⬜ open · Containers of web are healthy[\s\S]*\n• \/snail criterion bind 4 container healthy web$/,
    );
  });

  it('are listed with what their probes saw last, and how old that is', async () => {
    const { words, pass } = await aVerificationStage();
    expect(await words('criterion')).toMatch(
      /\n2 ⬜ open · Web is steady · probe service steady web · ⬜ not run yet · /,
    );
    await words('verify');
    pass(90);
    const list = await words('criterion');
    expect(list).toMatch(/\n2 ⬜ open · Web is steady · probe service steady web · ✅ verified 1 min ago · /);
    expect(list).toMatch(/\n3 ✅ met · Somebody looked at it · (?!.*verified)/);
    pass(3600);
    expect(await words('criterion 2')).toContain('✅ verified 1 h 1 min ago, ⏳ too long ago to count');
  });

  it('say where what is bound is no probe', async () => {
    const source = '# Move\n\n## Completion criteria\n- [ ] Web <!-- probe: service stedy web -->\n';
    const { words } = await aVerificationStage({ source });
    expect(await words('criterion')).toContain('❔ this is no probe that I understand');
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
