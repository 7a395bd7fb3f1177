import { describe, expect, it, vi } from 'vitest';
import type { Ear } from '../../src/slack/heard.ts';
import type { Message } from '../../src/views/message.ts';
import { button } from '../../src/views/message.ts';
import { anEar, anEarSaying, bothSides, says } from './both-sides.ts';

const BAD_BLOCKS: Message = {
  text: 'the words',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '', verbatim: true } }],
};

describe('the answer to a slash command', () => {
  it('and its newer form are private messages, one after the other', async () => {
    const ear = anEar({
      async heard(_, reply) {
        const shown = await reply.answer(says('first'));
        await shown.amend(says('second'));
      },
    });
    const { server } = await bothSides(ear);
    await server.say('/snail status');
    await server.waitFor(({ text }) => text === 'second');
    expect(server.messages().map(({ text, ephemeralTo }) => [text, ephemeralTo])).toEqual([
      ['first', server.seed.me],
      ['second', server.seed.me],
    ]);
  });

  it('reaches people in channels the bot is not in', async () => {
    const { server } = await bothSides(anEarSaying('here too'));
    await server.say('/snail status', { channel: 'random' });
    expect((await server.waitFor(({ text }) => text === 'here too')).channel).toBe('C0RANDOM1');
  });

  it('is sent as words alone when Slack refuses the blocks', async () => {
    const { server, lines } = await bothSides(anEar({ heard: (_, reply) => reply.answer(BAD_BLOCKS) }));
    await server.say('/snail status');
    expect(await server.waitFor(({ text }) => text === 'the words')).toMatchObject({ blocks: [] });
    const logged = lines.filter((line) => line.includes('blocks refused'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"level":50');
  });

  it.each([
    ['a response URL that has expired', { kind: 'error', word: 'expired_url' }],
    ['a response URL that is used up', { kind: 'error', word: 'used_url' }],
    ['404', { kind: 'status', status: 404 }],
  ] as const)('goes the other way after %s', async (_, effect) => {
    const { server } = await bothSides(anEarSaying('by another way'));
    server.faults.add({ on: 'response_url', effect });
    await server.say('/snail status');
    const answer = await server.waitFor(({ text }) => text === 'by another way');
    expect(answer.ephemeralTo).toBe(server.seed.me);
    expect(server.calls.count('chat.postEphemeral')).toBe(1);
  });

  it('is tried again when Slack is short of breath', async () => {
    const { server } = await bothSides(anEarSaying('at the second try'));
    server.faults.add({ on: 'response_url', effect: { kind: 'status', status: 503 } });
    await server.say('/snail status');
    await server.waitFor(({ text }) => text === 'at the second try');
    expect(server.calls.count('chat.postEphemeral')).toBe(0);
  });

  it('is not repeated when it may have arrived; the ear is told', async () => {
    const failures: unknown[] = [];
    const ear = anEar({
      heard: (_, reply) => reply.answer(says('once')).catch((error: unknown) => void failures.push(error)),
    });
    const { server } = await bothSides(ear);
    server.faults.add({ on: 'response_url', effect: { kind: 'drop-after' } });
    await server.say('/snail status');
    await vi.waitFor(() => expect(failures).toMatchObject([{ kind: 'unconfirmed' }]));
    expect(server.messages().map(({ text }) => text)).toEqual(['once']);
  });

  it('is refused to nobody else: other commands go on while one cannot be answered', async () => {
    const { server } = await bothSides(anEarSaying('still alive'));
    server.faults.add({ on: 'response_url', effect: { kind: 'drop-before' } });
    await server.say('/snail status');
    await server.say('/snail status');
    await server.waitFor(({ text }) => text === 'still alive');
  });
});

describe('a mention', () => {
  it('is heard without the mention and answered privately', async () => {
    const ear = anEarSaying('privately');
    const { server } = await bothSides(ear);
    await server.say('@Snail Trail status web');
    const answer = await server.waitFor(({ text }) => text === 'privately');
    expect(answer).toMatchObject({ ephemeralTo: server.seed.me, threadTs: undefined });
    expect(ear.all).toMatchObject([
      {
        via: 'mention',
        text: 'status web',
        place: { channel: 'C0OPS0001', thread: undefined, kind: 'channel' },
      },
    ]);
  });

  it('in a thread is answered in that thread', async () => {
    const ear = anEarSaying('in the thread');
    const { server } = await bothSides(ear);
    const root = await server.say('what is wrong?');
    if (root.kind !== 'message') throw new Error('not said');
    await server.say('@Snail Trail status web', { threadTs: root.message.ts });
    const answer = await server.waitFor(({ text }) => text === 'in the thread');
    expect(answer).toMatchObject({ ephemeralTo: server.seed.me, threadTs: root.message.ts });
    expect(ear.all[0]?.place.thread).toBe(root.message.ts);
  });

  it('is answered directly where Slack refuses a private message in the channel', async () => {
    const { server } = await bothSides(anEarSaying('directly'));
    server.faults.add({ on: 'chat.postEphemeral', effect: { kind: 'error', word: 'user_not_in_channel' } });
    await server.say('@Snail Trail status web');
    expect(await server.waitFor(({ text }) => text === 'directly')).toMatchObject({
      channel: 'D0ALICE01',
      ephemeralTo: undefined,
    });
  });

  it('is sent as words alone when Slack refuses the blocks', async () => {
    const { server } = await bothSides(anEar({ heard: (_, reply) => reply.answer(BAD_BLOCKS) }));
    await server.say('@Snail Trail status web');
    const answer = await server.waitFor(({ text }) => text === 'the words');
    expect(answer).toMatchObject({ channel: 'C0OPS0001', ephemeralTo: server.seed.me, blocks: [] });
  });

  it.each(['robot'])('by another bot (%s) is not heard', async (user) => {
    const ear = anEarSaying('never');
    const { server } = await bothSides(ear);
    await server.say('@Snail Trail status', { user });
    await server.say('/snail help');
    await vi.waitFor(() => expect(ear.all.map(({ text }) => text)).toEqual(['help']));
  });

  it('is heard once when Slack delivers it again', async () => {
    const ear = anEarSaying('once');
    const { server } = await bothSides(ear);
    server.faults.add({ on: 'delivery', effect: { kind: 'lost-ack' } });
    await server.say('@Snail Trail status');
    await server.say('/snail help');
    await vi.waitFor(() => expect(ear.all.map(({ text }) => text)).toContain('help'));
    expect(ear.all.map(({ text }) => text).sort()).toEqual(['help', 'status']);
  });
});

describe('a direct message', () => {
  it('is answered with an ordinary message, which is edited for a newer form', async () => {
    const ear = anEar({
      async heard(_, reply) {
        const shown = await reply.answer(says('looking'));
        await shown.amend(says('found'));
      },
    });
    const { server } = await bothSides(ear);
    await server.say('status web', { channel: 'D0ALICE01' });
    await server.waitFor(({ text }) => text === 'found');
    const own = server.messages().filter(({ user }) => user === server.seed.app.botUser);
    expect(own).toMatchObject([{ text: 'found', channel: 'D0ALICE01', ephemeralTo: undefined }]);
    expect(ear.all).toMatchObject([{ via: 'direct', text: 'status web', place: { kind: 'direct' } }]);
  });

  it('from the bot itself is not heard', async () => {
    const ear = anEarSaying('echo?');
    const { server, slack } = await bothSides(ear);
    await slack.outbox.post('D0ALICE01', says('by the way'));
    await server.say('hello', { channel: 'D0ALICE01' });
    await vi.waitFor(() => expect(ear.all).toHaveLength(1));
    expect(ear.all[0]?.text).toBe('hello');
  });
});

describe('a click', () => {
  async function withButton(ear: Parameters<typeof bothSides>[0]) {
    const both = await bothSides(ear);
    const blocks = [
      { type: 'actions', elements: [button('refresh-status', 'Refresh', 'prod/web')] },
    ] as const;
    const card = await both.slack.outbox.post('C0OPS0001', says('card', ...blocks));
    return { ...both, card };
  }

  it('is heard with its value and place', async () => {
    const ear = anEar();
    const { server, card } = await withButton(ear);
    expect(await server.click('refresh-status', card)).toEqual({ kind: 'acked' });
    await vi.waitFor(() => expect(ear.clicks).toHaveLength(1));
    expect(ear.clicks).toMatchObject([
      {
        actionId: 'refresh-status',
        value: 'prod/web',
        person: { id: server.seed.me, kind: 'member' },
        place: { channel: 'C0OPS0001', thread: undefined, kind: 'channel', team: server.seed.team.id },
      },
    ]);
  });

  it('is answered beside the message, privately, and so is the newer form: the message stays', async () => {
    const ear = anEar({
      async clicked(_, reply) {
        const shown = await reply.answer(says('for you'));
        await shown.amend(says('for you, in full'));
      },
    });
    const { server, card } = await withButton(ear);
    await server.click('refresh-status', card);
    await server.waitFor(({ text }) => text === 'for you, in full');
    expect(server.messages().map(({ text, ts, ephemeralTo }) => [text, ts === card.ts, ephemeralTo])).toEqual(
      [
        ['card', true, undefined],
        ['for you', false, server.seed.me],
        ['for you, in full', false, server.seed.me],
      ],
    );
  });

  it('is answered in place of the message, and so is the newer form', async () => {
    const forms: (string | undefined)[] = [];
    const ear = anEar({
      async clicked(_, reply) {
        const shown = await reply.replace(says('refreshed'));
        forms.push(server.messages().at(-1)?.text);
        await shown.amend(says('refreshed, in full'));
      },
    });
    const { server, card } = await withButton(ear);
    await server.click('refresh-status', card);
    await server.waitFor(({ text }) => text === 'refreshed, in full');
    expect(forms).toEqual(['refreshed']);
    expect(server.messages().map(({ text, ts }) => [text, ts === card.ts])).toEqual([
      ['refreshed, in full', true],
    ]);
  });

  it('in a direct message is answered by an ordinary message, which is edited for a newer form', async () => {
    const ear = anEar({
      async clicked(_, reply) {
        const shown = await reply.answer(says('for you'));
        await shown.amend(says('for you, in full'));
      },
    });
    const { server, slack } = await bothSides(ear);
    const blocks = [{ type: 'actions', elements: [button('refresh-status', 'Refresh', 'all')] }] as const;
    const card = await slack.outbox.post('D0ALICE01', says('card', ...blocks));
    await server.click('refresh-status', card);
    await server.waitFor(({ text }) => text === 'for you, in full');
    expect(server.messages().map(({ text, ephemeralTo }) => [text, ephemeralTo])).toEqual([
      ['card', undefined],
      ['for you, in full', undefined],
    ]);
  });

  it('on a private answer replaces that answer', async () => {
    const blocks = [{ type: 'actions', elements: [button('refresh-status', 'Refresh', 'all')] }] as const;
    const ear = anEar({
      heard: (_, reply) => reply.answer(says('old', ...blocks)),
      clicked: (_, reply) => reply.replace(says('new')),
    });
    const { server } = await bothSides(ear);
    await server.say('/snail status');
    const old = await server.waitFor(({ text }) => text === 'old');
    await server.click('refresh-status', { channel: old.channel, ts: old.ts });
    await server.waitFor(({ text }) => text === 'new');
    expect(server.messages().map(({ text }) => text)).toEqual(['new']);
  });

  it('inside a thread knows the root', async () => {
    const ear = anEar();
    const { server, slack, card } = await withButton(ear);
    const blocks = [{ type: 'actions', elements: [button('refresh-status', 'Refresh', 'all')] }] as const;
    const reply = await slack.outbox.reply(card, says('in the thread', ...blocks));
    await server.click('refresh-status', reply);
    await vi.waitFor(() => expect(ear.clicks[0]?.place.thread).toBe(card.ts));
  });

  it('is heard once when Slack delivers it twice', async () => {
    const ear = anEar();
    const { server, card } = await withButton(ear);
    server.faults.add({ on: 'delivery', effect: { kind: 'duplicate' } });
    await server.click('refresh-status', card);
    await server.click('refresh-status', card);
    await vi.waitFor(() => expect(ear.clicks.length).toBeGreaterThanOrEqual(2));
    expect(ear.clicks).toHaveLength(2);
  });

  it('by a guest is handed over as a guest', async () => {
    const ear = anEar();
    const { server, card } = await withButton(ear);
    await server.click('refresh-status', card, { user: 'gail' });
    await vi.waitFor(() => expect(ear.clicks[0]?.person.kind).toBe('guest'));
  });
});

describe('a select', () => {
  it('is heard with the value that was chosen', async () => {
    const ear = anEar();
    const { server, slack } = await bothSides(ear);
    const option = (value: string) => ({ text: { type: 'plain_text', text: value } as const, value });
    const select = {
      type: 'static_select',
      action_id: 'open-service',
      placeholder: { type: 'plain_text', text: 'Which?' },
      options: [option('web'), option('api')],
    } as const;
    const card = await slack.outbox.post(
      'C0OPS0001',
      says('which?', { type: 'actions', elements: [select] }),
    );
    await server.click('open-service', card, { option: 'api' });
    await vi.waitFor(() => expect(ear.clicks[0]?.value).toBe('api'));
  });
});

describe('the Home tab', () => {
  const homeShowing =
    (message: Message): Ear['home'] =>
    async (_, reply) => {
      await reply.answer(message);
      return undefined;
    };

  it('is drawn again when there is more', async () => {
    const ear: Ear = {
      ...anEar(),
      home: async (_, reply) => {
        const shown = await reply.answer(says('the first'));
        return () => shown.amend(says('all of it'));
      },
    };
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(JSON.stringify(server.home()?.view)).toContain('all of it'));
    expect(server.calls.count('views.publish')).toBe(2);
  });

  it('is drawn when it is opened', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(JSON.stringify(server.home()?.view)).toContain('hello member'));
    expect(ear.visitors).toMatchObject([{ id: server.seed.me }]);
  });

  it('is drawn with words alone when Slack refuses the blocks', async () => {
    const ear = { ...anEar(), home: homeShowing(BAD_BLOCKS) };
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(JSON.stringify(server.home()?.view)).toContain('the words'));
  });

  it('is redrawn by what takes its place, and answered in a direct message', async () => {
    const refresh = { type: 'actions', elements: [button('refresh-status', 'Refresh', 'all')] } as const;
    const ear = {
      ...anEar({
        async clicked({ place }, reply) {
          await reply.answer(says(`told ${place.kind}`));
          await reply.replace(says('redrawn'));
        },
      }),
      home: homeShowing(says('the home', refresh)),
    };
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(server.home()).toBeDefined());
    await server.click('refresh-status', { viewId: server.home()?.id ?? '' });
    await vi.waitFor(() => expect(JSON.stringify(server.home()?.view)).toContain('redrawn'));
    expect(await server.waitFor(({ text }) => text === 'told direct')).toMatchObject({
      channel: 'D0ALICE01',
    });
  });
});
