import { unknownReason } from '../deployment/fact.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { capital, clean, counted, oneLine } from '../text.ts';
import { diagnosisButtons, type Standing } from './diagnosis-buttons.ts';
import { diagnosisFile } from './diagnosis-file.ts';
import {
  causeWords,
  diagnosisTitle,
  distinctProofs,
  excludedBy,
  isCommand,
  momentWords,
  proofWords,
  verdictSentence,
} from './diagnosis-words.ts';
import { differenceWords } from './difference-words.ts';
import { type Block, context, type Message, preformatted, section } from './message.ts';
import { plain, utcDayMinute, utcMinute } from './mrkdwn.ts';
import { sectionsOf } from './sections.ts';
import { sinceLines } from './since-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { revisionWord } from './words.ts';

/** How a diagnosis is shown. */
export interface DiagnosisShow {
  /** The environment that needs no name. */
  readonly defaultEnv: string;
  readonly standing: Standing;
  /** `news`: only what changed since the run before, where the whole of it stands above. */
  readonly form?: 'whole' | 'news';
}

/** A part of the answer; left out where it has no lines. */
interface Part {
  readonly title: string;
  readonly lines: readonly string[];
  /** To be copied as they are. */
  readonly commands?: readonly string[];
}

const MOST_PROOFS = 4;
const MOST_DIFFERENCES = 5;
const LONGEST = 520;

/** The root cause in one sentence, then what it rests on, what is excluded, what could not be seen and what to do. The raw evidence is its file. */
export function diagnosisMessage(run: DiagnosisRun, show: DiagnosisShow): Message {
  const { diagnosis } = run;
  const head = (speech: Speech) => headLines(run, show, speech);
  const written = partsOf(run, show, SPOKEN);
  return {
    text: clean([...head(SPOKEN), ...written.flatMap(partText), asOfWords(diagnosis, SPOKEN)].join('\n')),
    blocks: [
      section(head(DRAWN).join('\n')),
      ...partsOf(run, show, DRAWN).flatMap(blocksOf),
      context(asOfWords(diagnosis, DRAWN)),
      ...diagnosisButtons(run, show.standing),
    ],
    ...(show.form === 'news'
      ? {}
      : { file: { name: `diagnosis-${diagnosis.ref.name}.txt`, content: diagnosisFile(diagnosis) } }),
  };
}

/** What is not believed any more says so before anything else. */
function headLines(
  { diagnosis, superseded, believed }: DiagnosisRun,
  { defaultEnv }: DiagnosisShow,
  speech: Speech,
): readonly string[] {
  const title = diagnosisTitle(diagnosis, defaultEnv, speech);
  if (superseded) {
    const until = `${speech.strong('🕓 Was believed until')} ${speech.minute(superseded.at)}`;
    return [`${until}. ${speech.words(`Now: ${superseded.now}`)}`, title];
  }
  if (!believed) return [title];
  const until = `🕓 Was believed until ${speech.minute(diagnosis.asOf)}`;
  return [title, `${until}: ${speech.words(verdictSentence(believed))}`];
}

function asOfWords({ asOf }: Diagnosis, speech: Speech): string {
  return `As of ${speech.minute(asOf)}, times of evidence in UTC. I only read; nothing was changed.`;
}

function partsOf(run: DiagnosisRun, { form }: DiagnosisShow, speech: Speech): readonly Part[] {
  const since = sincePart(run, speech);
  const whole = wholeParts(run.diagnosis, speech);
  // What was to be done about it is not to be done any more.
  const past = whole.filter(({ title }) => title === 'Evidence' || title === 'Worked before');
  const all = run.superseded ? past : form === 'news' ? since : [...since, ...whole];
  return all.filter(({ lines, commands = [] }) => lines.length + commands.length > 0);
}

function sincePart({ since, diagnosis }: DiagnosisRun, speech: Speech): readonly Part[] {
  if (!since) return [];
  const isOfToday = since.lastAt.toISOString().slice(0, 10) === diagnosis.asOf.toISOString().slice(0, 10);
  const at = isOfToday ? utcMinute(since.lastAt) : utcDayMinute(since.lastAt);
  return [{ title: `Since the last run at ${at}`, lines: sinceLines(since).map(speech.words) }];
}

