import { expect, it } from 'vitest';
import { chooseMessage } from '../../src/views/choose.ts';
import { aRef } from '../given.ts';

it('offers the services that fit, in words as well', () => {
  const { text, blocks } = chooseMessage('web', [aRef('web', 'a'), aRef('web', 'b')], 'prod-eu');
  expect(text).toBe('2 services fit "web":\na/web\nb/web');
  expect(JSON.stringify(blocks)).toContain('"action_id":"open-service"');
});

it('says how many do not fit into the menu', () => {
  const refs = Array.from({ length: 120 }, (_, at) => aRef(`web-${at}`));
  const { text, blocks } = chooseMessage('web', refs, 'prod-eu');
  expect(text).toMatch(/\nand 20 more$/);
  expect(JSON.stringify(blocks)).toContain('and 20 more: type more of the name');
});

it('pings nobody with what was typed', () => {
  const { blocks } = chooseMessage('<!channel>', [aRef(), aRef('api')], 'prod-eu');
  expect(JSON.stringify(blocks)).not.toContain('<!');
});
