import type { PageView } from '../../src/demo/slack-page/protocol.ts';

/** Blocks and elements, of which a case names only what it is about. */
export const plain = (text: string) => ({ type: 'plain_text', text });

export const section = (text: string, over: object = {}) => ({
  type: 'section',
  block_id: `s-${text.length}`,
  text: { type: 'mrkdwn', text, verbatim: true },
  ...over,
});

export const button = (id: string, label: string, over: object = {}) => ({
  type: 'button',
  action_id: id,
  text: plain(label),
  value: `${id}-value`,
  ...over,
});

export const option = (value: string) => ({ text: plain(value), value });

export const actions = (...elements: readonly object[]) => ({ type: 'actions', block_id: 'acts', elements });

export const input = (id: string, label: string, element: object, over: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(label),
  element: { action_id: `${id}-act`, ...element },
  ...over,
});

export const modal = (blocks: readonly unknown[], over: Partial<PageView> = {}): PageView => ({
  id: 'V1',
  type: 'modal',
  callbackId: 'import',
  title: 'Import',
  submit: 'Save',
  close: 'Cancel',
  blocks,
  ...over,
});
