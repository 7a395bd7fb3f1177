import { unknownReason } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Cause, Diagnosis, RuledOut } from '../diagnosis/diagnosis.ts';
import type { Proof } from '../diagnosis/rule.ts';
import { capital, clean, counted, oneLine } from '../text.ts';
import { diagnosisFile } from './diagnosis-file.ts';
import { differenceWords } from './difference-words.ts';
import { firstOf } from './fit.ts';
import { type Block, context, type Message, section } from './message.ts';
import { code, plain, utcDateTime } from './mrkdwn.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { revisionWord } from './words.ts';

/** A part of the answer; left out where it has no lines. */
interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

const MOST_PROOFS = 4;
const MOST_DIFFERENCES = 5;
const MOST_TITLES = 4;
const LONGEST = 260;

const VERDICTS: Readonly<Record<Diagnosis['verdict'], string>> = {
  healthy: '🟢 Nothing wrong',
  confirmed: '🔴 Confirmed',
  likely: '🟠 Likely',
  'insufficient-evidence': '⚪ Not enough evidence',
};

/** The root cause in one sentence, then what it rests on, what is excluded, what could not be seen and what to do. The raw evidence is its file. */
export function diagnosisMessage(diagnosis: Diagnosis, defaultEnv: string): Message {
  const parts = partsOf(diagnosis).filter(({ lines }) => lines.length > 0);
  const title = (speech: Speech) => titleWords(diagnosis, defaultEnv, speech);
  return {
    text: clean(
      [title(SPOKEN), ...parts.flatMap((part) => [`${part.title}:`, ...part.lines.map(line)])].join('\n'),
    ),
    blocks: [
      section(title(DRAWN)),
      ...parts.flatMap(blocksOf),
      context(
        `As of ${DRAWN.minute(diagnosis.asOf)}, times of evidence in UTC. I only read; nothing was changed.`,
      ),
    ],
    file: { name: `diagnosis-${diagnosis.ref.name}.txt`, content: diagnosisFile(diagnosis) },
  };
}

/** "🔴 Confirmed · ml-prod/enhanced-ml rev 15: the health check asks GET /health and the program answers 404, since command of enhanced-ml changed: a → b" */
function titleWords(diagnosis: Diagnosis, defaultEnv: string, speech: Speech): string {
  const { ref, verdict, revision, settling } = diagnosis;
  const word = verdict === 'healthy' && settling ? '🔵 Nothing wrong so far' : VERDICTS[verdict];
  const who = `${speech.strong(word)} · ${speech.name(serviceLabel(ref, defaultEnv))}`;
  const which = revision ? ` ${speech.words(revisionWord(revision))}` : '';
  return `${who}${which}: ${speech.words(oneLine(sentence(diagnosis), 2 * LONGEST))}`;
}

function sentence(diagnosis: Diagnosis): string {
  const { mechanism, drift, verdict, settling, rootCause } = diagnosis;
  if (mechanism && drift && mechanism.id !== drift.id)
    return `${mechanism.says}, since ${differenceWords(drift)}`;
  if (mechanism && rootCause !== mechanism.id)
    return `${mechanism.says}, and no deployment changed that (${rootCause})`;
  if (mechanism && diagnosis.wellOtherwise) return `ECS calls it well, but ${mechanism.says}`;
  if (mechanism) return mechanism.says;
  if (verdict === 'insufficient-evidence') return 'it is unwell, and nothing that can be read says why';
  if (settling) return 'the rollout is on its way, and nothing has failed so far';
  return 'it runs as it should';
}

