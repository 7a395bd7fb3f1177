import { describe, expect, it } from 'vitest';
import { NO_PLACES, placeOf, placesWith } from '../../src/tailing/place.ts';
import { anEntry } from './given-lines.ts';

describe('the place of a stream', () => {
  it.each([
    ['web/app/1a2b', { container: 'app', task: '1a2b' }],
    ['team/web/app/1a2b', { container: 'app', task: '1a2b' }],
    ['app/1a2b', { container: 'app/1a2b', task: undefined }],
    ['web/app/', { container: 'web/app/', task: undefined }],
    ['some stream', { container: 'some stream', task: undefined }],
  ])('%s', (stream, place) => {
    expect(placeOf(stream)).toEqual(place);
  });
});

it('places keep the order in which they appeared', () => {
  const first = placesWith(NO_PLACES, [
    anEntry({ task: 'b' }),
    anEntry({ task: 'b' }),
    anEntry({ task: 'a' }),
  ]);
  expect(first).toEqual({ tasks: ['b', 'a'], containers: ['app'] });
  const shared = anEntry({
    task: 'a',
    timesByTask: new Map([
      ['a', 1],
      ['c', 2],
    ]),
  });
  expect(placesWith(first, [shared, anEntry({ task: undefined, container: 'proxy' })])).toEqual({
    tasks: ['b', 'a', 'c'],
    containers: ['app', 'proxy'],
  });
});
