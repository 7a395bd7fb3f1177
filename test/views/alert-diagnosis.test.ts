import { describe, expect, it } from 'vitest';
import { firstRun } from '../../src/diagnosis/kept.ts';
import { alertDiagnosisMessage } from '../../src/views/alert-diagnosis.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { buttonsOf } from '../diagnosis-desk.ts';
import { aContext, fits, HOSTILE, offences } from './alert-cases.ts';

const run = (given: Parameters<typeof aDiagnosis>[0] = {}) => ({ ...firstRun(aDiagnosis(given)), id: 'd-1' });

describe('the first reply where a cause is named', () => {
  it('says it first, then the proof, what changed, what is ruled out in one line, what to do, the last errors', () => {
    expect(alertDiagnosisMessage(aContext(), run()).text).toMatchInlineSnapshot(`
      "🔎 What I found: 🔴 Confirmed · rev 15: the health check asks GET /health and the program answers 404, since the command of app changed: node a.js → node b.js
      Proof: “unhealthy · codes: [404]” – elasticloadbalancing:DescribeTargetHealth TargetHealth of 10.0.1.10:5000 in web-tg, 03:00:00
      Revision: rev 14 → rev 15, rolling out since 4 Mar 02:19 UTC; app health check is new
      Worked: rev 14 still serves
      Ruled out: no public IP, a network ACL: the load balancer got an answer
      Could not check: log lines unknown – needs logs:FilterLogEvents
      Next: Undo the change
        aws ecs update-service --cluster prod --service web --task-definition web:14
      last errors:
      02:58:00 app b1000000 Error: no route for /health
      could not be read:
      prod-eu: alarms unknown – needs cloudwatch:DescribeAlarms"
    `);
  });

  it('offers what can be made of it, below the commands and the errors in boxes', () => {
    const message = alertDiagnosisMessage(aContext(), run());
    expect(buttonsOf(message)).toEqual(['run-again', 'save-finding', 'make-blocker']);
    expect(message.blocks.map(({ type }) => type)).toEqual([
      ...['section', 'section', 'rich_text', 'section', 'rich_text', 'section', 'context', 'actions'],
    ]);
  });

  it('lets nothing from outside ping, link or break the blocks, and fits', () => {
    const proof = { source: 's', what: HOSTILE, value: HOSTILE, at: undefined };
    const message = alertDiagnosisMessage(
      aContext(),
      run({
        evidence: [proof],
        mechanism: { id: 'm', title: 't', says: HOSTILE, remedy: HOSTILE, because: [proof] },
        next: [HOSTILE, `aws ${HOSTILE}`],
        ruledOut: [{ id: HOSTILE, title: HOSTILE, because: HOSTILE }],
      }),
    );
    expect(offences(message)).toEqual([]);
    expect(fits(message)).toBe(true);
  });
});
