import type { Container, Task } from '../../deployment/service.ts';
import { cut } from '../../text.ts';
import { type Clue, lineClues, matching, proofOf, taskProof } from '../clues.ts';
import { type Evidence, settingsOf } from '../evidence.ts';
import { endedAlone, exitProof, exitsOf, isOwnEnd } from '../exits.ts';
import { NOTHING, type Rule, type Verdict } from '../rule.ts';
import { proofsOf, sayingRule } from '../saying.ts';

const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';

const NOT_RUNNABLE = {
  id: 'entrypoint-not-found',
  title: 'What the container is to run is not in the image, or may not be run',
  source: STOPPED,
  remedy: 'correct command, entryPoint or workingDirectory, or put the program into the image',
} as const;

const notStarted = sayingRule({
  ...NOT_RUNNABLE,
  says: /executable file not found|CannotStartContainerError.*(?:no such file|not found|permission denied)|exec: .*(?:no such file|permission denied)|stat [^\s:]+: no such file/i,
  before: 'started',
});

/** What is to run an image's script is not there, also where the script's first line ends in a carriage return. */
const NOT_EXECUTED = /^exec \S+: (?:no such file or directory|permission denied)/i;

/** A shell says it by its exit code. */
const notFound = exitRule({
  ...NOT_RUNNABLE,
  codes: (code) => code === 126 || code === 127,
  lines: /not found|no such file|permission denied/i,
});

const notExecuted = exitRule({
  ...NOT_RUNNABLE,
  codes: (code) => code !== 0,
  lines: NOT_EXECUTED,
  needsLine: true,
});

/** Rules about how containers end. */
export const exitRules: readonly Rule[] = [
  {
    ...NOT_RUNNABLE,
    examine: (evidence) => {
      const said = notStarted.examine(evidence);
      if (said.kind === 'confirmed') return said;
      return orElse(notFound.examine(evidence), orElse(notExecuted.examine(evidence), said));
    },
  },
  {
    id: 'essential-sidecar-exited',
    title: 'A container beside the program ended and took the task with it',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    examine: sidecar,
  },
  {
    id: 'readonly-filesystem',
    title: 'The program writes where it may not',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html',
    examine: readOnly,
  },
  exitRule({
    id: 'native-crash',
    title: 'The program crashed in native code',
    codes: (code) => code === 139 || code === 134,
    remedy:
      'look at native libraries and the image’s platform; with 134 also at the program’s own memory limit',
    lines: /segmentation fault|core dumped|heap out of memory|assert|abort/i,
  }),
  exitRule({
    id: 'process-exited-zero',
    title: 'The program ended by itself, without an error',
    codes: (code) => code === 0,
    remedy: 'run it in the foreground; a service must not end (see command and entryPoint)',
    lines: /./,
  }),
  {
    general: true,
    ...exitRule({
      id: 'app-startup-crash',
      title: 'The program crashes',
      codes: (code) => ![0, 126, 127, 134, 137, 139, 143].includes(code),
      remedy: 'mend what its last lines say',
      lines: /error|exception|traceback|panic|fatal|cannot|missing|required/i,
      unless: /exec format error/i,
    }),
  },
];

function exitRule(given: {
  readonly id: string;
  readonly title: string;
  readonly codes: (code: number) => boolean;
  readonly remedy: string;
  /** Lines that say more. */
  readonly lines: RegExp;
  readonly unless?: RegExp;
  /** The exit code alone does not tell. */
  readonly needsLine?: true;
}): Rule {
  const { id, title, codes, remedy, unless, needsLine } = given;
  return {
    id,
    title,
    source: STOPPED,
    examine: (evidence) => {
      const exits = exitsOf(evidence).filter(({ code }) => codes(code));
      const [first] = exits;
      const lines = lineClues(evidence);
      if (!first || (unless && lines.some(({ text }) => unless.test(text)))) return NOTHING;
      const telling = matching(lines, given.lines).slice(-2);
      if (needsLine && telling.length === 0) return NOTHING;
      const telltale = firstOfLast(lines, given.lines) ?? telling.at(-1);
      const says = `container ${first.container.name} ended with exit code ${first.code}${lifeWords(first.task)}${saidLast(telltale?.text)}`;
      return {
        kind: 'confirmed',
        says,
        remedy,
        because: [
          exitProof(first),
          ...[...new Set([...(telltale ? [telltale] : []), ...telling])].slice(0, 2).map(proofOf),
        ],
        explains: exits.length,
      };
    },
  };
}

