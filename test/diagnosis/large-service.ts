import { codes } from './given-failures.ts';
import { calm, rollOut, type Scene } from './scene.ts';

const TASKS = 200;
const LINES = 50_000;

/** A service of 200 tasks whose rollout answers 404, with 50,000 lines of the last half hour in its log. */
export function largeService(): Scene {
  const scene = calm({ desired: TASKS });
  rollOut(scene, {
    changes: { image: 'web:2' },
    target: { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: codes(404) },
    lines: ['"GET /health HTTP/1.1" 404 "ELB-HealthChecker/2.0"'],
  });
  const [group] = scene.world.logGroups.values();
  const [stream] = group?.streams.values() ?? [];
  for (let nth = 0; nth < LINES; nth += 1)
    stream?.lines.push({ at: scene.ago(30 - nth / 2000), message: `request ${nth} answered` });
  return scene;
}
