import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { type Stage, start } from '../harness.ts';

/** The machine's time, and as much later as it is told. */
function aShiftedClock(): Clock & { to(at: Date): void } {
  let aheadMs = 0;
  return {
    now: () => new Date(systemClock.now().getTime() + aheadMs),
    sleep: systemClock.sleep,
    to: (at) => {
      aheadMs = at.getTime() - systemClock.now().getTime();
    },
  };
}

const QUARTER_MS = 15 * 60_000;

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

describe('digests in a workspace', () => {
  it('are shown to whoever asks, and posted with their thread when their time has come', async () => {
    const clock = aShiftedClock();
    stage = await start({ clock, build: (world) => void addService(world, { name: 'web' }) });
    const { ask, slack } = stage;
    await ask('/snail watch web');
    await ask('/snail op new "Move to ECS"');
    await ask('/snail blocker add "Firewall: refuses port 443"');

    const now = await ask('/snail digest');
    expect(now.ephemeralTo).toBe('U0ALICE01');
    expect(now.text).toMatch(/^🔴 Blocked · Move to ECS · “Firewall” is in the way\n/);
    expect(now.blocks.length).toBeGreaterThan(1);

    const added = await ask('/snail digest every */15 * * * * --tz UTC');
    expect(added.text).toMatch(/^🗓️ Added · \*\/15 \* \* \* \* UTC · next /);
    const isDigest = (message: StoredMessage) =>
      message.ephemeralTo === undefined && message.text.startsWith('🔴 Blocked');
    const quarter = Math.ceil(clock.now().getTime() / QUARTER_MS) * QUARTER_MS;
    clock.to(new Date(quarter + 1000));
    const root = await slack.waitFor(isDigest, 30_000);
    expect(root.text.split('\n')).toHaveLength(3);
    expect(root.blocks.length).toBeGreaterThan(0);
    const reply = await slack.waitFor(
      ({ threadTs, text }) => threadTs === root.ts && text.includes('Next digest'),
      15_000,
    );
    expect(reply.blocks.length).toBeGreaterThan(0);
    expect((await ask('/snail digest list')).text).toMatch(/^This channel gets 1 digest\n1 \*\/15/);
    expect(slack.messages().filter(isDigest)).toHaveLength(1);
  }, 90_000);
});
