import { describe, expect, it } from 'vitest';
import { actions, button, section } from '../../src/views/message.ts';
import { withSuggestions } from '../../src/views/suggested-probes.ts';
import { IN_CHANNEL } from '../given.ts';
import { HOSTILE, offences } from './alert-cases.ts';

const LIST = { text: 'Criteria', blocks: [section('Criteria'), actions(button('show-help', 'Help', ''))] };

describe('suggested probes', () => {
  it('stand below the list and above its buttons, as they would be typed', () => {
    const message = withSuggestions(LIST, [{ number: 6, probes: ['service steady web'] }], IN_CHANNEL);
    expect(message.text).toBe(
      'Criteria\nCould be bound to a probe, if that is what is meant:\n• /snail criterion bind 6 service steady web',
    );
    expect(message.blocks.map(({ type }) => type)).toEqual(['section', 'section', 'actions']);
  });

  it('are a few, and the rest is counted', () => {
    const many = Array.from({ length: 9 }, (_, nth) => ({ number: nth + 1, probes: ['alarm ok x'] }));
    expect(withSuggestions(LIST, many, IN_CHANNEL).text).toContain('bind 6 alarm ok x\nand 3 more');
  });

  it('leave a list without any as it is', () => {
    expect(withSuggestions(LIST, [], IN_CHANNEL)).toBe(LIST);
  });

  it('ping and link nothing', () => {
    expect(offences(withSuggestions(LIST, [{ number: 1, probes: [HOSTILE] }], IN_CHANNEL))).toEqual([]);
  });
});
