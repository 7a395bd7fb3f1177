import { describe, expect, it } from 'vitest';
import { tell } from '../../src/alerting/tell.ts';
import { NOW } from '../given.ts';
import { anAlert } from '../given-alerts.ts';

describe('tell', () => {
  it('numbers the news of a thread from 1 on, and keeps the newest thirty', () => {
    const step = { kind: 'opened' } as const;
    let alert = tell(anAlert({ news: [] }), step, NOW);
    expect(alert.news).toEqual([{ seq: 1, at: NOW, step }]);
    for (let more = 0; more < 40; more += 1) alert = tell(alert, step, NOW);
    expect(alert.news.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, at) => at + 12));
  });
});
