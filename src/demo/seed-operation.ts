import { readFile } from 'node:fs/promises';
import type { App } from '../app.ts';
import type { Seed } from './slack/workspace.ts';
import { typeAs } from './type-as.ts';

/** The tracker of the reference story, as a person keeps it. */
export const STORY_TRACKER = new URL('./story/operation-snail-trail.md', import.meta.url);

/** Who had sent it before the page was opened. */
const SENT_BY = 'boris';

/** Probes for four criteria of the story's tracker, by words that only one of them has. */
const STORY_PROBES: readonly (readonly [criterion: string, probe: string])[] = [
  ['deployed with correct configuration', 'rollout complete enhanced-ml'],
  [
    'health check configuration fixed',
    'task-definition enhanced-ml healthCheck.command = "CMD-SHELL curl -fs http://localhost:5000/health || exit 1"',
  ],
  ['health check failures resolved', 'service steady enhanced-ml'],
  ['performance monitoring active', 'alarm ok enhanced-ml-unhealthy-hosts'],
];

/** Has the story's tracker taken in for the channel of the demo, as if somebody had sent it with `op import`. */
export async function seedOperation(app: Pick<App, 'typed'>, seed: Seed): Promise<void> {
  const bytes = await readFile(STORY_TRACKER);
  const file = { name: 'operation-snail-trail.md', size: bytes.length, read: async () => bytes };
  await typeAs(app, seed, { by: SENT_BY, text: 'op import', files: [file] });
}

/** Binds probes to its criteria, and has the channel told every quarter of an hour how it goes. */
export async function seedProof(app: Pick<App, 'typed'>, seed: Seed): Promise<void> {
  for (const [criterion, probe] of STORY_PROBES)
    await typeAs(app, seed, { by: SENT_BY, text: `criterion bind "${criterion}" ${probe}` });
  await typeAs(app, seed, { by: SENT_BY, text: 'digest every "*/15 * * * *"' });
}
