import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startedBolt, startedSlack } from './started.ts';

const OPS = 'C0OPS0001';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const words = (text: string) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text, verbatim: true },
});
const row = {
  type: 'actions' as const,
  block_id: 'row',
  elements: [
    { type: 'button' as const, action_id: 'go', text: plain('Go'), value: 'web' },
    {
      type: 'static_select' as const,
      action_id: 'pick',
      placeholder: plain('Pick'),
      options: [{ text: plain('api'), value: 'api' }],
    },
  ],
};

async function posted(attachments: object[], given: object = {}) {
  const slack = await startedSlack();
  const client = clientOf(slack);
  const message = { channel: OPS, text: 'words', attachments, ...given };
  const { ts = '' } = await client.chat.postMessage(message as never);
  return { slack, client, ts };
}

describe('attachments', () => {
  it('with blocks are kept and shown by the history as Slack writes them', async () => {
    const { client } = await posted([{ color: '#d92d20', blocks: [words('facts'), row] }]);
    const { messages = [] } = await client.conversations.history({ channel: OPS });
    expect(messages[0]?.attachments).toMatchObject([
      { id: 1, color: 'd92d20', fallback: '[no preview available]', blocks: [{ type: 'section' }, row] },
    ]);
  });

  it('stay through an edit that leaves them out, and go with one that says so', async () => {
    const { slack, client, ts } = await posted([{ color: '#d92d20', blocks: [words('facts')] }]);
    await client.chat.update({ channel: OPS, ts, text: 'newer' });
    expect(slack.messages()).toMatchObject([{ text: 'newer', attachments: [{ color: 'd92d20' }] }]);
    await client.chat.update({ channel: OPS, ts, text: 'newest', attachments: [] });
    expect(slack.messages()).toMatchObject([{ text: 'newest', attachments: [] }]);
  });

  it('show mentions that notify nobody', async () => {
    const blocks = [words('<@U0BORIS01>')];
    const { slack } = await posted([{ blocks: [words('<!channel> <@U0CHIKO01>')] }], { blocks });
    expect(slack.messages()).toMatchObject([{ pings: ['U0BORIS01'] }]);
  });

  it.each([
    ['a bad block', [{ blocks: [{ type: 'section' }] }], 'invalid_attachments'],
    ['51 blocks', [{ blocks: Array.from({ length: 51 }, () => words('x')) }], 'invalid_attachments'],
    ['blocks that are none', [{ blocks: 'x' }], 'invalid_attachments'],
    [
      'too much text',
      [{ blocks: Array.from({ length: 5 }, () => words('x'.repeat(2900))) }],
      'msg_blocks_too_long',
    ],
  ])('with %s are refused', async (_, attachments, error) => {
    const client = clientOf(await startedSlack());
    const call = client.chat.postMessage({ channel: OPS, text: 'words', attachments } as never);
    expect(await refusalOf(call)).toMatchObject({ error });
  });

  it('carry what is clicked in them, and say which they are', async () => {
    const { slack, ts } = await posted([{ blocks: [words('one')] }, { blocks: [row] }]);
    const bodies: object[] = [];
    await startedBolt(slack, 'socket', (app) => {
      app.action({ type: 'block_actions' }, async ({ ack, body }) => {
        await ack();
        bodies.push(body);
      });
    });
    const at = { channel: OPS, ts };
    expect(await slack.click('go', at)).toEqual({ kind: 'acked' });
    expect(await slack.click('pick', at, { option: 'api' })).toEqual({ kind: 'acked' });
    const container = { type: 'message_attachment', attachment_id: 2, message_ts: ts, is_ephemeral: false };
    expect(bodies).toMatchObject([
      { container, actions: [{ action_id: 'go', block_id: 'row', value: 'web' }] },
      { container, actions: [{ action_id: 'pick', selected_option: { value: 'api' } }] },
    ]);
  });
});
