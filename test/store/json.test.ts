import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromJson, jsonText } from '../../src/store/json.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aBlindness, aDelivery, aFullAlert, aFullCard, aStoppedRecord } from '../given-threads.ts';

const back = (value: object) => fromJson(jsonText(value));

describe('JSON in a column', () => {
  it.each([
    ['an alert', aFullAlert()],
    ['a rollout card', aFullCard()],
    ['blindness', aBlindness({ overAt: NOW })],
    [
      'a delivery',
      aDelivery({
        posting: { key: 'k', at: NOW, what: 7 },
        refused: { sinceAt: NOW, why: 'is_archived' },
        nextAt: minutesAgo(-5),
      }),
    ],
    ['a stopped task', aStoppedRecord({ lines: [{ at: NOW, container: 'app', text: 'boom' }] })],
  ])('gives back %s', (_, value) => {
    expect(back(value)).toEqual(value);
  });

  it('gives back instants wherever they stand', () => {
    const value = {
      at: NOW,
      untilAt: NOW,
      openings: [NOW, [minutesAgo(1)]],
      since: NOW,
      deep: [{ at: NOW }],
    };
    expect(back(value)).toEqual(value);
    expect(back([NOW])).toEqual([NOW]);
    expect(back(NOW)).toEqual(NOW);
  });

  it('leaves text that looks like an instant text, and text under the name of an instant too', () => {
    const value = { words: '2026-03-04T03:00:00.000Z', list: ['2026-03-04T03:00:00.000Z'], formAt: 'noon' };
    expect(back(value)).toEqual(value);
  });

  it('reads instants as they were written before lists of them were known', () => {
    expect(
      fromJson('{"readAt":"2026-03-04T03:00:00.000Z","seen":[{"at":"2026-03-04T03:00:00.000Z"}]}'),
    ).toEqual({
      readAt: NOW,
      seen: [{ at: NOW }],
    });
    // And others who still read only those find them unchanged.
    expect(jsonText({ readAt: NOW })).toBe('{"readAt":"2026-03-04T03:00:00.000Z"}');
  });

  it('refuses an instant that is none, instead of losing it', () => {
    expect(() => jsonText({ at: new Date(Number.NaN) })).toThrow(RangeError);
    expect(() => jsonText({ openings: [new Date(Number.NaN)] })).toThrow(RangeError);
  });

  it('cuts text that is too long, and no instant', () => {
    expect(back({})).toEqual({});
    expect(fromJson(jsonText({ reason: 'abcdef', list: ['abcdef'], at: NOW, n: 12_345 }, 4))).toEqual({
      reason: 'abc…',
      list: ['abc…'],
      at: NOW,
      n: 12_345,
    });
  });

  it('gives back anything made of text, numbers and instants', () => {
    const name = fc.constantFrom('at', 'untilAt', 'openings', 'reason', 'that', 'At', 'a$at', 'é');
    const instant = fc.date({ noInvalidDate: true });
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        instant,
        fc.integer(),
        fc.boolean(),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('tree')),
        fc.dictionary(name, tie('tree')).map((each) => ({ ...each })),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(back({ value })).toEqual({ value });
      }),
    );
  });
});
