import { afterEach } from 'vitest';
import { diagnosisAnswer } from '../../src/ask/diagnose-answer.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import type { Message } from '../../src/views/message.ts';
import { ENV, NOW_ONLY, PLENTY, type Stage, startAws } from '../aws/given-aws.ts';
import { fakeBlackBox } from '../fake-store.ts';
import type { Scene } from './scene.ts';

/** The service of every scene. */
export const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };

/** What programs read of a diagnosis. */
export interface Data {
  readonly verdict: string;
  readonly settling: boolean;
  readonly rootCause: string | null;
  readonly mechanism: string | null;
  readonly says: string | null;
  readonly contributing: readonly { readonly id: string }[];
  readonly likely: readonly { readonly id: string; readonly settle: string }[];
  readonly ruledOut: readonly { readonly id: string; readonly because: string }[];
  readonly workedBefore: {
    readonly revision: string;
    readonly line: { readonly text: string } | null;
  } | null;
  readonly differences:
    | readonly {
        readonly id: string;
        readonly what: string;
        readonly before?: string;
        readonly after?: string;
      }[]
    | null;
  readonly notChecked: readonly { readonly what: string; readonly permission: string | null }[];
  readonly evidence: readonly { readonly source: string; readonly what: string; readonly value: string }[];
  readonly unmatched: readonly { readonly value: string }[];
  readonly next: readonly string[];
  readonly looked: readonly string[];
}

/** The time that the bot believes in. */
function ahead({ clock }: Pick<Scene, 'clock'>, ms: number): Date {
  return new Date(clock.now().getTime() + ms);
}

/** Asks the real adapters for a diagnosis of the scene. */
export function diagnoses() {
  const up: Stage[] = [];
  afterEach(async () => {
    for (const stage of up.splice(0)) await stage.stop();
  });
  return async (
    scene: Pick<Scene, 'world' | 'clock'>,
    before: (stage: Stage) => void = () => {},
    { aheadMs = 0 }: { readonly aheadMs?: number } = {},
  ): Promise<{ readonly data: Data; readonly message: Message; readonly stage: Stage }> => {
    const { world } = scene;
    // The world's own clock is that of AWS.
    const clock = aheadMs === 0 ? scene.clock : { ...scene.clock, now: () => ahead(scene, aheadMs) };
    const stage = await startAws({ worlds: [world], clock, limits: { rates: PLENTY, logsIn: {} } });
    up.push(stage);
    before(stage);
    const deps = {
      estate: stage.estate,
      clock,
      blackBox: fakeBlackBox(),
      redact: createRedactor([]),
      sleep: clock.sleep,
    };
    const { data, message } = await diagnosisAnswer(deps, WEB, { freshness: NOW_ONLY });
    return { data: data as Data, message, stage };
  };
}
