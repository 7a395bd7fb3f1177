import type { Click } from '../src/actions/action.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import type { Deps } from '../src/deps.ts';
import type { KeptDiagnosis } from '../src/diagnosis/kept.ts';
import { createRedactor } from '../src/redaction/redact.ts';
import type { Message } from '../src/views/message.ts';
import { fakeDiagnoses } from './fake-diagnoses.ts';
import { fakeBlackBox, fakeLeases } from './fake-store.ts';
import { aCall, fakeEstate, SOME_OUTBOX } from './fakes.ts';
import { aSighting, NOW } from './given.ts';

/** What diagnoses are asked, posted and saved with: one service, healthy unless told, and what Slack was sent. */
export function aDesk({
  kept = [],
  sighting = aSighting(),
}: {
  readonly kept?: readonly KeptDiagnosis[];
  readonly sighting?: Sighting;
} = {}) {
  let now = NOW;
  let posts = 0;
  const sent: string[] = [];
  const messages: Message[] = [];
  const taken = (how: string, { channel, ts }: { channel: string; ts?: string }, message: Message) => {
    posts += 1;
    sent.push(`${how} ${channel}${ts ? ` ${ts}` : ''}: ${message.text.split('\n')[0]}`);
    messages.push(message);
    return { channel, ts: `9.${posts}` };
  };
  const outbox: Deps['outbox'] = {
    ...SOME_OUTBOX,
    post: async (channel, message) => taken('post', { channel }, message),
    reply: async (root, message) => taken('reply', root, message),
    update: async (posted, message) => void taken('edit', posted, message),
    file: async ({ channel, ts }, { name }) => void sent.push(`file ${channel} ${ts}: ${name}`),
  };
  const { estate, asked } = fakeEstate([sighting]);
  const deps = {
    ...{ estate, outbox, diagnoses: fakeDiagnoses(kept), blackBox: fakeBlackBox(), leases: fakeLeases() },
    redact: createRedactor([]),
    clock: { now: () => now },
    sleep: () => new Promise<void>(() => {}),
  };
  return {
    ...{ deps, sent, messages, asked },
    /** Time goes by. */
    pass(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}

/** Anna clicks in C1. */
export function aDeskClick(value: string, place: Partial<Click['place']> = {}): Click {
  const call = aCall();
  return { value, person: { ...call.person, name: 'Anna' }, place: { ...call.place, ...place } };
}

/** Of a click's message: which actions its buttons are. */
export function buttonsOf({ blocks }: Message): readonly string[] {
  return blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [],
  );
}
