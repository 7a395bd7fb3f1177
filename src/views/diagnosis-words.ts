import { serviceLabel } from '../deployment/ref.ts';
import { withoutGroupArns } from '../deployment/stopped-tasks.ts';
import type { Cause, Diagnosis, RuledOut } from '../diagnosis/diagnosis.ts';
import type { Proof } from '../diagnosis/rule.ts';
import { capital, oneLine } from '../text.ts';
import { CAUSE_NAMES, nameOf } from './cause-names.ts';
import { differenceWords } from './difference-words.ts';
import { firstOf } from './fit.ts';
import { utcDay } from './mrkdwn.ts';
import { SPOKEN, type Speech } from './speech.ts';
import { revisionWord } from './words.ts';

const LONGEST = 260;
const MOST_NAMES = 4;

const VERDICTS: Readonly<Record<Diagnosis['verdict'], string>> = {
  healthy: '🟢 Nothing wrong',
  confirmed: '🔴 Confirmed',
  likely: '🟠 Likely',
  'insufficient-evidence': '⚪ Not enough evidence',
};

/** "🔴 Confirmed", or "🔵 Nothing wrong so far" of a rollout on its way. */
export function verdictWord({ verdict, settling }: Pick<Diagnosis, 'verdict' | 'settling'>): string {
  return verdict === 'healthy' && settling ? '🔵 Nothing wrong so far' : VERDICTS[verdict];
}

/** "🔴 Confirmed · ml-prod/enhanced-ml rev 15: the health check asks GET /health and the program answers 404, since …" */
export function diagnosisTitle(diagnosis: Diagnosis, defaultEnv: string, speech: Speech): string {
  const { ref, revision } = diagnosis;
  const who = `${speech.strong(verdictWord(diagnosis))} · ${speech.name(serviceLabel(ref, defaultEnv))}`;
  const which = revision ? ` ${speech.words(revisionWord(revision))}` : '';
  return `${who}${which}: ${causeSentence(diagnosis, speech)}`;
}

/** The same without the name of the service, for where that is known: "🔴 Confirmed · rev 15: the health check …" */
export function verdictSentence(diagnosis: Diagnosis, speech: Speech = SPOKEN): string {
  const { revision } = diagnosis;
  const which = revision ? ` · ${speech.words(revisionWord(revision))}` : '';
  return `${speech.strong(verdictWord(diagnosis))}${which}: ${causeSentence(diagnosis, speech)}`;
}

/** How it broke, and since which change; or in a clause that nothing is wrong, or not known. */
export function causeSentence(
  { mechanism, drift, verdict, settling, rootCause, wellOtherwise }: Diagnosis,
  speech: Speech = SPOKEN,
): string {
  const says = speech.words(oneLine(mechanism?.says ?? '', LONGEST));
  if (mechanism && drift && mechanism.id !== drift.id)
    return `${says}, since ${differenceWords(drift, speech)}`;
  if (mechanism && rootCause !== mechanism.id)
    return `${says}, and no deployment changed that ${speech.words(`(${rootCause})`)}`;
  if (mechanism) return wellOtherwise ? `ECS calls it well, but ${says}` : says;
  if (verdict === 'insufficient-evidence') return 'it is unwell, and nothing that can be read says why';
  if (settling) return 'the rollout is on its way, and nothing has failed so far';
  return 'it runs as it should';
}

/** What tells the same stands once, the newest of it. */
export interface Shown {
  readonly proof: Proof;
  readonly times: number;
}

/** Those that differ in more than in the task and the time they tell of, in their order. */
export function distinctProofs(all: readonly Proof[]): readonly Shown[] {
  const byWords = new Map<string, Shown>();
  for (const proof of all) {
    const words = [proof.source, proof.what, proof.value].join(' ').replace(/\b[0-9a-f]{8,32}\b/g, '#');
    const before = byWords.get(words);
    const isNewer = (proof.at?.getTime() ?? 0) > (before?.proof.at?.getTime() ?? 0);
    byWords.set(words, {
      proof: before && !isNewer ? before.proof : proof,
      times: (before?.times ?? 0) + 1,
    });
  }
  return [...byWords.values()];
}

/** "“unhealthy · codes: [404]” – elasticloadbalancing:DescribeTargetHealth TargetHealth of 10.0.1.10:5000 in web-tg, 03:00:00" */
export function proofWords({ proof, times }: Shown, asOf: Date, speech: Speech): string {
  const { source, what, value, at } = proof;
  const said = `“${oneLine(withoutGroupArns(value), LONGEST)}”${times > 1 ? ` (${times} times)` : ''}`;
  const when = at ? `, ${momentWords(at, asOf)}` : '';
  return `${speech.words(said)} – ${speech.aside(`${source} ${oneLine(what, LONGEST)}`)}${when}`;
}

/** The time in UTC, with its day where that is another than the diagnosis's: "03:00:00", "22 Nov 19:53:04". */
export function momentWords(at: Date, asOf: Date): string {
  const time = at.toISOString().slice(11, 19);
  return utcDay(at) === utcDay(asOf) ? time : `${utcDay(at)} ${time}`;
}

/** "It was killed for using too much memory (oom-killed)" */
export function causeWords({ id, says }: Cause): string {
  return `${capital(oneLine(says, LONGEST))} (${id})`;
}

/** Whether a next step is to be copied and run, not read. */
export function isCommand(step: string): boolean {
  return /^(?:aws|\/snail) /.test(step);
}

/** What one fact excludes stands together, what people guess first at the front. */
export interface Excluded {
  /** A few in words, and how many there are besides. */
  readonly names: readonly string[];
  readonly more: string;
  readonly because: string;
}

/** One for each deciding fact. */
export function excludedBy(ruledOut: readonly RuledOut[], most = MOST_NAMES): readonly Excluded[] {
  const byFact = new Map<string, RuledOut[]>();
  for (const each of ruledOut) byFact.set(each.because, [...(byFact.get(each.because) ?? []), each]);
  return [...byFact]
    .map(([because, all]) => ({ because, all: mostTelling(all) }))
    .sort((one, other) => rankOf(one.all[0]) - rankOf(other.all[0]))
    .map(({ because, all }) => {
      const { shown, more } = firstOf(all, most);
      return { names: shown.map(({ id }) => nameOf(id)), more, because };
    });
}

const GUESSED = Object.keys(CAUSE_NAMES);

function mostTelling(all: readonly RuledOut[]): readonly RuledOut[] {
  return [...all].sort((one, other) => rankOf(one) - rankOf(other));
}

function rankOf(each: RuledOut | undefined): number {
  const rank = each ? GUESSED.indexOf(each.id) : -1;
  return rank === -1 ? GUESSED.length : rank;
}
