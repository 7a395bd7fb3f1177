import type { FailingCheck } from '../deployment/failing-check.ts';
import { ago, revisionWord } from './words.ts';

const WHOSE: Readonly<Record<FailingCheck['by'], string>> = {
  'load-balancer': "the load balancer's check",
  container: 'its container health check',
};

/** "rev 15 fails the load balancer's check: GET /health answers 404, expected 200 [Target.ResponseCodeMismatch]" */
export function failingCheckWords(failing: FailingCheck, now: Date): string {
  const { revision, by, source } = failing;
  const who = revision ? `${revisionWord(revision)} fails` : 'tasks fail';
  if (source.kind === 'stopped-tasks') {
    const last = source.newestAt ? `, last ${ago(source.newestAt, now)}` : '';
    return `${who} ${WHOSE[by]} [${source.count}× “${failing.said}”${last}]`;
  }
  const from = source.kind === 'target' ? source.code : `service event ${ago(source.at, now)}`;
  return `${who} ${WHOSE[by]}: ${answerWords(failing)} [${from}]`;
}

/** What was asked and answered, as far as it was read; in AWS's words where it names no code. */
function answerWords({ said, check }: FailingCheck): string {
  const codes = /codes: \[([\d, -]+)\]/.exec(said)?.[1];
  const asked = askedWords(check);
  if (codes === undefined) return [asked && `${asked}:`, `“${said}”`].filter(Boolean).join(' ');
  const expected = check?.matcher === undefined ? '' : `, expected ${check.matcher}`;
  return `${asked || 'it'} answers ${codes}${expected}`;
}

/** HTTP checks are GETs. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
function askedWords(check: FailingCheck['check']): string {
  if (check?.path === undefined) return '';
  return check.protocol?.startsWith('HTTP') ? `GET ${check.path}` : check.path;
}
