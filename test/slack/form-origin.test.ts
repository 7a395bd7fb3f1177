import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrigin, writeOrigin } from '../../src/slack/form-origin.ts';
import { placeOf } from '../../src/slack/wiring.ts';

const ALICE = { user: 'U0ALICE01', team: 'T1' };
const id = (first: string) => fc.stringMatching(new RegExp(`^[${first}][A-Z0-9]{8,10}$`));

describe('where a form was asked for', () => {
  it('comes back with any state', () => {
    const place = fc
      .tuple(
        id('CDGU'),
        fc.option(fc.stringMatching(/^\d{10}\.\d{6}$/), { nil: undefined }),
        fc.option(id('T'), { nil: undefined }),
      )
      .map((given) => placeOf(...given));
    fc.assert(
      fc.property(place, fc.string({ maxLength: 2800, unit: 'binary' }), (where, state) => {
        expect(readOrigin(writeOrigin({ place: where, state }), ALICE)).toEqual({ place: where, state });
      }),
    );
  });

  it('leaves room for 2,800 characters of state in any place, and refuses what Slack would', () => {
    const place = placeOf('C0123456789AB', '1700000000.000001', 'T0123456789AB');
    expect(writeOrigin({ place, state: 'x'.repeat(2800) }).length).toBeLessThanOrEqual(3000);
    expect(() => writeOrigin({ place, state: 'x'.repeat(2990) })).toThrow('too long');
  });

  it.each([
    '',
    'x',
    '{}',
    '{}\nstate',
    'null\nstate',
    '[]\n',
    '"C1"\n',
    '{"channel":7}\nstate',
    '\n\n',
    '{"channel"',
  ])('that cannot be read (%j) is what is between the person and the bot', (text) => {
    expect(readOrigin(text, ALICE)).toEqual({
      place: { channel: 'U0ALICE01', thread: undefined, team: 'T1', kind: 'direct' },
      state: '',
    });
  });
});
