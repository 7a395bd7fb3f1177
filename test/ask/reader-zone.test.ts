import { expect, it } from 'vitest';
import { readerZone } from '../../src/ask/reader-zone.ts';

it.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['Europe/Atlantis', undefined],
  ['<!channel>', undefined],
  [undefined, undefined],
])('the zone of somebody whose Slack says %j is %j', (zone, wanted) => {
  expect(readerZone({ zone })).toBe(wanted);
});
