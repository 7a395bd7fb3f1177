import { expect, it } from 'vitest';
import { showLogs } from '../../src/actions/show-logs.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { aSighting } from '../given.ts';
import { aSource, fakeTails, fakeThread } from '../given-tails.ts';

function aBot() {
  const { estate } = fakeEstate([aSighting()]);
  const sources = async () => ({ sources: [aSource()], notReadable: [], task: undefined, gaps: [] });
  const store = fakeTails();
  const { outbox, said } = fakeThread();
  const redact = (text: string) => ({ text, count: 0 });
  const deps = {
    estate: { ...estate, logs: { ...estate.logs, sources } },
    tails: store.tails,
    clock,
    redact,
    outbox,
  };
  return { deps, said, ...store };
}

it('opens the log thread of the service on the card, beside it', async () => {
  const { deps, said, all } = aBot();
  const { show, answer } = await showLogs.run(deps, { ...aCall(), value: 'prod/web' });
  expect([show, answer.message.text]).toEqual(['beside', 'The lines of web follow in the thread below.']);
  expect(said).toEqual([expect.stringMatching(/^Logs of web · prod-eu · since/)]);
  expect([...all.values()]).toMatchObject([{ channel: 'C1', plan: { words: 'prod/web', openedBy: 'U1' } }]);
});

it('takes nothing but a name from the button', async () => {
  const { deps, said } = aBot();
  await expect(showLogs.run(deps, { ...aCall(), value: 'web --since 14d' })).rejects.toThrow(
    'No service is called',
  );
  expect(said).toEqual([]);
});

it('may be pressed by who may read the lines', () => {
  expect([showLogs.role, showLogs.reads]).toEqual(['viewer', 'logs']);
});
