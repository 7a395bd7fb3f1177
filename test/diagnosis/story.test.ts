import { expect, it } from 'vitest';
import { diagnosisAnswer } from '../../src/ask/diagnose-answer.ts';
import { createStory } from '../../src/demo/story.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { ENV, movedClock, NOW_ONLY, PLENTY, stages } from '../aws/given-aws.ts';
import { fakeBlackBox } from '../fake-store.ts';

const stage = stages();
const ENHANCED_ML = { env: ENV.alias, cluster: 'ml-prod', name: 'enhanced-ml' };

async function told(seconds: number, name = 'enhanced-ml') {
  const clock = movedClock();
  const story = createStory({ clock });
  clock.forward(seconds * 1000);
  story.advance(clock.now());
  const { estate } = await stage({ clock, worlds: [story.world], limits: { rates: PLENTY, logsIn: {} } });
  const deps = { estate, clock, blackBox: fakeBlackBox(), redact: createRedactor([]), sleep: clock.sleep };
  return diagnosisAnswer(deps, { ...ENHANCED_ML, name }, { freshness: NOW_ONLY });
}

it('names the change of program behind the checks that fail in the story, and what it is not', async () => {
  const { data, message } = await told(60);
  expect(data).toMatchObject({
    verdict: 'confirmed',
    rootCause: 'drift-command-changed',
    mechanism: 'hc-path-mismatch',
    revision: 'enhanced-ml:15',
    workedBefore: { revision: 'enhanced-ml:14', line: { text: expect.stringMatching(/GET \/health.* 200/) } },
    notChecked: [],
    ruledOut: expect.arrayContaining([
      expect.objectContaining({ id: 'no-public-ip' }),
      expect.objectContaining({ id: 'sg-alb-to-task-blocked' }),
      expect.objectContaining({ id: 'image-tag-not-found' }),
    ]),
  });
  const [sentence] = message.text.split('\n');
  expect(sentence).toBe(
    '🔴 Confirmed · ml-prod/enhanced-ml rev 15: the health check asks GET /health and the program answers 404, since the command of enhanced-ml changed: python enhanced_ml_service.py → python service.py',
  );
});

it('finds nothing wrong once the story’s fix is out', async () => {
  const { data } = await told(900);
  expect(data).toMatchObject({
    verdict: 'healthy',
    rootCause: null,
    contributing: [],
    likely: [],
    notChecked: [],
  });
});

it('finds the service whose tasks run out of memory, though it is well at the moment', async () => {
  const { data } = await told(400, 'model-cache');
  expect(data).toMatchObject({ verdict: 'confirmed', rootCause: 'oom-killed' });
});
