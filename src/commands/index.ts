import { alerts } from './alerts.ts';
import { blocker } from './blocker.ts';
import type { Command } from './command.ts';
import { contradictions } from './contradictions.ts';
import { criterion } from './criterion.ts';
import { decision } from './decision.ts';
import { deploys } from './deploys.ts';
import { diagnose } from './diagnose.ts';
import { diff } from './diff.ts';
import { digest } from './digest.ts';
import { doctor } from './doctor.ts';
import { evidence } from './evidence.ts';
import { finding } from './finding.ts';
import { health } from './health.ts';
import { help } from './help.ts';
import { logs } from './logs.ts';
import { menu } from './menu.ts';
import { next } from './next.ts';
import { op } from './op.ts';
import { phase } from './phase.ts';
import { status } from './status.ts';
import { task } from './task.ts';
import { unwatch } from './unwatch.ts';
import { verify } from './verify.ts';
import { watch } from './watch.ts';

/** Every command, in the order the help shows them. */
export const COMMANDS: readonly Command[] = [
  status,
  health,
  deploys,
  diagnose,
  diff,
  logs,
  watch,
  unwatch,
  alerts,
  op,
  phase,
  task,
  blocker,
  criterion,
  decision,
  finding,
  next,
  verify,
  evidence,
  contradictions,
  digest,
  doctor,
  menu,
  help,
];
