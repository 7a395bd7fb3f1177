import { alerts } from './alerts.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { help } from './help.ts';
import { logs } from './logs.ts';
import { menu } from './menu.ts';
import { status } from './status.ts';
import { unwatch } from './unwatch.ts';
import { watch } from './watch.ts';

/** Every command, in the order the help shows them. */
export const COMMANDS: readonly Command[] = [status, logs, watch, unwatch, alerts, doctor, menu, help];
