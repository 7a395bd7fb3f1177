import { describe, expect, it } from 'vitest';
import { watchesMessage, watchMessage } from '../../src/views/watch.ts';
import { aRef, NOW } from '../given.ts';

describe('what watch changed', () => {
  it.each([
    ['added', undefined, 'This channel now watches prod/web · prod-eu.'],
    ['added', 'S1', 'This channel now watches prod/web · prod-eu. On call: S1.'],
    ['changed', 'S1', 'This channel already watches prod/web · prod-eu. On call is now S1.'],
    ['changed', undefined, 'This channel already watches prod/web · prod-eu. Nobody is on call any more.'],
    ['unchanged', 'S1', 'This channel already watches prod/web · prod-eu. On call: S1.'],
    ['unchanged', undefined, 'This channel already watches prod/web · prod-eu.'],
  ] as const)('%s, with %s on call', (outcome, onCall, words) => {
    const { text, blocks } = watchMessage({ outcome, onCall }, 'prod/web', 'prod-eu');
    expect(text).toBe(words);
    expect(JSON.stringify(blocks)).not.toContain('<');
  });
});

describe('what a channel watches', () => {
  const watched = (name: string, onCall?: string) => ({
    channel: 'C1',
    ref: aRef(name),
    onCall,
    createdBy: 'U1',
    createdAt: NOW,
  });

  it('is a line each, with who is on call', () => {
    const { text } = watchesMessage([watched('api', 'S1'), watched('web')], 'prod-eu');
    expect(text).toBe('This channel watches 2 services\nprod/api on call: S1\nprod/web');
  });

  it('is cut with a count, never silently', () => {
    const { text } = watchesMessage(
      Array.from({ length: 50 }, (_, at) => watched(`s${at}`)),
      'prod-eu',
    );
    expect(text).toMatch(/\nand 10 more$/);
  });

  it('is nothing yet, with how to begin', () => {
    expect(watchesMessage([], 'prod-eu').text).toContain('/snail watch <service>');
  });
});
