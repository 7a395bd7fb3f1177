import { serviceLabel } from '../deployment/ref.ts';
import type { Digest, ServiceDigest } from '../digest/digest.ts';
import { clean, counted, cut } from '../text.ts';
import { spanWords } from './alert-words.ts';
import { chart } from './chart.ts';
import { failingCheckWords } from './failing-check.ts';
import { firstOf } from './fit.ts';
import { gapBlocks, gapLine } from './gaps.ts';
import { type Block, type Message, section } from './message.ts';
import { openAlertLines } from './open-alerts.ts';
import { rolloutBadge } from './rollout-card.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { VERDICT_EMOJI } from './verdict.ts';
import { revisionWord } from './words.ts';

/** A service that is well and did nothing is counted in the root alone. */
const CALM: readonly ServiceDigest['word'][] = ['healthy', 'idle'];
/** Of one service. */
const MOST_ROLLOUTS = 3;
const MOST_LABEL = 100;
const MINUTE_MS = 60_000;
const CHANNEL = { kind: 'channel', thread: undefined } as const;

/** What the reply about the services is made from. */
export interface ServicesReplyFacts {
  readonly digest: Digest;
  readonly defaultEnv: string;
  /** Of each list. */
  readonly most: number;
  readonly now: Date;
}

/** What the watched services did, which checks fail now, what is open; undefined where there is nothing of it. */
export function digestServicesMessage(facts: ServicesReplyFacts): Message | undefined {
  const { digest, defaultEnv, now } = facts;
  const alerts = openAlertLines(digest.alerts, { defaultEnv, now, place: CHANNEL });
  const services = (digest.services?.services ?? []).filter(isWorthALine);
  const picture = troubleChart(services, defaultEnv);
  if (services.length + alerts.length + digest.gaps.length === 0) return undefined;
  const title = (speech: Speech) =>
    `Services from ${speech.dayMinute(digest.fromAt)} to ${speech.dayMinute(digest.toAt)}`;
  const lines = (speech: Speech) => serviceLines(services, facts, speech);
  return {
    text: clean(
      [
        ...(services.length > 0 ? [title(SPOKEN), ...lines(SPOKEN)] : []),
        ...alerts,
        ...digest.gaps.map(gapLine),
      ].join('\n'),
    ),
    blocks: [
      ...(services.length > 0 ? sectionsOf([`*${title(DRAWN)}*`, ...lines(DRAWN)]) : []),
      ...(picture ? [picture] : []),
      ...(alerts.length > 0 ? [alertSection(alerts)] : []),
      ...gapBlocks(digest.gaps),
    ],
  };
}

function isWorthALine({ word, failing, incidents, rollouts }: ServiceDigest): boolean {
  return !CALM.includes(word) || failing !== undefined || incidents > 0 || rollouts.length > 0;
}

function serviceLines(
  services: readonly ServiceDigest[],
  { most, defaultEnv, now }: ServicesReplyFacts,
  speech: Speech,
): readonly string[] {
  const { shown, more } = firstOf(services, most, 'service');
  return [
    ...shown.flatMap((each) => [headLine(each, defaultEnv, speech), ...detailLines(each, now, speech)]),
    ...(more ? [more] : []),
  ];
}

/** "🔴 prod/web unhealthy · 2 incidents, 14 min in trouble" */
function headLine(
  { ref, word, incidents, unhealthyMs }: ServiceDigest,
  defaultEnv: string,
  speech: Speech,
): string {
  const label = speech.name(cut(serviceLabel(ref, defaultEnv), MOST_LABEL));
  const state = `${VERDICT_EMOJI[word]} ${label} ${word.replace('-', ' ')} now`;
  return incidents === 0
    ? state
    : `${state} · ${counted(incidents, 'incident')}, ${spanWords(unhealthyMs)} in trouble`;
}

function detailLines({ failing, rollouts }: ServiceDigest, now: Date, speech: Speech): readonly string[] {
  const shown = rollouts.slice(-MOST_ROLLOUTS);
  const earlier = rollouts.length - shown.length;
  return [
    ...(failing ? [`    fails now: ${speech.words(failingCheckWords(failing, now))}`] : []),
    ...(earlier > 0 ? [`    ${counted(earlier, 'earlier rollout')}`] : []),
    ...shown.map((card) => {
      const moved = `${revisionWord(card.from)} → ${revisionWord(card.to)}`;
      const when = card.endedAt
        ? ` after ${spanWords(card.endedAt.getTime() - card.startedAt.getTime())}`
        : '';
      return `    ${rolloutBadge(card)}: ${moved}${when}, begun ${speech.dayMinute(card.startedAt)}`;
    }),
  ];
}

function alertSection([title = '', ...lines]: readonly string[]): Block {
  return section([`*${DRAWN.words(title)}*`, ...lines.map(DRAWN.words)].join('\n'));
}

/** One bar is no picture. */
function troubleChart(services: readonly ServiceDigest[], defaultEnv: string) {
  const troubled = services.filter(({ unhealthyMs }) => unhealthyMs > 0);
  if (troubled.length < 2) return undefined;
  const longest = [...troubled].sort((one, other) => other.unhealthyMs - one.unhealthyMs).slice(0, 20);
  return chart({
    ...{ kind: 'bar', title: 'Minutes in trouble', unit: 'minutes' },
    categories: longest.map(({ ref }) => serviceLabel(ref, defaultEnv)),
    series: [
      { name: 'minutes', values: longest.map(({ unhealthyMs }) => Math.ceil(unhealthyMs / MINUTE_MS)) },
    ],
  });
}
