import type { Quiet } from '../alerting/quiet.ts';
import type { Scope } from '../alerting/scope.ts';
import { age } from './mrkdwn.ts';
import type { Speech } from './speech.ts';

/** As people type it and read it: without the environment where it is the default one. */
export function scopeLabel(scope: Scope, defaultEnv: string): string {
  const rest = scope.kind === 'tag' ? `tag:${scope.key}=${scope.value}` : `${scope.cluster}/${scope.name}`;
  return scope.env === defaultEnv ? rest : `${scope.env}:${rest}`;
}

/** "quiet until 4 Mar 05:00", "quiet for 2 h at each 0 2 * * 0 (Europe/Berlin)"; a window that is over is none. */
export function quietWords(quiet: Quiet | undefined, now: Date, speech: Speech): string {
  if (!quiet) return '';
  if (quiet.kind === 'until')
    return quiet.untilAt > now ? `quiet until ${speech.dayMinute(quiet.untilAt)}` : '';
  const lasts = age(new Date(0), new Date(quiet.forMs));
  return `quiet for ${lasts} at each ${speech.name(quiet.cron)} (${speech.words(quiet.zone)})`;
}
