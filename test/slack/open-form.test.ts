import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/slack/heard.ts';
import { actions, button } from '../../src/views/message.ts';
import type { Modal } from '../../src/views/modal.ts';
import { movableClock } from '../demo/slack/started.ts';
import { anEar, bothSides, says } from './both-sides.ts';

const NAME = { type: 'plain_text', text: 'What is to be done?' } as const;
const FORM: Modal = {
  id: 'add-entry',
  title: 'Add to the operation',
  submit: 'Add',
  blocks: [
    {
      type: 'input',
      block_id: 'text',
      label: NAME,
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
  state: 'task 3',
};

/** What opening the form once, and then again, came to. */
function opening(outcomes: unknown[], form = FORM) {
  return async (_: unknown, reply: Reply) => {
    for (let times = 0; times < 2; times += 1) {
      outcomes.push(await reply.open?.(form).catch((error: unknown) => error));
    }
  };
}

describe('a form', () => {
  it('is opened from a slash command, as Slack takes it', async () => {
    const outcomes: unknown[] = [];
    const { server } = await bothSides(anEar({ heard: opening(outcomes) }));
    await server.say('/snail task');
    await vi.waitFor(() => expect(server.modals()).toHaveLength(1));
    expect(server.modals()[0]?.view).toMatchObject({
      type: 'modal',
      callback_id: 'add-entry',
      title: { type: 'plain_text', text: 'Add to the operation' },
      submit: { type: 'plain_text', text: 'Add' },
      blocks: [{ type: 'input', block_id: 'text' }],
    });
  });

  it('is opened once only from one thing that somebody did', async () => {
    const outcomes: unknown[] = [];
    const { server } = await bothSides(anEar({ heard: opening(outcomes) }));
    await server.say('/snail task');
    await vi.waitFor(() => expect(outcomes).toEqual(['opened', 'too-late']));
  });

  it('is opened from a button in a message and on the Home tab', async () => {
    const outcomes: unknown[] = [];
    const add = actions(button('show-help', 'Add', ''));
    const ear = {
      ...anEar({ clicked: opening(outcomes) }),
      home: async (_: unknown, reply: Reply) => void (await reply.answer(says('home', add))),
    };
    const { server, slack } = await bothSides(ear);
    await server.click('show-help', await slack.outbox.post('C0OPS0001', says('card', add)));
    await vi.waitFor(() => expect(outcomes).toEqual(['opened', 'too-late']));
    await server.openHome();
    await vi.waitFor(() => expect(server.home()).toBeDefined());
    await server.click('show-help', { viewId: server.home()?.id ?? '' });
    await vi.waitFor(() => expect(outcomes).toHaveLength(4));
    expect(outcomes.slice(2)).toEqual(['opened', 'too-late']);
  });

  it('cannot be opened from words to the bot', async () => {
    const offered: unknown[] = [];
    const { server } = await bothSides(anEar({ heard: async (_, reply) => offered.push(reply.open) }));
    await server.say('@Snail Trail task');
    await server.say('task', { channel: 'direct' });
    await vi.waitFor(() => expect(offered).toEqual([undefined, undefined]));
  });

  it('is not even tried when three seconds are surely over', async () => {
    const outcomes: unknown[] = [];
    const clock = movableClock();
    const open = opening(outcomes);
    const ear = anEar({
      async heard(heard, reply) {
        clock.advance(3001);
        await open(heard, reply);
      },
    });
    const { server } = await bothSides(ear, { clock });
    await server.say('/snail task');
    await vi.waitFor(() => expect(outcomes).toEqual(['too-late', 'too-late']));
    expect(server.calls.count('views.open')).toBe(0);
  });

  it.each(['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired', 'trigger_exchanged'])(
    'is too late when Slack says %s',
    async (word) => {
      const outcomes: unknown[] = [];
      const { server } = await bothSides(anEar({ heard: opening(outcomes) }));
      server.faults.add({ on: 'views.open', effect: { kind: 'error', word } });
      await server.say('/snail task');
      await vi.waitFor(() => expect(outcomes[0]).toBe('too-late'));
    },
  );

  it.each([
    ['invalid_arguments', 'refused'],
    ['unknown_method', 'unsupported'],
  ])('that Slack refuses with %s is not too late, but an error of kind %s', async (word, kind) => {
    const outcomes: unknown[] = [];
    const { server } = await bothSides(anEar({ heard: opening(outcomes) }));
    server.faults.add({ on: 'views.open', effect: { kind: 'error', word } });
    await server.say('/snail task');
    await vi.waitFor(() =>
      expect(outcomes[0]).toMatchObject({
        name: 'UpstreamError',
        kind,
        message: expect.stringContaining('could not open a form'),
      }),
    );
  });

  it('is tried again within the time when Slack was out of breath', async () => {
    const outcomes: unknown[] = [];
    const { server } = await bothSides(anEar({ heard: opening(outcomes) }));
    server.faults.add({ on: 'views.open', effect: { kind: 'status', status: 503 } });
    await server.say('/snail task');
    await vi.waitFor(() => expect(outcomes[0]).toBe('opened'));
  });

  it('with more state than Slack keeps is a fault, and nothing of it is cut', async () => {
    const outcomes: unknown[] = [];
    const long = { ...FORM, state: 'x'.repeat(3000) };
    const { server } = await bothSides(anEar({ heard: opening(outcomes, long) }));
    await server.say('/snail task');
    await vi.waitFor(() => expect(String(outcomes[0])).toContain('the state of a form is too long'));
  });
});
