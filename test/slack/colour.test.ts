import { describe, expect, it, vi } from 'vitest';
import type { Ear } from '../../src/slack/heard.ts';
import { actions, button, type Message, section, select } from '../../src/views/message.ts';
import { anEar, bothSides, says } from './both-sides.ts';

const OPS = 'C0OPS0001';
const options = [
  { label: '1 hour', value: '1h web' },
  { label: 'Until it is resolved', value: 'always web' },
];

function coloured(text: string, color: NonNullable<Message['color']> = '#d92d20'): Message {
  const buttons = actions(button('acknowledge-alert', 'Acknowledge', 'web'));
  const menu = actions(select('snooze-alert', 'Snooze', options));
  return { text, blocks: [section(`${text} <@U0BORIS01>`), section('facts'), buttons, menu], color };
}

describe('a coloured message', () => {
  it('is shown with its bar, and notifies whom its first block mentions', async () => {
    const { server, slack } = await bothSides(anEar());
    await slack.outbox.post(OPS, coloured('web is unhealthy'));
    expect(server.messages({ channel: OPS })).toMatchObject([
      {
        text: 'web is unhealthy',
        blocks: [{ type: 'section' }],
        attachments: [
          { color: 'd92d20', blocks: [{ type: 'section' }, {}, {}], fallback: 'web is unhealthy' },
        ],
        pings: ['U0BORIS01'],
      },
    ]);
  });

  it('is edited to plain and back, and no old bar stays', async () => {
    const { server, slack } = await bothSides(anEar());
    const posted = await slack.outbox.post(OPS, coloured('red'));
    const shown = () => server.messages({ channel: OPS })[0];
    await slack.outbox.update(posted, says('plain'));
    expect(shown()).toMatchObject({ text: 'plain', blocks: [{}], attachments: [] });
    await slack.outbox.update(posted, coloured('green', '#12b76a'));
    expect(shown()).toMatchObject({ text: 'green', blocks: [{}], attachments: [{ color: '12b76a' }] });
  });

  it.each(['chat.postMessage', 'chat.update'])(
    'whose attachment is refused by %s is shown as words alone',
    async (on) => {
      const { server, slack } = await bothSides(anEar());
      const effect = { kind: 'error', word: 'invalid_attachments' } as const;
      if (on === 'chat.postMessage') server.faults.add({ on, effect });
      const posted = await slack.outbox.post(OPS, coloured('the words'));
      if (on === 'chat.update') {
        server.faults.add({ on, effect });
        await slack.outbox.update(posted, coloured('the words'));
      }
      expect(server.messages({ channel: OPS })).toMatchObject([
        { text: 'the words', blocks: [], attachments: [] },
      ]);
    },
  );

  it('is drawn on the Home tab without its bar', async () => {
    const ear: Ear = {
      ...anEar(),
      async home(_, reply) {
        await reply.answer(coloured('home'));
        return undefined;
      },
    };
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(server.home()?.view.blocks).toHaveLength(4));
  });

  it('can be an answer to one person', async () => {
    const ear = anEar({ heard: (_, reply) => reply.answer(coloured('yours')) });
    const { server } = await bothSides(ear);
    for (const effect of [undefined, { kind: 'error', word: 'expired_url' }] as const) {
      if (effect) server.faults.add({ on: 'response_url', effect });
      await server.say('/snail status');
    }
    await vi.waitFor(() => expect(server.messages()).toHaveLength(2));
    expect(server.messages().map(({ attachments }) => attachments.length)).toEqual([1, 1]);
  });
});

describe('what stands beside the bar', () => {
  it('is heard when it is clicked, in the thread as well', async () => {
    const ear = anEar();
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post(OPS, coloured('root'));
    await server.click('acknowledge-alert', root, { user: 'boris' });
    const reply = await slack.outbox.reply(root, coloured('reply'));
    await server.click('acknowledge-alert', reply);
    await vi.waitFor(() => expect(ear.clicks).toHaveLength(2));
    expect(ear.clicks).toMatchObject([
      { actionId: 'acknowledge-alert', value: 'web', person: { id: 'U0BORIS01' }, place: { channel: OPS } },
      { actionId: 'acknowledge-alert', place: { channel: OPS, thread: root.ts } },
    ]);
    expect(ear.clicks[0]?.place.thread).toBeUndefined();
  });

  it('is heard with the value that was chosen', async () => {
    const ear = anEar();
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post(OPS, coloured('root'));
    await server.click('snooze-alert', root, { option: 'always web' });
    await vi.waitFor(() =>
      expect(ear.clicks).toMatchObject([{ actionId: 'snooze-alert', value: 'always web' }]),
    );
  });

  it('is answered in place of the whole message, bar and all', async () => {
    const ear = anEar({ clicked: (_, reply) => reply.replace(says('plain')) });
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post(OPS, coloured('red'));
    await server.click('acknowledge-alert', root);
    await server.waitFor(({ text }) => text === 'plain');
    expect(server.messages({ channel: OPS })).toMatchObject([{ ts: root.ts, attachments: [] }]);
  });

  it('is answered with a bar in place of one without', async () => {
    const ear = anEar({ clicked: (_, reply) => reply.replace(coloured('amber', '#f79009')) });
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post(OPS, says('plain', actions(button('show-logs', 'Logs', 'web'))));
    await server.click('show-logs', root);
    const shown = await server.waitFor(({ text }) => text === 'amber');
    expect(shown).toMatchObject({ ts: root.ts, attachments: [{ color: 'f79009' }] });
  });
});
