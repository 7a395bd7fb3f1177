import type { Revision } from '../deployment/service.ts';
import { age } from './mrkdwn.ts';

/** "just now", or "12 min ago". */
export function ago(at: Date, now: Date): string {
  return now.getTime() - at.getTime() < 500 ? 'just now' : `${age(at, now)} ago`;
}

/** "rev 15", or what to say where no revision is known. */
export function revisionWord(revision: Revision | undefined): string {
  return revision ? `rev ${revision.number}` : 'revision not known';
}
