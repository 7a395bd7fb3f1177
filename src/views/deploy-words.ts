import type { DeployedImage, DeploymentHook } from '../deployment/deployment-record.ts';
import type { Deploy, DeployOutcome } from '../deployment/deploys.ts';
import { counted, oneLine } from '../text.ts';
import { age } from './mrkdwn.ts';
import { revisionWord } from './words.ts';

const EMOJI: Readonly<Record<DeployOutcome['kind'], string>> = {
  succeeded: '🟢',
  'in-progress': '🔵',
  failed: '🔴',
  'rolled-back': '🟠',
  'rolling-back': '🟠',
  stopped: '⚪',
  'task-set': '🔵',
  other: '❔',
};

/** A mark beside the outcome; the words carry the meaning. */
export function outcomeEmoji({ outcome }: Pick<Deploy, 'outcome'>): string {
  if (outcome.kind === 'task-set' && outcome.stability === 'steady-state') return '🟢';
  return EMOJI[outcome.kind];
}

/** "rolled back to rev 7" */
export function outcomeWord({ outcome }: Pick<Deploy, 'outcome'>): string {
  switch (outcome.kind) {
    case 'rolled-back':
    case 'rolling-back': {
      const words = outcome.kind === 'rolled-back' ? 'rolled back' : 'rolling back';
      return outcome.to ? `${words} to ${revisionWord(outcome.to)}` : words;
    }
    case 'in-progress':
      return 'in progress';
    case 'task-set':
      return `${outcome.status} task set`;
    case 'other':
      return `state ${outcome.status.replaceAll('-', ' ')}`;
    default:
      return outcome.kind;
  }
}

const STAGES: Readonly<Record<string, string>> = {
  RECONCILE_SERVICE: 'getting ready',
  PRE_SCALE_UP: 'before the new tasks start',
  SCALE_UP: 'new tasks are starting',
  POST_SCALE_UP: 'new tasks run, before any traffic',
  TEST_TRAFFIC_SHIFT: 'test traffic moves to the new tasks',
  POST_TEST_TRAFFIC_SHIFT: 'test traffic is on the new tasks',
  PRE_PRODUCTION_TRAFFIC_SHIFT: 'before production traffic moves',
  PRODUCTION_TRAFFIC_SHIFT: 'production traffic moves to the new tasks',
  POST_PRODUCTION_TRAFFIC_SHIFT: 'production traffic is on the new tasks',
  BAKE_TIME: 'baking: both sets run, and a trouble now still rolls back',
  CLEAN_UP: 'the old tasks are being stopped',
};

/** What else there is to say of how it went, most important first; a line each. */
export function outcomeDetails({ outcome, bakeTimeMs }: Deploy, now: Date): readonly string[] {
  switch (outcome.kind) {
    case 'in-progress':
      return [
        [
          outcome.tasks ? `${outcome.tasks.running}/${outcome.tasks.requested} running` : '',
          outcome.failures ? `${outcome.failures} failed in a row` : '',
          outcome.productionWeight === undefined ? '' : `${outcome.productionWeight} % of the traffic`,
        ]
          .filter(Boolean)
          .join(' · '),
        stageWords(outcome.stage, bakeTimeMs),
        ...outcome.hooks.map((hook) => hookWords(hook, now)),
      ].filter(Boolean);
    case 'task-set':
      return [
        `${outcome.tasks.running}/${outcome.tasks.requested} running · ${outcome.stability?.replace('-', ' ') ?? 'stability not known'}`,
      ];
    case 'stopped':
      return [
        outcome.by ? `${revisionWord(outcome.by)} took its place before it was done` : '',
        outcome.reason ?? '',
      ].filter(Boolean);
    case 'succeeded':
      return [];
    case 'rolled-back':
    case 'rolling-back':
      return [
        [
          outcome.reason ?? 'ECS gives no reason',
          outcome.failures ? `${counted(outcome.failures, 'task')} had failed` : '',
        ]
          .filter(Boolean)
          .join(' · '),
      ];
    default:
      return [outcome.reason ?? 'ECS gives no reason'];
  }
}

/** "stage SCALE_UP: new tasks are starting" */
function stageWords(stage: string | undefined, bakeTimeMs: number): string {
  if (stage === undefined) return '';
  const words = STAGES[stage] ?? 'a stage that I do not know';
  const bake = stage === 'BAKE_TIME' && bakeTimeMs > 0 ? ` (${bakeTimeMs / 60_000} min)` : '';
  return `stage ${stage}: ${words}${bake}`;
}

const HOOKS: Readonly<Record<string, string>> = {
  AWAITING_ACTION: 'waits for somebody to continue it',
  IN_PROGRESS: 'is running',
  FAILED: 'failed',
  TIMED_OUT: 'took too long',
};

function hookWords({ target, status, expiresAt }: DeploymentHook, now: Date): string {
  const until = expiresAt && expiresAt > now ? `, for ${age(now, expiresAt)} more` : '';
  return `hook ${target} ${HOOKS[status] ?? status}${until} [${status}]`;
}

const DIGEST_SHOWN = 12;

/** "enhanced-ml:1.5.0 @3f2a9c1d77b0": the last part of the image's name, and the digest it stood for. */
export function imageWords({ image, digest }: DeployedImage): string {
  const name = image.replace(/@sha256:[0-9a-f]+$/, '');
  const short = name.slice(name.lastIndexOf('/') + 1);
  const own = digest ?? /sha256:[0-9a-f]+$/.exec(image)?.[0];
  return oneLine(own ? `${short} @${own.replace('sha256:', '').slice(0, DIGEST_SHOWN)}` : short, 120);
}

/** "took 3 min", "12 min so far"; '' where a time is missing. */
export function lastedWords(
  { startedAt, endedAt, outcome }: Pick<Deploy, 'startedAt' | 'endedAt' | 'outcome'>,
  now: Date,
): string {
  if (!startedAt) return '';
  if (endedAt) return `took ${age(startedAt, endedAt)}`;
  const isOpen = outcome.kind === 'in-progress' || outcome.kind === 'rolling-back';
  return isOpen ? `${age(startedAt, now)} so far` : '';
}
