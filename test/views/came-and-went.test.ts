import { describe, expect, it } from 'vitest';
import { cameAndWentMessage } from '../../src/views/came-and-went.ts';
import { aRef, minutesAgo, NOW } from '../given.ts';
import { HOSTILE, marked, offences, STATES } from './alert-cases.ts';

const BETWEEN = { fromAt: minutesAgo(60), toAt: NOW };

describe('what came and went while Slack could not be reached', () => {
  it('is one message, with each alert and how long it lasted', () => {
    const other = { ...STATES.resolved, ref: aRef('api', 'prod', 'prod-us') };
    expect(cameAndWentMessage([STATES.resolved, other], BETWEEN, 'prod-eu').text).toMatchInlineSnapshot(`
      "🟢 While I could not reach Slack, from 4 Mar 02:00 UTC to 4 Mar 03:00 UTC, 2 alerts came and went. They are over:
      • prod/web · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · from 02:41 UTC to 02:55 UTC, 14 min
      • prod-us:prod/api · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404] · from 02:41 UTC to 02:55 UTC, 14 min"
    `);
  });

  it('calls nobody', () => {
    expect(marked(cameAndWentMessage([STATES.resolved], BETWEEN, 'prod-eu'))).not.toMatch(/<[@!]/);
  });

  it('is cut with a count', () => {
    const many = Array.from({ length: 30 }, () => STATES.resolved);
    const { text } = cameAndWentMessage(many, BETWEEN, 'prod-eu');
    expect(text).toMatch(/ 30 alerts came and went\. They are over:\n/);
    expect(text).toMatch(/\nand 20 more alerts$/);
  });

  it('speaks of a single one as one', () => {
    expect(cameAndWentMessage([STATES.resolved], BETWEEN, 'prod-eu').text).toContain(
      '1 alert came and went. It is over:',
    );
  });

  it('lets no name and no reason call, link or leave its place', () => {
    const alert = { ...STATES.resolved, ref: aRef(HOSTILE), reason: HOSTILE };
    expect(offences(cameAndWentMessage([alert], BETWEEN, 'prod-eu'))).toEqual([]);
  });
});
