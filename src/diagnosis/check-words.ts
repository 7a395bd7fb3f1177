import type { ContainerHealthCheck } from '../deployment/service.ts';
import { counted } from '../text.ts';

/**
 * A container's check in one line: "CMD-SHELL curl -f localhost every 30 s, time-out 5 s, 3 retries, start period 0 s".
 * Its words stand as in a shell, since only so a secret is seen behind the option that names it.
 */
export function checkWords(check: ContainerHealthCheck): string {
  const { command, intervalMs, timeoutMs, retries, startPeriodMs } = check;
  const times = `every ${intervalMs / 1000} s, time-out ${timeoutMs / 1000} s`;
  return `${command.join(' ')} ${times}, ${counted(retries, 'retry', 'retries')}, start period ${startPeriodMs / 1000} s`;
}