function orElse(first: Verdict, second: Verdict): Verdict {
  return first.kind === 'nothing' ? second : first;
}

function sidecar(evidence: Evidence): Verdict {
  const main = mainContainers(evidence);
  const ended = endedAlone(evidence).flatMap((task) => {
    const culprit = task.containers.find(
      (each) => !main.has(each.name) && isOwnEnd(each.exitCode) && isDefined(evidence, task, each),
    );
    const mainsEnd = task.containers.filter(({ name }) => main.has(name));
    const followed = mainsEnd.every(({ exitCode }) => !isOwnEnd(exitCode) || exitCode === 0);
    return culprit && mainsEnd.length > 0 && followed ? [{ task, culprit }] : [];
  });
  const [first] = ended;
  if (!first) return NOTHING;
  return {
    kind: 'confirmed',
    says: `container ${first.culprit.name} ended with exit code ${first.culprit.exitCode}, and the task with it`,
    because: first.task.containers.map(({ name, exitCode }) =>
      taskProof(first.task, `containers[${name}].exitCode`, String(exitCode ?? 'none'), first.task.stoppedAt),
    ),
    remedy: `mend ${first.culprit.name}, or set essential to false where the program can do without it`,
    explains: ended.length,
  };
}

/** What ECS itself adds to a task is in no definition and has no image; not every answer tells the image of the others. */
function isDefined(evidence: Evidence, { revision }: Task, { name, image }: Container): boolean {
  const settings = settingsOf(evidence, revision?.arn);
  return image !== undefined || (settings?.containers.some((each) => each.name === name) ?? false);
}

/** Those behind the load balancer; without one the first of the task. */
function mainContainers({ sighting, suspect }: Evidence): ReadonlySet<string> {
  const behind = sighting.targetGroups.flatMap(({ group }) => group.containerName ?? []);
  const first = suspect.failing.flatMap(({ containers }) => containers[0]?.name ?? []).slice(0, 1);
  return new Set(behind.length > 0 ? behind : first);
}

function readOnly(evidence: Evidence): Verdict {
  const lines = matching(
    lineClues(evidence),
    /EROFS|read-only file system|EACCES: permission denied, (?:open|mkdir)/i,
  );
  const exits = exitsOf(evidence);
  if (lines.length === 0 || exits.length === 0) return NOTHING;
  return {
    kind: 'confirmed',
    says: 'the program writes to a file system that it may only read, and ends',
    because: [...proofsOf(lines), ...exits.slice(0, 1).map(exitProof)],
    remedy: 'give it a volume or tmpfs to write to, or another user',
    explains: exits.length,
  };
}

function lifeWords({ startedAt, stoppedAt }: Task): string {
  if (!startedAt || !stoppedAt) return '';
  const seconds = Math.max(0, Math.round((stoppedAt.getTime() - startedAt.getTime()) / 1000));
  return seconds < 300 ? `, ${seconds} s after it started` : '';
}

/** As many lines as one error is usually told in. */
const MOST_OF_ONE = 5;

/** Where several lines in a row tell of an error at the very end, the first of them says what it is. */
function firstOfLast(lines: readonly Clue[], says: RegExp): Clue | undefined {
  const last = lines.findLastIndex(({ text }) => says.test(text));
  const begin = lines.findLastIndex(
    ({ text, task }, at) => at < last && !(says.test(text) && task === lines[last]?.task),
  );
  return last - begin <= MOST_OF_ONE ? lines[begin + 1] : lines[last];
}

function saidLast(text: string | undefined): string {
  return text === undefined ? '' : `: “${cut(text.trim(), 140)}”`;
}
