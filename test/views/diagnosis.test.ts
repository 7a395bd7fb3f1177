import { describe, expect, it } from 'vitest';
import { diagnosisMessage } from '../../src/views/diagnosis.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';

const drawn = (given: Parameters<typeof aDiagnosis>[0] = {}) =>
  JSON.stringify(diagnosisMessage(aDiagnosis(given), 'prod-eu').blocks);

describe('a diagnosis as it is shown', () => {
  it('says the cause in its first line, then what it rests on and what to do', () => {
    expect(diagnosisMessage(aDiagnosis(), 'prod-eu').text).toBe(
      [
        '🔴 Confirmed · prod/web rev 15: the health check asks GET /health and the program answers 404, since the command of app changed: node a.js → node b.js',
        'Evidence:',
        '  elasticloadbalancing:DescribeTargetHealth, TargetHealth of 10.0.1.10:5000 in web-tg: “unhealthy · codes: [404]” (2026-03-04 03:00:00 UTC)',
        'Changed since it worked:',
        '  Variable TOKEN of app was changed',
        'Worked before:',
        '  Rev 14 still serves',
        '  Last success in its log: 2026-03-04 02:58:00 UTC task a1b2c3d4 “GET /health 200”',
        '  First failure seen: 2026-03-04 02:51:00 UTC',
        'Ruled out:',
        '  no-public-ip, nacl-blocked: the load balancer got an answer',
        'Could not check:',
        '  log lines unknown – needs logs:FilterLogEvents',
        'Next:',
        '  Undo the change',
        '  aws ecs update-service --cluster prod --service web --task-definition web:14',
      ].join('\n'),
    );
  });

  it('leaves out what is empty', () => {
    const bare = aDiagnosis({
      ruledOut: [],
      notChecked: [],
      workedBefore: undefined,
      firstFailedAt: undefined,
      differences: undefined,
      next: [],
    });
    expect(
      diagnosisMessage(bare, 'prod-eu')
        .text.split('\n')
        .filter((line) => line.endsWith(':')),
    ).toEqual(['Evidence:']);
  });

  it('says of a service that is well what was looked at', () => {
    const well = aDiagnosis({
      verdict: 'healthy',
      rootCause: undefined,
      mechanism: undefined,
      drift: undefined,
      evidence: [],
      ruledOut: [],
      notChecked: [],
      workedBefore: undefined,
      firstFailedAt: undefined,
      differences: undefined,
      next: [],
    });
    expect(diagnosisMessage(well, 'prod-eu').text).toBe(
      '🟢 Nothing wrong · prod/web rev 15: it runs as it should\nLooked at:\n  running tasks',
    );
    expect(diagnosisMessage({ ...well, settling: true }, 'prod-eu').text).toMatch(
      /^🔵 Nothing wrong so far · .*on its way/,
    );
  });

  it('never calls what is only likely confirmed, and says what would settle it', () => {
    const cause = {
      id: 'oom-killed',
      title: 'T',
      says: 'it was killed',
      remedy: 'r',
      because: [],
      settle: 'its memory use',
    };
    const { text } = diagnosisMessage(
      aDiagnosis({
        verdict: 'likely',
        mechanism: cause,
        drift: undefined,
        rootCause: 'oom-killed',
        settle: 'its memory use',
        likely: [{ ...cause, id: 'native-crash' }],
      }),
      'prod-eu',
    );
    expect(text).toMatch(/^🟠 Likely · prod\/web rev 15: it was killed\n/);
    expect(text).toContain('To be settled:\n  Its memory use');
    expect(text).toContain('It was killed (native-crash). To be settled: its memory use');
    expect(text).not.toContain('Confirmed');
  });

  it('quotes what AWS says and no rule knows', () => {
    const unmatched = [
      { source: 'ecs:DescribeTasks', what: 'stoppedReason', value: 'quantum alignment', at: undefined },
    ];
    expect(
      diagnosisMessage(
        aDiagnosis({
          verdict: 'insufficient-evidence',
          mechanism: undefined,
          drift: undefined,
          rootCause: undefined,
          unmatched,
        }),
        'prod-eu',
      ).text,
    ).toMatch(
      /^⚪ Not enough evidence .*nothing that can be read says why[\s\S]*known to no rule:\n {2}ecs:DescribeTasks, stoppedReason: “quantum alignment”/,
    );
  });

  it('lets nothing from outside ping, link or break the blocks', () => {
    const value = '<!channel> *bold* `code` <https://x.test|y>\n```';
    const evidence = [{ source: 's', what: 'w', value, at: undefined }];
    const blocks = drawn({ evidence, next: [`aws ${value}`], unmatched: evidence });
    expect(blocks).not.toContain('<!channel>');
    expect(blocks).not.toContain('<https://x.test');
  });

  it('fits into a message however much there is, and has all of it in its file', () => {
    const many = Array.from({ length: 300 }, (_, nth) => ({
      id: `rule-${nth}`,
      title: 't',
      because: `fact ${nth} ${'x'.repeat(200)}`,
    }));
    const message = diagnosisMessage(aDiagnosis({ ruledOut: many }), 'prod-eu');
    expect(fitMessage(message).blocks.length).toBeLessThanOrEqual(50);
    expect(message.file?.content).toContain('rule-299');
  });
});
