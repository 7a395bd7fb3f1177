import { describe, expect, it, vi } from 'vitest';
import { anEar, anEarSaying, bothSides, says } from './both-sides.ts';

describe.each(['socket', 'http'] as const)('a slash command over %s', (kind) => {
  it('is acknowledged, heard with its person and place, and answered privately', async () => {
    const ear = anEarSaying('all is well');
    const { server } = await bothSides(ear, { kind });
    expect(await server.say('/snail status web')).toEqual({ kind: 'acked' });
    const answer = await server.waitFor(({ text }) => text === 'all is well');
    expect(answer.ephemeralTo).toBe(server.seed.me);
    expect(ear.all).toMatchObject([
      {
        via: 'slash',
        text: 'status web',
        person: { id: server.seed.me, team: server.seed.team.id, kind: 'member', groups: [] },
        place: { channel: 'C0OPS0001', thread: undefined, kind: 'channel', team: server.seed.team.id },
      },
    ]);
  });

  it('is acknowledged in time however long the work takes', async () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const ear = anEar({
      async heard(_, reply) {
        await work;
        await reply.answer(says('at last'));
      },
    });
    const { server } = await bothSides(ear, { kind });
    const startedAt = Date.now();
    const said = await Promise.all(Array.from({ length: 20 }, () => server.say('/snail status')));
    expect(Date.now() - startedAt).toBeLessThan(3000);
    expect(said.every(({ kind: outcome }) => outcome === 'acked')).toBe(true);
    expect(server.messages()).toEqual([]);
    finish();
    await vi.waitFor(() => expect(server.messages()).toHaveLength(20));
  });

  it('is heard once when Slack delivers it twice', async () => {
    const ear = anEarSaying('once');
    const { server } = await bothSides(ear, { kind });
    server.faults.add({ on: 'delivery', effect: { kind: 'duplicate' } });
    await server.say('/snail status');
    await server.say('/snail help');
    await vi.waitFor(() => expect(ear.all.map(({ text }) => text)).toContain('help'));
    expect(ear.all.map(({ text }) => text).sort()).toEqual(['help', 'status']);
  });

  it('carries no words when none were typed', async () => {
    const ear = anEarSaying('the menu');
    const { server } = await bothSides(ear, { kind });
    await server.say('/snail');
    await server.waitFor(({ text }) => text === 'the menu');
    expect(ear.all[0]?.text).toBe('');
  });
});
