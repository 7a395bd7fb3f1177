import { expect, it } from 'vitest';
import { actions, button, section } from '../../src/views/message.ts';
import { sharedMessage } from '../../src/views/shared.ts';

const message = {
  text: 'web is fine',
  blocks: [
    section('web is fine'),
    actions(
      button('refresh-status', 'Refresh', 'prod/web'),
      button('share-status', 'Share to channel', 'prod/web'),
    ),
  ],
};

it('says who shared it, keeps that for Refresh, and is not shared again', () => {
  const { text, blocks } = sharedMessage(message, 'Alice Moreau');
  expect(text).toBe('web is fine\nShared by Alice Moreau.');
  expect(blocks.map(({ type }) => type)).toEqual(['section', 'context', 'actions']);
  expect(blocks[2]).toMatchObject({
    elements: [{ action_id: 'refresh-status', value: '--shared-by "Alice Moreau" prod/web' }],
  });
  expect(JSON.stringify(blocks)).not.toContain('share-status');
});

it.each(['<!channel>', '@here "x"', ''])(
  'is shared by %j without a ping or a way out of the quotes',
  (by) => {
    const shared = JSON.stringify(sharedMessage(message, by));
    expect(shared).not.toMatch(/<|@/);
    expect(shared).toMatch(/--shared-by \\"[^"\\]+\\" prod\/web/);
  },
);
