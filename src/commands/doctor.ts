import type { Answer, Call } from '../ask/answer.ts';
import type { Deps } from '../deps.ts';
import { doctorMessage } from '../views/doctor.ts';
import type { Command } from './command.ts';

/** `doctor`: every part is asked at once, and none waits for a broken one longer than its own time-out. */
export const doctor = {
  name: 'doctor',
  usage: 'doctor',
  summary: 'checks myself: configuration, Slack, every AWS action, database',
  examples: ['doctor'],
  role: 'viewer',
  options: {},
  optionWords: {},
  async run(
    { doctor: self, estate, clock }: Pick<Deps, 'doctor' | 'estate' | 'clock'>,
    call: Call,
  ): Promise<Answer> {
    const channel = call.place.kind === 'channel' ? call.place.channel : undefined;
    const groups = await Promise.all([
      { title: 'Configuration', checkups: self.configuration() },
      self.slack(channel).then((checkups) => ({ title: 'Slack', checkups })),
      ...estate.environments.map(async ({ alias, region }) => ({
        title: `AWS ${alias} (${region})`,
        checkups: await estate.checkups(alias),
      })),
      self.database().then((checkups) => ({ title: 'Database', checkups })),
    ]);
    const aliases = estate.environments.map(({ alias }) => alias);
    return { message: doctorMessage(groups, aliases, clock.now()), data: { groups } };
  },
} satisfies Command;
