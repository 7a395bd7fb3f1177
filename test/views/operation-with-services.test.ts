import { describe, expect, it } from 'vitest';
import { actions, button, type Message, section } from '../../src/views/message.ts';
import { operationWithServices } from '../../src/views/operation-with-services.ts';

const OPERATION: Message = {
  text: 'Snail Trail · 99 %',
  blocks: [
    section('*Snail Trail*'),
    actions(button('refresh-status', 'Refresh', 'a'), button('show-list', 'Tasks', 'op-1 task')),
    actions(button('share-status', 'Share', 'a')),
  ],
};
const SERVICES: Message = {
  text: 'Status · 1 healthy',
  blocks: [
    section('*Status*'),
    actions(button('refresh-status', 'Refresh', 'a'), button('share-status', 'Share', 'a')),
  ],
};

describe('an operation with services', () => {
  it('stands above them, and what is for both is there once', () => {
    const { text, blocks } = operationWithServices(OPERATION, SERVICES);
    expect(text).toBe('Snail Trail · 99 %\n\nStatus · 1 healthy');
    expect(blocks).toEqual([
      section('*Snail Trail*'),
      actions(button('show-list', 'Tasks', 'op-1 task')),
      ...SERVICES.blocks,
    ]);
  });

  it('keeps what the services have besides, and a file of all of it is of both', () => {
    const file = { name: 'status.txt', content: 'all services' };
    expect(operationWithServices(OPERATION, { ...SERVICES, file }).file).toEqual({
      name: 'status.txt',
      content: 'Snail Trail · 99 %\n\nStatus · 1 healthy',
    });
    expect(operationWithServices(OPERATION, SERVICES)).not.toHaveProperty('file');
  });
});
