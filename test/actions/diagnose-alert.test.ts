import { expect, it } from 'vitest';
import { diagnoseAlert } from '../../src/actions/diagnose-alert.ts';
import { aDesk, buttonsOf } from '../diagnosis-desk.ts';
import { aDelivery, aThread } from '../given-alerts.ts';
import { aClick, aScene } from './given-alert-click.ts';

async function scene(root: string | undefined) {
  const { deps, kept } = aScene(aThread());
  await deps.threads.saveDelivery('thread-1', aDelivery({ root }));
  const desk = aDesk();
  return { ...desk, deps: { ...deps, ...desk.deps }, kept };
}

it('replies with the whole diagnosis in the thread for all to see, and changes nothing about the alert', async () => {
  const { deps, sent, messages, kept } = await scene('1.0');
  const { answer, show } = await diagnoseAlert.run(deps, aClick());
  expect(sent).toEqual([
    expect.stringMatching(/^reply C1 1\.0: 🟢 Nothing wrong · prod\/web/),
    'file C1 1.0: diagnosis-web.txt',
  ]);
  expect(messages.flatMap(buttonsOf)).toEqual(['run-again']);
  expect([show, answer.message.text]).toEqual(['beside', 'What I found is in the thread.']);
  expect(kept()).toMatchObject([{ version: 1 }]);
});

it('answers whoever clicked where there is no thread yet', async () => {
  const { deps, sent } = await scene(undefined);
  const { answer } = await diagnoseAlert.run(deps, aClick());
  expect(sent).toEqual([]);
  expect(answer.message.text).toContain('Nothing wrong');
});

it('is for whoever may look and may read log lines, in its own channel', async () => {
  expect([diagnoseAlert.role, diagnoseAlert.reads]).toEqual(['viewer', 'logs']);
  const { deps, sent } = await scene('1.0');
  await expect(diagnoseAlert.run(deps, aClick({ channel: 'C2' }))).rejects.toThrow('over for good');
  await expect(diagnoseAlert.run(deps, aClick({ value: 'forgotten' }))).rejects.toThrow('over for good');
  expect(sent).toEqual([]);
});
