import { describe, expect, it } from 'vitest';
import { codes, exited, unhealthy } from '../given-failures.ts';
import { diagnoses } from '../given-trouble.ts';

const ask = diagnoses();

describe('what follows from a cause', () => {
  it.each([
    ['sigterm-exit', unhealthy(codes(404)), 'stopCode ServiceSchedulerInitiated'],
    [
      'start-throttled',
      withEvent(
        'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.',
      ),
      'only waits longer',
    ],
    [
      'circuit-breaker-tripped',
      withEvent('(deployment ecs-svc/1) deployment failed: tasks failed to start.'),
      'counts failures',
    ],
  ])('%s is excluded by what shows that, and never the cause', async (id, build, because) => {
    const { data } = await ask(build());
    expect(data.ruledOut.find((each) => each.id === id)?.because).toContain(because);
    expect([
      data.rootCause,
      ...data.contributing.map((each) => each.id),
      ...data.likely.map((each) => each.id),
    ]).not.toContain(id);
    expect(data.rootCause).not.toBeNull();
  });

  it('is not spoken of where it is not seen', async () => {
    const { data } = await ask(exited(1)());
    expect(data.ruledOut.map(({ id }) => id)).not.toContain('sigterm-exit');
  });
});

function withEvent(message: string) {
  return () => {
    const scene = unhealthy(codes(404))();
    scene.say(message);
    return scene;
  };
}
