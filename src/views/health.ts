import { checkedTasks, containerChecks, looseTargets } from '../deployment/both-checks.ts';
import { type CheckContrast, contrastOf } from '../deployment/check-contrast.ts';
import { type Fact, type Unknown, unknownReason } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Service } from '../deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import type { Line } from '../diagnosis/evidence.ts';
import type { Lint } from '../diagnosis/lint.ts';
import { capital, clean, oneLine } from '../text.ts';
import {
  balancerColumn,
  type CheckColumn,
  checkSentences,
  checkTable,
  containerColumn,
} from './check-table.ts';
import { checkedTaskLines, looseTargetLines, stoppedForLines } from './checked-tasks.ts';
import { failingCheckWords } from './failing-check.ts';
import { healthCounts } from './health-counts.ts';
import { lensButtons } from './lens-buttons.ts';
import { lintLines } from './lint-lines.ts';
import { type Block, context, type Message, preformatted, section } from './message.ts';
import { escapeText } from './mrkdwn.ts';
import { sectionsOf } from './sections.ts';
import { cardSources } from './source-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { verdictBadge } from './verdict.ts';

const MOST_TABLES = 4;

/** All that is shown of how one service is checked. */
export interface HealthShown {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
  readonly lints: readonly Lint[];
  /** Unknown also where nobody needed them. */
  readonly lines: Fact<readonly Line[]>;
  readonly now: Date;
  readonly defaultEnv: string;
}

/** How a service is checked from inside and from outside, what both say of every task, and what is odd about it. */
export function healthMessage(shown: HealthShown): Message {
  const { sighting, now, lints } = shown;
  const tables = tablesOf(sighting);
  const sources = cardSources(sighting, now).map((each) => oneLine(each));
  const missing = missingOf(shown);
  const results = (speech: Speech) => partOf('Results', resultLines(sighting, now, speech), speech);
  const below = (speech: Speech): readonly string[] => [
    ...partOf('Worth a look (warnings, not verdicts)', lintLines(lints, now, speech), speech),
    ...partOf(
      'Not read',
      missing.map((each) => `• ${speech.words(each)}`),
      speech,
    ),
  ];
  const text = [
    headWords(shown, SPOKEN),
    ...results(SPOKEN),
    ...new Set(tables.flatMap(checkSentences)),
    ...below(SPOKEN),
    `As of ${SPOKEN.minute(now)}. ${sources.join('; ')}.`,
  ];
  const blocks: readonly Block[] = [
    section(headWords(shown, DRAWN)),
    ...sectionsOf(results(DRAWN)),
    ...(tables.length > 0 ? [preformatted(clean(tables.map(checkTable).join('\n\n')))] : []),
    ...sectionsOf(below(DRAWN)),
    context(`As of ${DRAWN.minute(now)} · ${escapeText(sources.join(' · '))}`),
    lensButtons('health', sighting.ref),
  ];
  return { text: clean(text.join('\n')), blocks };
}

/** Nothing where there is nothing to say. */
function partOf(title: string, lines: readonly string[], speech: Speech): readonly string[] {
  return lines.length > 0 ? [speech.strong(title), ...lines] : [];
}

/** "🟠 STALLED ml-prod/enhanced-ml · containers: 2 healthy, 2 not decided yet · targets of ml-tg: 2 healthy, 2 unhealthy", and what the contrast means. */
function headWords({ sighting, verdict, defaultEnv, now }: HealthShown, speech: Speech): string {
  const { ref, service } = sighting;
  const label = serviceLabel(ref, defaultEnv);
  const counts = service.kind === 'unknown' ? verdict.health.reasons : healthCounts(verdict);
  const first = [
    `${speech.strong(verdictBadge(verdict))} ${speech.name(label)}`,
    ...counts.map((each) => speech.words(oneLine(each))),
  ].join(' · ');
  const contrast = contrastOf(checkedTasks(sighting), verdict.failing);
  const words = contrast && CONTRASTS[contrast];
  const cause = words ? `${words} ${speech.name(`/snail diagnose ${label}`)} looks for the cause.` : '';
  const failing = verdict.failing ? speech.words(capital(failingCheckWords(verdict.failing, now))) : '';
  return [first, failing, cause].filter(Boolean).join('\n');
}

