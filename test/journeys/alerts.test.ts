import { describe, expect, it, vi } from 'vitest';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { AT_ONCE, alertStage, appears, breaks, mends } from '../alert-stage.ts';

// Each waits for looks, which come every five seconds; they wait side by side.
vi.setConfig({ testTimeout: 90_000, maxConcurrency: 10 });

const MINUTE_MS = 60_000;
const ON_CALL = 'S0ONCALL1';
const PLATFORM = 'S0PLATFRM';

describe.concurrent('an alert', () => {
  it('opens once, calls, tells what it found, is acknowledged by a click, and ends with its duration', async (test) => {
    const alerts = { ...ALERT_POLICY, open: { bad: 2, of: 2 } };
    const { ask, posts, replies, said, slack, stands, web } = await alertStage(test, { alerts });
    expect((await ask('/snail watch web --on-call @on-call')).text).toContain('On call: @on-call');
    breaks(web);
    const root = await stands(/^🔴 Firing · prod\/web · 2 of 2 targets of web-tg unhealthy/);
    expect(root).toMatchObject({ channel: 'C0OPS0001', pings: [ON_CALL] });
    const found = await said(root, /What I found/);
    expect(found.text).toMatch(/What I found: 🔴 Confirmed · rev \d+: .*\/health.*404/);
    expect(found.text).toMatch(/\nProof: .*404[\s\S]*\nRevision: rev 1[\s\S]*\nRuled out: .*\nNext: /);
    await slack.click('acknowledge-alert', root, { user: 'boris' });
    await said(root, /boris acknowledged it at/);
    const held = await stands(/^🟡 Acknowledged · prod\/web/);
    expect(held.ts).toBe(root.ts);
    mends(web);
    await said(root, /^🟢 Resolved at .* after (\d+ s|\d min): 2 good looks in a row/);
    expect((await stands(/^🟢 Resolved · prod\/web/)).text).toMatch(/Resolved after (\d+ s|\d min)/);
    expect(replies(root)).toHaveLength(3);
    expect(posts(/Firing|Acknowledged|Resolved · /)).toHaveLength(1);
  });

  it('that nobody acknowledges calls the group, then the channel, each once, and says who is next', async (test) => {
    const alerts = { ...AT_ONCE, escalateAfterMs: 6000 };
    const { ask, said, slack, stands, web } = await alertStage(test, { alerts });
    await ask('/snail watch web --on-call @on-call --escalate @platform');
    breaks(web);
    const root = await stands(/next: @platform at/);
    expect(root.pings).toEqual([ON_CALL]);
    expect(await said(root, /Calling @platform/)).toMatchObject({ pings: [PLATFORM], broadcast: false });
    expect(await said(root, /Calling .*channel/)).toMatchObject({ pings: ['channel'], broadcast: true });
    await stands(/nobody is left to call/);
    const calls = slack.messages().filter(({ threadTs, pings }) => threadTs === root.ts && pings.length > 0);
    expect(calls.map(({ pings }) => pings).filter(([id]) => id !== ON_CALL)).toEqual([
      [PLATFORM],
      ['channel'],
    ]);
  });

  it('that is acknowledged and still fails reminds, and without an answer nobody has it any more', async (test) => {
    const alerts = { ...AT_ONCE, remindAfterMs: 6000 };
    const { ask, replies, said, slack, stands, web } = await alertStage(test, { alerts });
    await ask('/snail watch web --on-call @on-call');
    breaks(web);
    const root = await stands(/^🔴 Firing/);
    await slack.click('acknowledge-alert', root);
    await said(root, /alice has it, and it still failed at/);
    expect(await said(root, /No answer to the reminder/)).toMatchObject({
      pings: [ON_CALL],
      broadcast: true,
    });
    await stands(/^🔴 Firing/);
    expect(replies(root).filter((text) => /still failed at/.test(text))).toHaveLength(1);
  });

  it('that is snoozed comes back once when the time is over, and the clock may jump', async (test) => {
    const { ask, clock, replies, said, slack, stands, web } = await alertStage(test);
    await ask('/snail watch web');
    breaks(web);
    const root = await stands(/^🔴 Firing/);
    await said(root, /What I found/);
    const [, halfHour = ''] = /"value":"([^"]+:30)"/.exec(JSON.stringify(root)) ?? [];
    await slack.click('snooze-alert', root, { option: halfHour });
    await stands(/^💤 Snoozed.*\nSnoozed by alice until/);
    clock.putForward(31 * MINUTE_MS);
    await said(root, /The snooze was over at/);
    await stands(/^🔴 Firing/);
    mends(web);
    await said(root, /^🟢 Resolved at .* after 3\d min/);
    expect(replies(root).filter((text) => /snooze/.test(text))).toHaveLength(2);
  });

  it('of a service that appears after its pattern was watched opens as well', async (test) => {
    const { ask, clock, stands, world } = await alertStage(test);
    expect((await ask('/snail watch prod/*')).text).toContain('It covers 1 service now');
    const later = appears(world, 'later');
    breaks(later);
    clock.putForward(MINUTE_MS);
    await stands(/^🔴 Firing · prod\/later/);
  });

  it('takes the first of two clicks, and tells the second what it did; is listed; is over once it is', async (test) => {
    const { ask, replies, said, slack, stands, told, web } = await alertStage(test);
    await ask('/snail watch web');
    breaks(web);
    const root = await stands(/^🔴 Firing/);
    await said(root, /What I found/);
    await Promise.all([
      slack.click('acknowledge-alert', root, { user: 'alice' }),
      slack.click('acknowledge-alert', root, { user: 'boris' }),
    ]);
    const answer = await Promise.race([
      told('U0ALICE01', /boris acknowledged it .*already/),
      told('U0BORIS01', /alice acknowledged it .*already/),
    ]);
    expect(answer.pings).toEqual([]);
    await said(root, /acknowledged it at/);
    expect(replies(root).filter((text) => /acknowledged it at/.test(text))).toHaveLength(1);
    expect((await ask('/snail alerts')).text).toMatch(/1 alert is open.*1 acknowledged\n.*prod\/web.*http/s);
    mends(web);
    await said(root, /^🟢 Resolved/);
    // Somebody's screen still shows the message as it was.
    slack.ledger.replace(root);
    await slack.click('acknowledge-alert', root, { user: 'chiko' });
    expect((await told('U0CHIKO01', /resolved/)).text).toMatch(
      /It was resolved just now: .*Press \*Reopen\*/,
    );
    expect((await ask('/snail alerts')).text).toContain('No alert is open in this channel');
  });
});
