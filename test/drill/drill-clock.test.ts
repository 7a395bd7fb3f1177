import { createServer, get } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDrillClock, createStillness } from './drill-clock.ts';

const MIDNIGHT = new Date('2026-10-25T00:00:00Z');
const midnightAnd = (ms: number) => new Date(MIDNIGHT.getTime() + ms);

describe('the clock of a drill', () => {
  it('wakes those whose moment has come, in its order, and nobody else', async () => {
    const clock = createDrillClock(MIDNIGHT);
    const woken: string[] = [];
    void clock.sleep(3000).then(() => woken.push('late'));
    void clock.sleep(2000).then(() => woken.push('second'));
    void clock.sleep(1000).then(() => woken.push('first'));
    expect(clock.nextAt()).toEqual(midnightAnd(1000));
    clock.go(midnightAnd(2000));
    await Promise.resolve();
    expect(woken).toEqual(['first', 'second']);
    expect(clock.nextAt()).toEqual(midnightAnd(3000));
  });

  it('forgets a sleeper whose signal is aborted', async () => {
    const clock = createDrillClock(MIDNIGHT);
    const ending = new AbortController();
    const slept = clock.sleep(1000, ending.signal);
    ending.abort();
    await slept;
    expect(clock.nextAt()).toBeUndefined();
  });

  it('never goes back', () => {
    const clock = createDrillClock(MIDNIGHT);
    clock.go(midnightAnd(5000));
    clock.go(MIDNIGHT);
    expect(clock.now()).toEqual(midnightAnd(5000));
  });
});

describe('stillness', () => {
  const stillness = createStillness();
  afterEach(() => stillness.close());

  it('is reached only when what was asked is answered, or cut off', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/cut') request.socket.destroy();
      else setTimeout(() => response.end('done'), 30);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const heard: string[] = [];
    get(`${url}/slow`, (answer) => answer.resume().on('end', () => heard.push('answered')));
    get(`${url}/cut`).on('error', () => heard.push('cut'));
    await stillness.reached();
    expect(heard.sort()).toEqual(['answered', 'cut']);
    server.closeAllConnections();
    server.close();
  });
});
