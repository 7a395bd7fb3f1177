import type { Target } from '../deployment/service.ts';

/**
 * The load balancer's reason codes in words.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html#target-health-reason-codes
 */
const WORDS: Readonly<Record<string, string>> = {
  'Elb.RegistrationInProgress': 'is being registered',
  'Elb.InitialHealthChecking': 'is at its first health checks',
  'Elb.InternalError': 'health checks failed inside the load balancer',
  'Target.ResponseCodeMismatch': 'the application answered with a code that does not pass',
  'Target.Timeout': 'no answer in time: packets dropped, or too slow',
  'Target.FailedHealthChecks': 'refused, reset or malformed: nothing usable listens there',
  'Target.NotRegistered': 'is not registered in the group',
  'Target.NotInUse': 'gets no traffic: no rule forwards to it, or its zone is not enabled',
  'Target.DeregistrationInProgress': 'is draining',
  'Target.InvalidState': 'its instance is stopped or gone',
  'Target.IpUnusable': 'its address belongs to a load balancer',
  'Target.HealthCheckDisabled': 'health checks are switched off',
};

/** "the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]" */
export function reasonWords(target: Target): string {
  if (!target.reason) return target.description ?? 'no reason given';
  const words = WORDS[target.reason] ?? 'an unknown reason';
  return `${words} [${target.reason}]${target.description ? ` ${target.description}` : ''}`;
}
