import { describe, expect, it } from 'vitest';
import type { FailingCheck } from '../../src/deployment/failing-check.ts';
import { digestServicesMessage } from '../../src/views/digest-services.ts';
import { aRef, aRevision, denied, minutesAgo, NOW } from '../given.ts';
import { aCard, anAlert } from '../given-alerts.ts';
import { aDigest, aServiceDigest } from '../given-digest.ts';

const MINUTE = 60_000;
const message = (given: Parameters<typeof aDigest>[0], most = 5) =>
  digestServicesMessage({ digest: aDigest(given), defaultEnv: 'prod-eu', most, now: NOW });
const of = (...services: readonly ReturnType<typeof aServiceDigest>[]) => ({
  services: { services, incidents: 0, unhealthyMs: 0 },
});
const troubled = (name: string, minutes: number) =>
  aServiceDigest({ ref: aRef(name), incidents: 1, unhealthyMs: minutes * MINUTE });

describe('the services of a digest', () => {
  it('tell what happened, what fails now and how rollouts ended', () => {
    const failing: FailingCheck = {
      ...{
        by: 'load-balancer',
        revision: aRevision(15),
        said: 'Health checks failed with these codes: [404]',
      },
      check: undefined,
      source: { kind: 'target', code: 'Target.ResponseCodeMismatch' },
    };
    const rollouts = [
      aCard({ state: 'rolled-back', startedAt: minutesAgo(300), endedAt: minutesAgo(288) }),
      aCard({ state: 'in-progress', startedAt: minutesAgo(2) }),
    ];
    const web = aServiceDigest({
      word: 'unhealthy',
      failing,
      incidents: 2,
      unhealthyMs: 14 * MINUTE,
      rollouts,
    });
    expect(message({ ...of(web), alerts: [anAlert()] })?.text).toMatchInlineSnapshot(`
      "Services from 3 Mar 03:00 UTC to 4 Mar 03:00 UTC
      🔴 prod/web unhealthy now · 2 incidents, 14 min in trouble
          fails now: rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
          🟠 rolled back: rev 14 → rev 15 after 12 min, begun 3 Mar 22:00 UTC
          🔵 rolling out: rev 14 → rev 15, begun 4 Mar 02:58 UTC
      1 open alert (/snail alerts):
      🔴 Firing: prod/web · for 1 min · 2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503]"
    `);
  });

  it('are not told of where all was calm', () => {
    expect(message(of(aServiceDigest(), aServiceDigest({ word: 'idle' })))).toBeUndefined();
    expect(message({ services: undefined })).toBeUndefined();
  });

  it('that could not be read are told of', () => {
    expect(message(of(aServiceDigest({ word: 'unknown' })))?.text).toContain('❔ prod/web unknown now');
    const gaps = [{ env: 'prod-us', subject: 'services', unknown: denied('ecs:ListServices') }] as const;
    expect(message({ gaps })?.text).toContain('ecs:ListServices');
  });

  it('are as many as are wanted, and the rest is counted', () => {
    const many = Array.from({ length: 9 }, (_, nth) => troubled(`s${nth}`, nth + 1));
    expect(message(of(...many))?.text).toContain('and 4 more services');
    expect(message(of(...many), 25)?.text).not.toContain('more services');
  });

  it('name the newest rollouts of a service, and count the others', () => {
    const rollouts = Array.from({ length: 9 }, (_, nth) => aCard({ startedAt: minutesAgo(90 - nth) }));
    expect(message(of(aServiceDigest({ rollouts })))?.text).toContain('6 earlier rollouts');
  });

  it('are drawn where several were in trouble, longest first', () => {
    const charts = (...minutes: readonly number[]) =>
      message(of(...minutes.map((each, nth) => troubled(`s${nth}`, each))))?.blocks.filter(
        ({ type }) => type === 'data_visualization',
      );
    expect(charts(5)).toEqual([]);
    expect(charts(5, 0)).toEqual([]);
    expect(charts(5, 9.5)).toMatchObject([
      {
        title: 'Minutes in trouble',
        chart: {
          type: 'bar',
          series: [
            {
              data: [
                { label: 'prod/s1', value: 10 },
                { label: 'prod/s0', value: 5 },
              ],
            },
          ],
          axis_config: { categories: ['prod/s1', 'prod/s0'] },
        },
      },
    ]);
  });
});
