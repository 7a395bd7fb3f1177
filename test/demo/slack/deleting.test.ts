import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startedSlack } from './started.ts';

const OPS = 'C0OPS0001';

async function aThread(replies: number) {
  const slack = await startedSlack();
  const client = clientOf(slack);
  const { ts = '' } = await client.chat.postMessage({ channel: OPS, text: 'root' });
  for (let nth = 0; nth < replies; nth += 1)
    await client.chat.postMessage({ channel: OPS, text: `reply ${nth}`, thread_ts: ts });
  const reply = () => client.chat.postMessage({ channel: OPS, text: 'another', thread_ts: ts });
  return { slack, client, ts, reply };
}

describe('a message deleted by hand', () => {
  it('without replies leaves nothing, and a reply to it lands in the channel', async () => {
    const { slack, client, ts, reply } = await aThread(0);
    slack.deleteMessage('ops', ts);
    expect(slack.messages()).toEqual([]);
    const { message } = await reply();
    expect(message?.thread_ts).toBeUndefined();
    expect(slack.messages()).toMatchObject([{ text: 'another', threadTs: undefined }]);
    const replies = client.conversations.replies({ channel: OPS, ts });
    expect(await refusalOf(replies)).toMatchObject({ error: 'thread_not_found' });
  });

  it('with replies leaves a placeholder that can still be replied to', async () => {
    const { slack, client, ts, reply } = await aThread(1);
    slack.deleteMessage(OPS, ts);
    expect((await reply()).message?.thread_ts).toBe(ts);
    const { messages = [] } = await client.conversations.history({ channel: OPS });
    expect(messages).toMatchObject([
      { ts, subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.', reply_count: 2 },
    ]);
  });

  it.each([0, 1])('with %i replies is not there any more for anything else', async (replies) => {
    const { slack, client, ts } = await aThread(replies);
    slack.deleteMessage(OPS, ts);
    for (const call of [
      client.chat.update({ channel: OPS, ts, text: 'newer' }),
      client.chat.delete({ channel: OPS, ts }),
      client.chat.getPermalink({ channel: OPS, message_ts: ts }),
      client.reactions.add({ channel: OPS, timestamp: ts, name: 'eyes' }),
    ])
      expect(await refusalOf(call)).toMatchObject({ error: 'message_not_found' });
    expect(() => slack.deleteMessage(OPS, ts)).toThrow('there is no message');
  });

  it('leaves a placeholder when the bot deletes it, too', async () => {
    const { slack, client, ts } = await aThread(1);
    await client.chat.delete({ channel: OPS, ts });
    expect(slack.messages()).toMatchObject([{ ts, isDeleted: true }, { text: 'reply 0' }]);
  });
});

describe('a channel', () => {
  it('that is archived is read, and takes nothing until it is unarchived', async () => {
    const { slack, client, ts } = await aThread(0);
    slack.archive('ops');
    const post = () => client.chat.postMessage({ channel: OPS, text: 'hello' });
    expect(await refusalOf(post())).toMatchObject({ error: 'is_archived' });
    const edit = client.chat.update({ channel: OPS, ts, text: 'newer' });
    expect(await refusalOf(edit)).toMatchObject({ error: 'is_inactive' });
    expect((await client.conversations.history({ channel: OPS })).messages).toHaveLength(1);
    expect((await client.conversations.info({ channel: OPS })).channel?.is_archived).toBe(true);
    slack.unarchive('ops');
    await post();
  });

  it.each([
    ['ops', OPS, 'not_in_channel'],
    ['war-room', 'C0WARROOM', 'channel_not_found'],
  ])('without the bot refuses it: %s', async (name, channel, error) => {
    const slack = await startedSlack();
    slack.kick(name);
    const call = clientOf(slack).chat.postMessage({ channel, text: 'hello' });
    expect(await refusalOf(call)).toMatchObject({ error });
  });
});
