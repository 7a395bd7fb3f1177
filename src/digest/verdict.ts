import type { Alert } from '../alerting/alert.ts';
import { counted } from '../text.ts';
import type { Digest, DigestVerdict, OperationDigest, ProofChanges, ServicesDigest } from './digest.ts';

/** A claim so many points beyond the criteria that are met is worth a warning. */
const WIDE_GAP = 20;

/** The parts of a digest that the verdict rests on. */
export type Judgeable = Pick<Digest, 'operation' | 'services' | 'alerts' | 'gaps'>;

/** Says how it goes, with the weightiest reason there is. What could not be read is never good news. */
export function digestVerdict(parts: Judgeable): DigestVerdict {
  const { operation, services, gaps } = parts;
  const blocker = operation?.blocker;
  if (blocker) {
    const others = blocker.others > 0 ? `, and ${counted(blocker.others, 'more blocker')}` : '';
    return { kind: 'blocked', reason: `“${blocker.title}” is in the way${others}` };
  }
  const [risk] = risksOf(parts);
  if (risk) return { kind: 'at-risk', reason: risk };
  const unread = services?.services.filter(({ word }) => word === 'unknown').length ?? 0;
  if (unread > 0) return { kind: 'unknown', reason: `${counted(unread, 'service')} could not be read` };
  if (gaps.length > 0)
    return { kind: 'unknown', reason: `${counted(gaps.length, 'thing')} could not be read` };
  if (!operation && !services)
    return { kind: 'unknown', reason: 'this channel has no operation and watches nothing' };
  return { kind: 'on-track', reason: goodWords(operation, services) };
}

/** Digests of those that need somebody first go first. */
export function byNeed(one: Pick<Digest, 'verdict'>, other: Pick<Digest, 'verdict'>): number {
  return rankOf(one) - rankOf(other);
}

const RANKS: readonly DigestVerdict['kind'][] = ['blocked', 'at-risk', 'unknown', 'on-track'];

function rankOf({ verdict }: Pick<Digest, 'verdict'>): number {
  return RANKS.indexOf(verdict.kind);
}

/** The weightiest first. */
function risksOf({ operation, services, alerts }: Judgeable): readonly string[] {
  const firing = alerts.filter(({ state }) => state === 'firing');
  return [
    ...(firing.length > 0 ? [alertWords(firing)] : []),
    ...troubleWords(services),
    ...(alerts.length > firing.length ? [`${counted(alerts.length, 'alert')} not resolved`] : []),
    ...(operation ? operationRisks(operation) : []),
  ];
}

function alertWords(firing: readonly Alert[]): string {
  const names = [...new Set(firing.map(({ ref }) => ref.name))];
  return `${counted(firing.length, 'alert')} firing: ${shortList(names)}`;
}

const TROUBLES: readonly string[] = ['unhealthy', 'failed', 'stalled', 'rolled-back'];

function troubleWords(services: ServicesDigest | undefined): readonly string[] {
  const bad = services?.services.filter(({ word }) => TROUBLES.includes(word)) ?? [];
  if (bad.length === 0) return [];
  const [first] = bad;
  if (first && bad.length === 1) return [`${first.ref.name} is ${first.word.replace('-', ' ')}`];
  return [`${bad.length} services in trouble: ${shortList(bad.map(({ ref }) => ref.name))}`];
}

function operationRisks({ numbers, changes, contradictions, compared }: OperationDigest): readonly string[] {
  const { claimed, criteria } = numbers;
  const points = criteria.all === 0 ? 0 : (claimed?.percent ?? 0) - (criteria.done / criteria.all) * 100;
  const [first] = changes.regressed;
  return [
    ...proofRisks(changes.proven, numbers.verified?.by),
    ...(first ? [`“${first.title}” was done and is open again${more(changes.regressed.length)}`] : []),
    ...(points >= WIDE_GAP
      ? [`${claimed?.percent} % claimed, ${criteria.done} of ${criteria.all} criteria met`]
      : []),
    ...(contradictions.fresh.length > 0
      ? [
          `${counted(contradictions.fresh.length, compared ? 'new contradiction' : 'contradiction')} in the tracker`,
        ]
      : []),
  ];
}

/** By name where names were kept; what is refuted weighs more than what nobody could see. */
function proofRisks(proven: ProofChanges | undefined, by: number | undefined): readonly string[] {
  if (!proven)
    return by !== undefined && by < 0
      ? [`${counted(-by, 'criterion', 'criteria')} verified before, not any more`]
      : [];
  const { lost } = proven;
  const first = lost.find(({ isRefuted }) => isRefuted) ?? lost[0];
  if (!first) return [];
  const now = first.isRefuted ? 'is refuted' : 'is not any more';
  return [`“${first.title}” was verified and ${now}${more(lost.length)}`];
}

function more(count: number): string {
  return count > 1 ? `, and ${count - 1} more` : '';
}

function goodWords(operation: OperationDigest | undefined, services: ServicesDigest | undefined): string {
  const all = services?.services ?? [];
  const words = [
    operation ? 'nothing blocks' : '',
    all.length > 0 ? `${counted(all.length, 'service')} without trouble` : '',
  ];
  return words.filter(Boolean).join(', ') || 'no service is there to be watched';
}

const MOST_NAMES = 3;

function shortList(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
