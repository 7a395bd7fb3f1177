import { expect, it } from 'vitest';
import { diagnosisFile } from '../../src/views/diagnosis-file.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';

it('has everything, each part only where there is something', () => {
  expect(diagnosisFile(aDiagnosis())).toBe(
    [
      'prod-eu:prod/web web:15',
      'verdict confirmed, root cause drift-command-changed, mechanism hc-path-mismatch',
      'as of 2026-03-04 03:00:00 UTC',
      '',
      'EVIDENCE',
      '2026-03-04T03:00:00.000Z elasticloadbalancing:DescribeTargetHealth TargetHealth of 10.0.1.10:5000 in web-tg: unhealthy · codes: [404]',
      '',
      'DIFFERENCES',
      'drift-command-changed command of app changed: node a.js -> node b.js',
      'drift-env-changed variable TOKEN of app changed: - -> -',
      '',
      'RULED OUT',
      'nacl-blocked (A network ACL): the load balancer got an answer',
      'no-public-ip (No public IP): the load balancer got an answer',
      '',
      'NOT CHECKED',
      'log lines: logs:FilterLogEvents',
      '',
      'LOOKED AT',
      'running tasks',
    ].join('\n'),
  );
});
