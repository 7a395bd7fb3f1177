import { describe, expect, it } from 'vitest';
import { DRAWN, SPOKEN } from '../../src/views/speech.ts';
import { NOW } from '../given.ts';
import { HOSTILE } from './alert-cases.ts';

describe('a sentence', () => {
  it('is spoken without any markup', () => {
    expect(SPOKEN.strong('a')).toBe('a');
    expect(SPOKEN.name('a')).toBe('a');
    expect(SPOKEN.minute(NOW)).toBe('03:00 UTC');
    expect(SPOKEN.dayMinute(NOW)).toBe('4 Mar 03:00 UTC');
  });

  it('is drawn with the reader’s own time, and outside words without effect', () => {
    expect(DRAWN.strong('a')).toBe('*a*');
    expect(DRAWN.name('a')).toBe('`a`');
    expect(DRAWN.minute(NOW)).toBe('<!date^1772593200^{time}|03:00 UTC>');
    for (const say of [DRAWN.words, DRAWN.strong, DRAWN.name]) expect(say(HOSTILE)).not.toContain('<');
  });

  it('links only to what a browser opens', () => {
    expect(SPOKEN.link('https://a.example/1', 'proof')).toBe('proof https://a.example/1');
    expect(DRAWN.link('https://a.example/1', 'proof')).toBe('<https://a.example/1|proof>');
    expect(DRAWN.link('javascript:alert(1)', 'proof')).toBe('proof');
  });

  it('calls nobody when it is spoken', () => {
    expect(SPOKEN.call({ kind: 'channel' }, undefined)).toBe('the whole channel');
    expect(SPOKEN.call({ kind: 'person', id: 'U1' }, 'Ben')).toBe('Ben');
    expect(SPOKEN.call({ kind: 'person', id: 'U1' }, undefined)).toBe('U1');
    expect(DRAWN.call({ kind: 'person', id: 'U1' }, 'Ben')).toBe('<@U1>');
  });
});
