import { describe, expect, it } from 'vitest';
import { applyChange, readChannel, SLACKBOT, sceneOf } from '../../../src/demo/slack-page/scene.ts';
import { aPageMessage, aWorkspace } from '../../browser/page-server.ts';

const NOW = new Date(1795430500_000);
const scene = sceneOf(aWorkspace({ messages: [aPageMessage({ text: 'first' })] }));

describe('applyChange', () => {
  it('puts a new message last', () => {
    const message = aPageMessage({ ts: '1795430401.000100', text: 'second' });
    const next = applyChange(scene, { kind: 'message', message }, 'C1', NOW);
    expect(next.workspace.messages.map(({ text }) => text)).toEqual(['first', 'second']);
  });

  it('edits a message in its place', () => {
    const message = aPageMessage({ text: 'edited', edited: true });
    const next = applyChange(scene, { kind: 'message', message }, 'C1', NOW);
    expect(next.workspace.messages).toEqual([message]);
  });

  it('takes messages of one ts in two channels for two', () => {
    const message = aPageMessage({ channel: 'C2' });
    const next = applyChange(scene, { kind: 'message', message }, 'C1', NOW);
    expect(next.workspace.messages).toHaveLength(2);
  });

  it('removes a message', () => {
    const { channel, ts } = aPageMessage();
    expect(applyChange(scene, { kind: 'removed', channel, ts }, 'C1', NOW).workspace.messages).toEqual([]);
  });

  it('shows a notice as Slackbot, to this person only', () => {
    const next = applyChange(scene, { kind: 'notice', channel: 'C2', text: 'no' }, 'C1', NOW);
    expect(next.workspace.messages.at(-1)).toMatchObject({ user: SLACKBOT, channel: 'C2', ephemeral: true });
  });

  it('shows a notice about a thread in the thread', () => {
    const { ts } = aPageMessage();
    const next = applyChange(scene, { kind: 'notice', channel: 'C1', text: 'no', threadTs: ts }, 'C1', NOW);
    expect(next.workspace.messages.at(-1)?.threadTs).toBe(ts);
  });

  it('shows a notice that belongs to no channel where the person looks', () => {
    const next = applyChange(scene, { kind: 'notice', channel: '', text: 'no' }, 'C2', NOW);
    expect(next.workspace.messages.at(-1)?.channel).toBe('C2');
  });

  it('counts news in channels that are not open, but not edits and not one’s own words', () => {
    const news = (over: object) =>
      ({ kind: 'message', message: aPageMessage({ channel: 'C2', ...over }) }) as const;
    const one = applyChange(scene, news({}), 'C1', NOW);
    const edited = applyChange(one, news({ text: 'edited' }), 'C1', NOW);
    const own = applyChange(edited, news({ ts: '1795430402.1', user: 'UME' }), 'C1', NOW);
    const open = applyChange(own, news({ ts: '1795430403.1' }), 'C2', NOW);
    expect(open.unread).toEqual({ C2: 1 });
    expect(readChannel(open, 'C2').unread).toEqual({ C2: 0 });
  });

  it('forgets the errors of a modal when the stack changes', () => {
    const wrong = applyChange(scene, { kind: 'modal-errors', errors: { b: 'no' } }, 'C1', NOW);
    expect(applyChange(wrong, { kind: 'modals', views: [] }, 'C1', NOW).errors).toEqual({});
  });
});

describe('sceneOf', () => {
  it('keeps notices, once and in order, when the workspace is fetched again', () => {
    const noticed = applyChange(scene, { kind: 'notice', channel: 'C1', text: 'no' }, 'C1', NOW);
    const later = aPageMessage({ ts: '1795430600.000100', text: 'later' });
    const workspace = aWorkspace({ messages: [aPageMessage({ text: 'first' }), later] });
    const again = sceneOf(workspace, sceneOf(workspace, noticed));
    expect(again.workspace.messages.map(({ text }) => text)).toEqual(['first', 'no', 'later']);
  });
});