const CONTRASTS: Readonly<Record<CheckContrast, string>> = {
  'inside-well-outside-refused':
    'Well inside, refused outside: the program answers the load balancer, with a code that does not pass. Path, matcher, host name or login; not the network.',
  'inside-well-outside-closed':
    'Well inside, closed outside: nothing usable listens on the task’s address. The address or port the program binds, or the protocol; security groups seldom.',
  'inside-well-outside-silent':
    'Well inside, silence outside: packets are dropped, or the answer comes too late. Security groups and network, or a slow path.',
  'outside-well-inside-failing':
    'Well outside, failing inside: the program serves, and the container’s own check is wrong. A tool that the image lacks, its port or its path.',
  'outside-refused':
    'The program answers the load balancer, with a code that does not pass. Path, matcher, host name or login; not the network.',
};

/** Each target group beside the newest check of its container; then the checks that stand beside none. */
function tablesOf(sighting: Sighting): readonly (readonly CheckColumn[])[] {
  const { service, targetGroups } = sighting;
  if (service.kind === 'unknown') return [];
  const { gracePeriodMs } = service.value;
  const containers = containerChecks(sighting);
  const beside = new Set<(typeof containers)[number]>();
  const pairs = alikeTogether(targetGroups, service.value).map(({ seen, column }) => {
    const own = containers.find(({ container }) => container.name === seen.group.containerName);
    if (own) beside.add(own);
    return own ? [containerColumn(own, gracePeriodMs), column] : [column];
  });
  const alone = containers
    .filter((each) => !beside.has(each))
    .map((each) => [containerColumn(each, gracePeriodMs)]);
  return [...pairs, ...alone].slice(0, MOST_TABLES);
}

/** Target groups of the same container that are checked alike have one column with all their names. */
function alikeTogether(
  groups: readonly TargetGroupSighting[],
  service: Service,
): readonly { readonly seen: TargetGroupSighting; readonly column: CheckColumn }[] {
  const alike = new Map<string, { readonly seen: TargetGroupSighting; readonly column: CheckColumn }>();
  for (const seen of groups) {
    const column = balancerColumn(seen, service);
    const key = JSON.stringify([seen.group.containerName, column.cells]);
    const known = alike.get(key);
    const title = known ? `${known.column.title}, ${seen.group.name}` : column.title;
    alike.set(key, { seen, column: { ...column, title } });
  }
  return [...alike.values()];
}

function resultLines(sighting: Sighting, now: Date, speech: Speech): readonly string[] {
  const isBalanced = sighting.targetGroups.length > 0;
  // A target is missed only where all of them were read.
  const isRead = isBalanced && sighting.targetGroups.every(({ targets }) => targets.kind === 'known');
  const tasks = checkedTaskLines(checkedTasks(sighting), { now, isBalanced: isRead }, speech);
  const stopped = sighting.stopped?.kind === 'known' ? sighting.stopped.value : [];
  const loose = looseTargetLines(looseTargets(sighting), speech);
  const isEmpty = sighting.tasks.kind === 'known' && sighting.tasks.value.length === 0;
  const none = isEmpty ? ['No task runs or is about to.'] : [];
  const balancer =
    sighting.service.kind === 'known' && !isBalanced
      ? ['Behind no load balancer: only the container’s own check speaks for it.']
      : [];
  return [...none, ...stoppedForLines(stopped, now, speech), ...tasks, ...loose, ...balancer];
}

/** What could not be read, each with its permission; lines that nobody needed are not missed. */
function missingOf({ sighting, lines }: HealthShown): readonly string[] {
  const { tasks, definitions, targetGroups } = sighting;
  const facts: readonly (readonly [string, Fact<unknown> | undefined])[] = [
    ['tasks and their container health', tasks],
    ['how the containers are checked', definitions],
    ...targetGroups.flatMap(({ group, targets, check }): (readonly [string, Fact<unknown> | undefined])[] => [
      [`target health of ${group.name}`, targets],
      [`the check of ${group.name}`, check],
    ]),
    [
      'log lines (routes, start-up time)',
      lines.kind === 'unknown' && lines.why === 'pending' ? undefined : lines,
    ],
  ];
  const holes = facts.flatMap(([what, fact]): readonly (readonly [string, Unknown])[] =>
    fact?.kind === 'unknown' ? [[what, fact]] : [],
  );
  return holes.map(([what, unknown]) => oneLine(unknownReason(what, unknown)));
}
