import { describe, expect, it } from 'vitest';
import { SEED } from '../../../src/demo/slack/workspace.ts';
import { clientOf, startedBolt, startedSlack } from './started.ts';

const seed = {
  ...SEED,
  shortcuts: [{ callbackId: 'add', name: 'Add to operation', description: 'Keeps it' }],
};

async function withShortcut(mode: 'socket' | 'http' = 'socket') {
  const slack = await startedSlack({ seed });
  const bodies: Record<string, unknown>[] = [];
  await startedBolt(slack, mode, (app) => {
    app.shortcut({ type: 'message_action', callback_id: 'add' }, async ({ ack, body, respond }) => {
      await ack();
      bodies.push({ ...body });
      await respond('noted');
    });
  });
  const said = await slack.say('disk is full', { user: 'boris' });
  const ts = said.kind === 'message' ? said.message.ts : '';
  return { slack, bodies, ts };
}

describe('a message shortcut', () => {
  it.each(['socket', 'http'] as const)('tells the app which message, who and where (%s)', async (mode) => {
    const { slack, bodies, ts } = await withShortcut(mode);
    expect(await slack.useShortcut({ callbackId: 'add', ts, user: 'chiko' })).toEqual({ kind: 'acked' });
    expect(bodies[0]).toMatchObject({
      type: 'message_action',
      callback_id: 'add',
      message_ts: ts,
      message: { type: 'message', user: 'U0BORIS01', text: 'disk is full', ts },
      user: { id: 'U0CHIKO01', name: 'chiko', team_id: 'T0SNAIL01' },
      channel: { id: 'C0OPS0001', name: 'ops' },
      team: { id: 'T0SNAIL01', domain: 'snail-works' },
      action_ts: expect.stringMatching(/^\d+\.\d{6}$/),
      trigger_id: expect.stringContaining('.'),
      response_url: expect.stringContaining('/app-actions/T0SNAIL01/'),
    });
    expect(bodies[0]).not.toHaveProperty('actions');
    const answer = await slack.waitFor(({ text }) => text === 'noted');
    expect(answer).toMatchObject({ channel: 'C0OPS0001', ephemeralTo: 'U0CHIKO01' });
  });

  it('opens a form with its trigger', async () => {
    const { slack, bodies, ts } = await withShortcut();
    await slack.useShortcut({ callbackId: 'add', ts });
    const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Add' }, blocks: [] };
    await clientOf(slack).views.open({ trigger_id: String(bodies[0]?.trigger_id), view });
    expect(slack.modals()).toHaveLength(1);
  });

  it('works where the bot is not, and names the kind of place', async () => {
    const { slack, bodies } = await withShortcut();
    const said = await slack.say('in private', { channel: 'leads' });
    const ts = said.kind === 'message' ? said.message.ts : '';
    await slack.useShortcut({ callbackId: 'add', ts, channel: 'leads' });
    expect(bodies[0]).toMatchObject({ channel: { id: 'C0LEADS01', name: 'privategroup' } });
  });

  it('is there for what everybody sees, and for those who see it', async () => {
    const { slack, bodies, ts } = await withShortcut();
    const { message_ts = '' } = await clientOf(slack).chat.postEphemeral({
      channel: 'C0OPS0001',
      user: 'U0ALICE01',
      text: 'yours',
    });
    const uses = [
      { callbackId: 'add', ts: message_ts },
      { callbackId: 'add', ts: '1.000001' },
      { callbackId: 'other', ts },
      { callbackId: 'add', ts, user: 'otto' },
    ];
    const tried = await Promise.allSettled(uses.map(slack.useShortcut));
    expect(tried.map(({ status }) => status)).toEqual(uses.map(() => 'rejected'));
    expect(bodies).toEqual([]);
  });

  it('tells the person when the app does not answer', async () => {
    const { slack, ts } = await withShortcut();
    slack.faults.add({ on: 'delivery', effect: { kind: 'lost-ack' } });
    expect(await slack.useShortcut({ callbackId: 'add', ts })).toEqual({
      kind: 'failed',
      error: 'operation_timeout',
    });
    expect(slack.notices().at(-1)).toMatchObject({ user: 'U0ALICE01', channel: 'C0OPS0001' });
  });
});