function partsOf(diagnosis: Diagnosis): readonly Part[] {
  const { contributing, likely, ruledOut, notChecked, unmatched, next, looked, verdict } = diagnosis;
  const isWell = verdict === 'healthy';
  return [
    { title: 'Evidence', lines: cutList(diagnosis.evidence.map(proofWords), MOST_PROOFS) },
    { title: 'Also wrong', lines: contributing.map(causeWords) },
    { title: 'To be settled', lines: diagnosis.settle ? [capital(diagnosis.settle)] : [] },
    {
      title: 'Possible as well',
      lines: likely.map((each) => `${causeWords(each)}. To be settled: ${each.settle}`),
    },
    { title: 'Changed since it worked', lines: changeLines(diagnosis) },
    { title: 'Worked before', lines: workedLines(diagnosis) },
    { title: 'Ruled out', lines: ruledOutLines(ruledOut) },
    { title: 'Said by AWS and known to no rule', lines: unmatched.map(proofWords) },
    { title: 'Could not check', lines: notChecked.map(({ what, unknown }) => unknownReason(what, unknown)) },
    { title: 'Looked at', lines: isWell ? [looked.join(', ')] : [] },
    { title: 'Next', lines: next },
  ];
}

/** "ecs:DescribeTasks stoppedReason of task 0f1e2d3c: “Task failed ELB health checks…” 03:12:09" */
function proofWords({ source, what, value, at }: Proof): string {
  const when = at ? ` (${utcDateTime(at)})` : '';
  return oneLine(`${source}, ${what}: “${oneLine(withoutGroupArns(value), LONGEST)}”${when}`, 2 * LONGEST);
}

/** A target group's ARN takes half a line, and its name says as much; the file has it whole. */
function withoutGroupArns(text: string): string {
  return text.replace(/arn:aws[\w-]*:elasticloadbalancing:[^\s)]*:targetgroup\/([^/\s)]+)\/[0-9a-f]+/g, '$1');
}

function causeWords({ id, says }: Cause): string {
  return `${capital(says)} (${id})`;
}

function changeLines({ differences, drift }: Diagnosis): readonly string[] {
  const others = (differences ?? []).filter(({ id, what }) => id !== drift?.id || what !== drift.what);
  return cutList(
    others.map((each) => capital(differenceWords(each))),
    MOST_DIFFERENCES,
  );
}

function workedLines({ workedBefore, firstFailedAt }: Diagnosis): readonly string[] {
  const failed = firstFailedAt ? [`First failure seen: ${utcDateTime(firstFailedAt)}`] : [];
  if (!workedBefore) return failed;
  const { revision, at, line: found } = workedBefore;
  const when = at === 'now' ? 'still serves' : `worked until ${utcDateTime(at)} at least`;
  const said = found
    ? [
        `Last success in its log: ${utcDateTime(found.at)}${found.task ? ` task ${found.task.slice(0, 8)}` : ''} “${oneLine(found.text, 160)}”`,
      ]
    : [];
  return [`${capital(revisionWord(revision))} ${when}`, ...said, ...failed];
}

/** What one fact excludes stands in one line. */
function ruledOutLines(ruledOut: readonly RuledOut[]): readonly string[] {
  const byFact = new Map<string, RuledOut[]>();
  for (const each of ruledOut) byFact.set(each.because, [...(byFact.get(each.because) ?? []), each]);
  return [...byFact].map(([because, all]) => {
    const { shown, more } = firstOf(mostTelling(all), MOST_TITLES);
    const names = [...shown.map(({ id }) => id), ...(more ? [more] : [])].join(', ');
    return `${names}: ${because}`;
  });
}

/** Those that people guess first. */
function mostTelling(all: readonly RuledOut[]): readonly RuledOut[] {
  const guessed = [
    'no-public-ip',
    'sg-alb-to-task-blocked',
    'app-port-mismatch',
    'image-tag-not-found',
    'secret-access-denied',
  ];
  const rank = ({ id }: RuledOut) => (guessed.includes(id) ? guessed.indexOf(id) : guessed.length);
  return [...all].sort((one, other) => rank(one) - rank(other));
}

function cutList(lines: readonly string[], most: number): readonly string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `… and ${counted(left, 'more line')} in the file`] : lines;
}

function line(words: string): string {
  return `  ${oneLine(words, 2 * LONGEST)}`;
}

function blocksOf({ title, lines }: Part): readonly Block[] {
  const drawn = lines.map((each) =>
    /^(?:aws|\/snail) /.test(each) ? `• ${code(each)}` : `• ${plain(oneLine(each, 2 * LONGEST))}`,
  );
  return sectionsOf([`*${title}*`, ...drawn]);
}
