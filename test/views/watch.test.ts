import { describe, expect, it } from 'vitest';
import { type WatchChange, watchesMessage, watchMessage } from '../../src/views/watch.ts';
import { aRef, IN_CHANNEL } from '../given.ts';

const DIRECT = { kind: 'direct', thread: undefined } as const;

function changed(given: Partial<WatchChange>) {
  const change = { onCall: undefined, ref: aRef(), defaultEnv: 'prod-eu', place: IN_CHANNEL, outside: false };
  return watchMessage({ outcome: 'added', ...change, ...given });
}

describe('what watch changed', () => {
  it.each([
    ['added', undefined, 'This channel now watches prod/web · prod-eu.'],
    ['added', '@on-call', 'This channel now watches prod/web · prod-eu. On call: @on-call (noted only).'],
    [
      'changed',
      'Alice',
      'This channel already watches prod/web · prod-eu. On call is now Alice (noted only).',
    ],
    ['changed', undefined, 'This channel already watches prod/web · prod-eu. Nobody is on call any more.'],
    ['unchanged', undefined, 'This channel already watches prod/web · prod-eu.'],
  ] as const)('%s, with %s on call', (outcome, onCall, words) => {
    const { text, blocks } = changed({ outcome, onCall });
    expect(text.split('\n')[0]).toBe(words);
    expect(JSON.stringify(blocks)).not.toContain('<');
  });

  it('says what follows from it today, and what does not', () => {
    expect(changed({}).text.split('\n').slice(1)).toEqual([
      '/snail status and /snail are about what this channel watches. I do not post by myself when something breaks: alerts are not built yet.',
    ]);
  });

  it('says at once that the bot could not post there', () => {
    expect(changed({ outside: true }).text).toMatch(/I am not in this channel.*\/invite @Snail Trail\.$/);
  });

  it('calls a direct message what it is', () => {
    expect(changed({ place: DIRECT }).text).toMatch(/^This conversation now watches/);
  });

  it('pings nobody, whatever somebody is called', () => {
    expect(JSON.stringify(changed({ onCall: '<!channel> *x*' }).blocks)).not.toMatch(/<!|[^\u200b]\*x/);
  });
});

describe('what a channel watches', () => {
  const watched = (name: string, onCall?: string) => ({ ref: aRef(name), onCall });

  it('is a line each, with who is on call', () => {
    const { text } = watchesMessage([watched('api', 'Alice'), watched('web')], 'prod-eu', IN_CHANNEL);
    expect(text).toMatch(
      /^This channel watches 2 services\nprod\/api on call: Alice\nprod\/web\n.*not built/,
    );
  });

  it('is cut with a count, never silently', () => {
    const many = Array.from({ length: 50 }, (_, at) => watched(`s${at}`));
    expect(watchesMessage(many, 'prod-eu', IN_CHANNEL).text).toContain('\nand 10 more\n');
  });

  it('is nothing yet, with how to begin', () => {
    expect(watchesMessage([], 'prod-eu', DIRECT).text).toBe(
      'This conversation watches no service yet: /snail watch <service>',
    );
  });
});
