import type { Population } from '../../src/demo/world/populate.ts';
import { buildBare, type RunningApp, type Surroundings, startBare, startBot } from './apps.ts';
import type { Processes, Script } from './processes.ts';

/** What every measurement needs: Slack and the load in processes of their own, and the two apps to compare. */
export interface Stage {
  readonly processes: Processes;
  readonly slack: Script;
  readonly load: Script;
  /** Where the answers to the load's commands go. */
  readonly responseUrl: string;
  readonly signingSecret: string;
  /** A simulated AWS of its own process. */
  aws(population: Population): Promise<Script & Surroundings['aws']>;
  /** @param settings beside the usual ones, such as `LOG_LEVEL` */
  bot(
    aws: Surroundings['aws'],
    nodeArgs?: readonly string[],
    settings?: Readonly<Record<string, string>>,
  ): Promise<RunningApp>;
  bare(): Promise<RunningApp>;
}

interface SlackStarted {
  readonly apiUrl: string;
  readonly responseUrl: string;
  readonly tokens: { readonly bot: string; readonly signingSecret: string };
}

export async function createStage(processes: Processes): Promise<Stage> {
  const slack = processes.script('local-slack.ts');
  const load = processes.script('load.ts');
  const [{ apiUrl, responseUrl, tokens }, bareFile] = await Promise.all([
    slack.ask<SlackStarted>('start'),
    buildBare(processes.folder),
  ]);
  const { bot, signingSecret } = tokens;
  const reach = { apiUrl, bot, signingSecret };
  return {
    processes,
    slack,
    load,
    responseUrl,
    signingSecret,
    async aws(population) {
      const script = processes.script('local-aws.ts');
      return { ...script, ...(await script.ask<Surroundings['aws']>('start', population)) };
    },
    bot: (aws, nodeArgs, settings) => startBot(processes, { slack: reach, aws }, nodeArgs, settings),
    bare: () => startBare(processes, bareFile, { slack: reach }),
  };
}
