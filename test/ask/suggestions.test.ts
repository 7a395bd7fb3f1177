import { describe, expect, it } from 'vitest';
import { suggestions } from '../../src/ask/suggestions.ts';
import { parseProbe } from '../../src/verification/parse-probe.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';
import { aCriterion } from '../given-operation.ts';
import { aChecked } from '../given-verifications.ts';

const { estate } = fakeEstate([aSighting(), aSighting({ ref: aRef('api') })]);
const unbound = (title: string, number = 1) =>
  aChecked({ number, bound: undefined, criterion: aCriterion(title) });
const suggested = (titles: readonly string[], source = '') =>
  suggestions(
    { estate },
    { source },
    titles.map((title, nth) => unbound(title, nth + 1)),
  );

describe('suggested probes', () => {
  it('are of services that there are, for criteria whose words make them plain', async () => {
    expect(await suggested(['Containers of web are healthy', 'Everybody is happy'])).toEqual([
      { number: 1, probes: ['container healthy web', 'service steady web'] },
    ]);
  });

  it('ask hosts that the tracker names or another probe asks, and never this machine', async () => {
    const words = ['Web is accessible from the internet'];
    const source = 'See https://web.example.com/docs <!-- probe: http 200 http://localhost:5000/ -->\n';
    expect(await suggested(words, source)).toEqual([
      { number: 1, probes: ['http 200 https://web.example.com/'] },
    ]);
    const text = 'http 200 https://api.example.com/health';
    const asked = aChecked({ number: 2, bound: { kind: 'usable', text, probe: parseProbe(text) } });
    const all = await suggestions({ estate }, { source: 'http://127.0.0.1/' }, [
      unbound(words[0] ?? ''),
      asked,
    ]);
    expect(all).toEqual([{ number: 1, probes: ['http 200 https://api.example.com/'] }]);
  });

  it('are none for those that have a probe or were given up, and nothing is read for them', async () => {
    const { estate: quiet, asked } = fakeEstate([aSighting()]);
    const given = {
      ...unbound('web is steady'),
      criterion: aCriterion('web is steady', { mark: 'cancelled' }),
    };
    expect(await suggestions({ estate: quiet }, { source: '' }, [aChecked(), given])).toEqual([]);
    expect(asked.lists).toBe(0);
  });
});