function wholeParts(diagnosis: Diagnosis, speech: Speech): readonly Part[] {
  const { asOf, verdict, contributing, likely, notChecked, unmatched, next, looked } = diagnosis;
  const words = (lines: readonly string[]) => lines.map(speech.words);
  const proofs = (all: Diagnosis['evidence']) =>
    distinctProofs(all).map((each) => proofWords(each, asOf, speech));
  return [
    { title: 'Evidence', lines: cutList(proofs(diagnosis.evidence), MOST_PROOFS) },
    { title: 'Also wrong', lines: words(contributing.map(causeWords)) },
    { title: 'To be settled', lines: words(diagnosis.settle ? [capital(diagnosis.settle)] : []) },
    {
      title: 'Possible as well',
      lines: words(likely.map((each) => `${causeWords(each)}. To be settled: ${each.settle}`)),
    },
    changedPart(diagnosis, speech),
    { title: 'Worked before', lines: words(workedLines(diagnosis)) },
    { title: 'Ruled out', lines: ruledOutLines(diagnosis, speech) },
    { title: 'Said by AWS and known to no rule', lines: proofs(unmatched) },
    {
      title: 'Could not check',
      lines: words(notChecked.map(({ what, unknown }) => unknownReason(what, unknown))),
    },
    { title: 'Looked at', lines: verdict === 'healthy' ? words([looked.join(', ')]) : [] },
    {
      title: 'Next',
      lines: words(next.filter((each) => !isCommand(each))),
      commands: next.filter(isCommand),
    },
  ];
}

/** The change that is the root cause stands in the title. */
function changedPart({ differences, drift }: Diagnosis, speech: Speech): Part {
  const others = (differences ?? []).filter(({ id, what }) => id !== drift?.id || what !== drift.what);
  const lines = others.map((each) => capital(differenceWords(each, speech)));
  return {
    title: drift ? 'Also changed since it worked' : 'Changed since it worked',
    lines: cutList(lines, MOST_DIFFERENCES),
  };
}

function workedLines({ workedBefore, firstFailedAt, asOf }: Diagnosis): readonly string[] {
  const failed = firstFailedAt ? [`First failure seen: ${momentWords(firstFailedAt, asOf)}`] : [];
  if (!workedBefore) return failed;
  const { revision, at, line: found } = workedBefore;
  const when = at === 'now' ? 'still serves' : `worked until ${momentWords(at, asOf)} at least`;
  const task = found?.task ? ` task ${found.task.slice(0, 8)}` : '';
  const said = found
    ? [`Last success in its log: “${oneLine(found.text, 160)}” –${task}, ${momentWords(found.at, asOf)}`]
    : [];
  return [`${capital(revisionWord(revision))} ${when}`, ...said, ...failed];
}

/** What one fact excludes stands in one line. */
function ruledOutLines({ ruledOut }: Diagnosis, speech: Speech): readonly string[] {
  return excludedBy(ruledOut).map(({ names, more, because }) => {
    return speech.words(`${capital([...names, ...(more ? [more] : [])].join(', '))}: ${because}`);
  });
}

function cutList(lines: readonly string[], most: number): readonly string[] {
  const left = lines.length - most;
  return left > 0 ? [...lines.slice(0, most), `… and ${counted(left, 'more line')} in the file`] : lines;
}

function partText({ title, lines, commands = [] }: Part): readonly string[] {
  return [`${title}:`, ...[...lines, ...commands].map((each) => `  ${oneLine(each, LONGEST)}`)];
}

/** Commands stand alone: what is copied must not carry a bullet along. */
function blocksOf({ title, lines, commands = [] }: Part): readonly Block[] {
  return [
    ...sectionsOf([`*${plain(title)}*`, ...lines.map((each) => `• ${each}`)]),
    ...(commands.length > 0 ? [preformatted(commands.map((each) => oneLine(each, LONGEST)).join('\n'))] : []),
  ];
}
