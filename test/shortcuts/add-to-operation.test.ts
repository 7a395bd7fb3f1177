import { describe, expect, it } from 'vitest';
import { addToOperation } from '../../src/shortcuts/add-to-operation.ts';
import { aCall, SOME_OUTBOX } from '../fakes.ts';
import { aScene } from '../operation-scene.ts';

const { person, place } = aCall();

async function pointedAt(text: string) {
  const { deps } = await aScene();
  const { modal } = await addToOperation.run(deps, { text, ts: '7.7', person, place });
  const initial = (name: string) => {
    const input = modal?.blocks.find((block) => block.type === 'input' && block.block_id === name);
    return (input as { element?: { initial_value?: string } } | undefined)?.element?.initial_value;
  };
  return { state: modal?.state, title: initial('title'), detail: initial('detail') };
}

describe('adding a message to the operation', () => {
  it.each([
    ['one line', 'ALB answers 503', 'ALB answers 503', undefined],
    ['several lines', '\n ALB answers 503 \n\nsince ten\n', 'ALB answers 503', 'since ten'],
    ['entities', 'a &lt;b&gt; &amp; <@U2|ben> in <#C1|ops>', 'a <b> & ben in ops', undefined],
    ['nothing but a picture', '', undefined, undefined],
  ])('fills in %s, each part once', async (_, text, title, detail) => {
    expect(await pointedAt(text)).toMatchObject({ title, detail });
  });

  it('cuts a long first line, and tells it in full', async () => {
    const long = 'word '.repeat(60).trim();
    const { title, detail } = await pointedAt(`${long}\nmore`);
    expect(title?.length).toBeLessThanOrEqual(120);
    expect(title).toMatch(/…$/);
    expect(detail).toBe(`${long} more`);
  });

  it('stays within what Slack keeps of a form, whatever was said', async () => {
    const { detail, state } = await pointedAt(`${'🐌'.repeat(20_000)}\n${'x'.repeat(20_000)}`);
    expect(detail?.length).toBeLessThanOrEqual(2000);
    expect(state?.length).toBeLessThanOrEqual(2800);
  });

  it('carries the way back to the message, and its beginning', async () => {
    const { state } = await pointedAt('ALB answers 503\nsince ten');
    expect(state).toBe('op-1 - https://slack.test/archives/C1/p7.7 ALB answers 503 since ten');
  });

  it('does without where Slack gives no permalink', async () => {
    const { deps } = await aScene();
    const outbox = { ...SOME_OUTBOX, permalink: async () => undefined };
    const { modal } = await addToOperation.run({ ...deps, outbox }, { text: 'a', ts: '7.7', person, place });
    expect(modal?.state).toBe('op-1 -');
  });

  it('says how to begin where the channel has no operation', async () => {
    const { deps } = await aScene();
    const elsewhere = { ...place, channel: 'C9' };
    const pointed = addToOperation.run(deps, { text: 'a', ts: '7.7', person, place: elsewhere });
    await expect(pointed).rejects.toThrow('No operation is set here');
    expect(addToOperation.role).toBe('operator');
  });
});
