import type { Deploy, Deploys } from '../deployment/deploys.ts';
import { unknownReason } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Service } from '../deployment/service.ts';
import { clean, counted, oneLine } from '../text.ts';
import { imageWords, lastedWords, outcomeDetails, outcomeEmoji, outcomeWord } from './deploy-words.ts';
import { moreWords } from './fit.ts';
import { lensButtons } from './lens-buttons.ts';
import { type Block, context, type Message, section } from './message.ts';
import { escapeText } from './mrkdwn.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { ago, revisionWord } from './words.ts';

const LONGEST = 300;

/** Where it is shown, and how old it is. */
export interface DeploysShown {
  readonly now: Date;
  readonly defaultEnv: string;
  /** "ecs:ListServiceDeployments just now" */
  readonly sources: readonly string[];
}

/** A service's deployments, newest first: what was asked for, when, and how it ended. */
export function deploysMessage(deploys: Deploys, shown: DeploysShown): Message {
  const head = (speech: Speech) => headWords(deploys, shown, speech);
  const entries = (speech: Speech) => deploys.deploys.map((each) => entryWords(each, shown.now, speech));
  const notes = notesOf(deploys);
  const sources = `As of ${SPOKEN.dayMinute(shown.now)}. ${shown.sources.join('; ') || 'Nothing could be read'}.`;
  const text = [head(SPOKEN), ...entries(SPOKEN), ...notes, sources];
  const blocks: readonly Block[] = [
    section(head(DRAWN)),
    ...sectionsOf(entries(DRAWN)),
    context(
      ...notes.map((each) => DRAWN.words(each)),
      `As of ${DRAWN.minute(shown.now)} · ${escapeText(shown.sources.join(' · '))}`,
    ),
    lensButtons('deploys', deploys.ref, deploys),
  ];
  return { text: clean(text.join('\n')), blocks };
}

/** "Deployments of prod/web · 12, newest first · page 1 of 2" */
function headWords(deploys: Deploys, { defaultEnv }: DeploysShown, speech: Speech): string {
  const { ref, service, from, total, page, pages, older } = deploys;
  const counts =
    from === 'task-sets'
      ? counted(total, 'task set')
      : total === 0
        ? 'none known'
        : `${older ? 'the newest ' : ''}${total}, newest first`;
  return [
    `${speech.strong('Deployments of')} ${speech.name(serviceLabel(ref, defaultEnv))}`,
    counts,
    pages > 1 ? `page ${page} of ${pages}` : '',
    service ? wayWords(service) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How new revisions come in, where that is not the usual way. */
function wayWords({ controller, strategy, bakeTimeMs, circuitBreaker }: Service): string {
  if (controller === 'code-deploy') return 'moved by CodeDeploy';
  if (controller === 'external') return 'moved by an external controller';
  const bake = bakeTimeMs > 0 ? `, ${bakeTimeMs / 60_000} min bake time` : '';
  if (strategy !== 'rolling') return `${strategy.replace('-', '/')}${bake}`;
  if (!circuitBreaker.enabled) return 'no circuit breaker';
  return circuitBreaker.rollback ? 'the circuit breaker rolls back' : 'the circuit breaker only stops';
}

/** Two or three lines: what and how it ended; when, which image, who; and why, where there is something to say. */
function entryWords(deploy: Deploy, now: Date, speech: Speech): string {
  const { revision, images, again, registeredBy } = deploy;
  const [image, ...others] = images;
  const first = [
    `${outcomeEmoji(deploy)} ${speech.strong(revision ? revisionWord(revision) : deploy.id)} ${speech.words(outcomeWord(deploy))}`,
    whenWords(deploy, now, speech),
    lastedWords(deploy, now),
  ];
  const second = [
    image ? speech.name(imageWords(image)) : '',
    moreWords(others.length, 'image'),
    again === 'tag-moved' ? 'the same revision again, and its tag stands for another image now' : '',
    again === 'same-image' ? 'the same revision again' : '',
    registeredBy ? `registered by ${speech.words(oneLine(registeredBy, 80))}` : '',
  ];
  const details = outcomeDetails(deploy, now).map((each) => speech.words(oneLine(each, LONGEST)));
  return [
    first.filter(Boolean).join(' · '),
    ...[second.filter(Boolean).join(' · '), ...details].filter(Boolean).map((each) => `      ${each}`),
  ].join('\n');
}

/** "30 Nov 18:07 UTC (2 h ago)"; what is still under way says its age itself. */
function whenWords(deploy: Deploy, now: Date, speech: Speech): string {
  const { startedAt, endedAt, outcome } = deploy;
  if (startedAt && lastedWords({ startedAt, endedAt, outcome }, now).endsWith('so far'))
    return `since ${speech.dayMinute(startedAt)}`;
  if (startedAt) return `${speech.dayMinute(startedAt)} (${ago(startedAt, now)})`;
  return endedAt ? `ended ${speech.dayMinute(endedAt)} (${ago(endedAt, now)})` : 'when is not known';
}

/** What must be known to read the list rightly. */
function notesOf({ from, service, older, gaps }: Deploys): readonly string[] {
  const missing = gaps.map(({ what, unknown }) => unknownReason(what, unknown));
  const controller =
    service?.controller === 'code-deploy'
      ? 'CodeDeploy keeps this service’s history, and I do not read it. These are the task sets ECS has now.'
      : 'An external controller keeps this service’s history. These are the task sets ECS has now.';
  const standIn =
    from === 'events'
      ? 'ECS’s history could not be had: this is what the live deployments and the newest hundred events still say. Revisions of older ones are not known.'
      : from === 'task-sets'
        ? controller
        : 'ECS keeps a history of 90 days.';
  return [
    ...missing,
    ...(service ? [standIn] : []),
    ...(older ? ['Older ones than these are there and were not read.'] : []),
    'Who started a deployment is not known: ECS does not say. Where ECS says who registered its revision, that is shown.',
  ];
}
