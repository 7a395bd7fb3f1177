import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { type DiagnosisRun, firstRun } from '../../src/diagnosis/kept.ts';
import { sinceLast } from '../../src/diagnosis/since-last.ts';
import { diagnosisMessage as messageOf } from '../../src/views/diagnosis.ts';
import { fitMessage } from '../../src/views/fit.ts';
import type { Message } from '../../src/views/message.ts';
import { aDiagnosis, aHealthyDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { minutesAgo, NOW } from '../given.ts';

const SHOW = { defaultEnv: 'prod-eu', standing: { kind: 'posted' } } as const;
const diagnosisMessage = (diagnosis: Diagnosis) => messageOf(firstRun(diagnosis), SHOW);
const AS_OF = 'As of 03:00 UTC, times of evidence in UTC. I only read; nothing was changed.';

describe('a diagnosis as it is shown', () => {
  it('says the cause in its first line, then what it rests on and what to do', () => {
    expect(diagnosisMessage(aDiagnosis()).text).toBe(
      [
        '🔴 Confirmed · prod/web rev 15: the health check asks GET /health and the program answers 404, since the command of app changed: node a.js → node b.js',
        'Evidence:',
        '  “unhealthy · codes: [404]” – elasticloadbalancing:DescribeTargetHealth TargetHealth of 10.0.1.10:5000 in web-tg, 03:00:00',
        'Also changed since it worked:',
        '  Variable TOKEN of app was changed',
        'Worked before:',
        '  Rev 14 still serves',
        '  Last success in its log: “GET /health 200” – task a1b2c3d4, 02:58:00',
        '  First failure seen: 02:51:00',
        'Ruled out:',
        '  No public IP, a network ACL: the load balancer got an answer',
        'Could not check:',
        '  log lines unknown – needs logs:FilterLogEvents',
        'Next:',
        '  Undo the change',
        '  aws ecs update-service --cluster prod --service web --task-definition web:14',
        AS_OF,
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
      diagnosisMessage(bare)
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
    expect(diagnosisMessage(well).text).toBe(
      `🟢 Nothing wrong · prod/web rev 15: it runs as it should\nLooked at:\n  running tasks\n${AS_OF}`,
    );
    expect(diagnosisMessage({ ...well, settling: true }).text).toMatch(
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
      ).text,
    ).toMatch(
      /^⚪ Not enough evidence .*nothing that can be read says why[\s\S]*known to no rule:\n {2}“quantum alignment” – ecs:DescribeTasks stoppedReason/,
    );
  });

  it('lets nothing from outside ping, link or break the blocks', () => {
    const value = '<!channel> *bold* `code` <https://x.test|y>\n```';
    const evidence = [{ source: 's', what: 'w', value, at: undefined }];
    const given = aDiagnosis({ evidence, next: [value, `aws ${value}`], unmatched: evidence });
    const all = diagnosisMessage(given).blocks;
    // What is preformatted is inert as it is.
    const blocks = JSON.stringify(all.filter(({ type }) => type !== 'rich_text'));
    expect(all.filter(({ type }) => type === 'rich_text')).toHaveLength(1);
    expect(blocks).not.toContain('<!channel>');
    expect(blocks).not.toContain('<https://x.test');
  });

  it('fits into a message however much there is, and has all of it in its file', () => {
    const many = Array.from({ length: 300 }, (_, nth) => ({
      id: `rule-${nth}`,
      title: 't',
      because: `fact ${nth} ${'x'.repeat(200)}`,
    }));
    const message = diagnosisMessage(aDiagnosis({ ruledOut: many }));
    expect(fitMessage(message).blocks.length).toBeLessThanOrEqual(50);
    expect(message.file?.content).toContain('rule-299');
  });
});

describe('a diagnosis after others', () => {
  const healthy = aHealthyDiagnosis();
  const run = (given: Partial<DiagnosisRun>): Message => messageOf({ ...firstRun(healthy), ...given }, SHOW);
  const before = aDiagnosis({ asOf: minutesAgo(9) });

  it('says first what was believed until now, then what is new, gone and still so', () => {
    const cause = { id: 'oom-killed', title: 'T', says: 'it was killed', remedy: 'r', because: [] };
    const now = aDiagnosis({ contributing: [cause] });
    const other = aDiagnosis({
      asOf: minutesAgo(9),
      contributing: [{ ...cause, id: 'port', says: 'wrong port' }],
    });
    expect(
      run({ believed: before, since: sinceLast(healthy, before) })
        .text.split('\n')
        .slice(0, 4),
    ).toEqual([
      '🟢 Nothing wrong · prod/web rev 16: it runs as it should',
      '🕓 Was believed until 03:00 UTC: 🔴 Confirmed · rev 15: the health check asks GET /health and the program answers 404, since the command of app changed: node a.js → node b.js',
      'Since the last run at 02:51 UTC:',
      '  Gone: The health check asks GET /health and the program answers 404 (hc-path-mismatch)',
    ]);
    expect(run({ diagnosis: now, since: sinceLast(now, other) }).text).toContain(
      '  New: It was killed (oom-killed)\n  Gone: Wrong port (port)\n  Still: The health check asks GET /health and the program answers 404 (hc-path-mismatch)\n',
    );
  });

  it('marks what is not believed any more before anything else, and does not offer to block with it', () => {
    const superseded = { at: NOW, how: 'passed', now: '🟢 Nothing wrong: <!here>' } as const;
    const { text, blocks } = run({ id: 'd-1', diagnosis: before, superseded });
    expect(text).toMatch(/^🕓 Was believed until 03:00 UTC. Now: 🟢 Nothing wrong: <!here>\n🔴 Confirmed/);
    const all = JSON.stringify(blocks);
    expect(all).not.toContain('<!here>');
    expect(all).not.toContain('make-blocker');
  });

  it('below itself says only what changed', () => {
    const now = aDiagnosis();
    const { text, file } = messageOf(
      { ...firstRun(now), since: sinceLast(now, before) },
      { ...SHOW, form: 'news' },
    );
    expect(text.split('\n').slice(1)).toEqual([
      'Since the last run at 02:51 UTC:',
      '  Nothing changed: all of it is still so',
      AS_OF,
    ]);
    expect(file).toBeUndefined();
  });
});
