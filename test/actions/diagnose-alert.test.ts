import { expect, it } from 'vitest';
import { diagnoseAlert } from '../../src/actions/diagnose-alert.ts';
import type { Message } from '../../src/views/message.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { aDelivery, aThread } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

async function scene(root: string | undefined) {
  const { deps, kept } = aScene(aThread());
  await deps.threads.saveDelivery('thread-1', aDelivery({ root }));
  const replies: { channel: string; ts: string; text: string }[] = [];
  const outbox = {
    reply: async ({ channel, ts }: { channel: string; ts: string }, { text }: Message) => {
      replies.push({ channel, ts, text });
      return { channel, ts: '9.9' };
    },
  };
  const redact = (text: string) => ({ text, count: 0 });
  const sleep = () => new Promise<void>(() => {});
  return { deps: { ...deps, outbox, redact, sleep, blackBox: fakeBlackBox() }, replies, kept };
}

it('replies in the thread of the alert for all to see, and changes nothing about it', async () => {
  const { deps, replies, kept } = await scene('1.0');
  const { answer, show } = await diagnoseAlert.run(deps, aClick());
  expect(replies).toMatchObject([
    { channel: 'C1', ts: '1.0', text: expect.stringContaining('What I found') },
  ]);
  expect([show, answer.message.text]).toEqual(['beside', 'What I found is in the thread.']);
  expect(kept()).toMatchObject([{ version: 1 }]);
});

it('answers whoever clicked where there is no thread yet', async () => {
  const { deps, replies } = await scene(undefined);
  const { answer } = await diagnoseAlert.run(deps, aClick());
  expect(replies).toEqual([]);
  expect(answer.message.text).toContain('What I found');
});

it('is for whoever may look and may read log lines, in its own channel', async () => {
  expect([diagnoseAlert.role, diagnoseAlert.reads]).toEqual(['viewer', 'logs']);
  const { deps, replies } = await scene('1.0');
  await expect(diagnoseAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  await expect(diagnoseAlert.run(deps, aClick({ value: 'forgotten' }))).rejects.toThrow('over for good');
  expect(replies).toEqual([]);
});
