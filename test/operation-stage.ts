import { readFileSync } from 'node:fs';
import type { Answer, Call } from '../src/ask/answer.ts';
import { dispatch } from '../src/commands/dispatch.ts';
import { COMMANDS } from '../src/commands/index.ts';
import type { Deps } from '../src/deps.ts';
import { UpstreamError } from '../src/errors.ts';
import type { OperationRecord } from '../src/operation/record.ts';
import type { Store } from '../src/store/store.ts';
import { fakeOperations, fakeVerifications } from './fake-store.ts';
import { aCall, fakeEstate, SOME_DIRECTORY, SOME_OUTBOX } from './fakes.ts';
import { NOW } from './given.ts';
import { trackers } from './given-trackers.ts';

/** The tracker of the operation that this bot is named after. */
export const REFERENCE = readFileSync(
  new URL('../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);

/** What commands about operations need. */
export type StageDeps = Pick<
  Deps,
  'estate' | 'operations' | 'trackers' | 'verifications' | 'directory' | 'clock' | 'outbox'
>;

/** A bot that knows operations alone, and what is typed to it. The channel works at the text, if it is given one. */
export async function anOperationStage(text: string | 'none' = REFERENCE, given: Partial<StageDeps> = {}) {
  let now = NOW;
  const deps = {
    operations: fakeOperations(),
    estate: fakeEstate([]).estate,
    trackers,
    verifications: fakeVerifications(),
    directory: SOME_DIRECTORY,
    outbox: SOME_OUTBOX,
    clock: { now: () => now },
    ...given,
  };
  const stage = {
    deps,
    /** Time goes by. */
    pass(minutes: number) {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** As if somebody typed it behind `/snail`. */
    async say(typed: string, call: Partial<Call> = {}): Promise<Answer> {
      const { command, typed: words } = dispatch(typed, COMMANDS);
      return command.run(deps as unknown as Deps, aCall({ ...call, ...words }));
    },
    /** What the answer says to those who see no blocks. */
    async words(typed: string, call: Partial<Call> = {}): Promise<string> {
      return (await stage.say(typed, call)).message.text;
    },
    /** The operation that the channel works at. */
    async record(channel = 'C1'): Promise<OperationRecord> {
      const found = await deps.operations.ofChannel(channel);
      if (!found) throw new Error(`no operation in ${channel}`);
      return found;
    },
    /** The lines that are not as they were: "- 83 …", "+ 83 …", numbered as they stand before and after. */
    async changed(typed: string, call: Partial<Call> = {}): Promise<readonly string[]> {
      const before = (await stage.record()).source;
      await stage.say(typed, call);
      return changedLines(before, (await stage.record()).source);
    },
  };
  if (text !== 'none') await stage.say('op import', { files: [aFile(text)] });
  return stage;
}

/** A file that somebody sent along. */
export function aFile(text: string, name = 'operation-snail-trail.md'): Call['files'][number] {
  const bytes = new TextEncoder().encode(text);
  return { name, size: bytes.length, read: async () => bytes };
}

/** A database that does not answer. */
export function brokenOperations(): Store['operations'] {
  const outage = () => Promise.reject(new UpstreamError('read the operation: no answer', 'unreachable'));
  return {
    ...{ get: outage, named: outage, ofChannel: outage, list: outage },
    ...{ use: outage, save: outage, history: outage },
  };
}

/** By the longest common run of lines: nothing but what has to be told apart. */
export function changedLines(before: string, after: string): readonly string[] {
  const [was, is] = [before.split('\n'), after.split('\n')];
  const common = was.map(() => is.map(() => 0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = was.length - 1; i >= 0; i -= 1)
    for (let j = is.length - 1; j >= 0; j -= 1)
      (common[i] ?? [])[j] = was[i] === is[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < was.length || j < is.length) {
    if (i < was.length && j < is.length && was[i] === is[j]) {
      i += 1;
      j += 1;
    } else if (i < was.length && (j >= is.length || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${i + 1} ${was[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${j + 1} ${is[j]}`);
      j += 1;
    }
  }
  return lines;
}
