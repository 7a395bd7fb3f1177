import type { Answer } from './ask/answer.ts';
import type { Log } from './log.ts';
import type { Responder } from './respond.ts';
import type { Ear, Reply } from './slack/heard.ts';

/** Joins what Slack hears to the responder, and its outcomes to Slack's ways of answering. */
export function createEar(responder: Responder, log: Log): Ear {
  return {
    heard: ({ text, ...source }, reply) =>
      orLogged(log, async () => {
        const { answer } = await responder.typed(text, source);
        await reply.answer(answer.message);
        await amendLater(answer, reply);
      }),
    clicked: ({ actionId, value, ...source }, reply) =>
      orLogged(log, async () => {
        const { answer, outcome, show } = await responder.clicked(actionId, value, {
          ...source,
          via: 'click',
        });
        if (outcome === 'done' && show === 'instead') await reply.amend(answer.message);
        else await reply.answer(answer.message);
        await amendLater(answer, reply);
      }),
    home: async (person) => {
      const place = { channel: person.id, thread: undefined, kind: 'direct', team: person.team } as const;
      const { answer } = await responder.typed('status --all', { person, place, via: 'click' });
      const { message } = (await answer.later) ?? answer;
      // The Home tab has no channel to answer in, so nothing there can be pressed.
      return { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') };
    },
  };
}

async function amendLater({ later }: Answer, reply: Reply): Promise<void> {
  if (later) await reply.amend((await later).message);
}

/** Nobody waits for an answer to be delivered: the log is the only place left to say that it was not. */
async function orLogged(log: Log, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (err) {
    log.error({ err }, 'answer not delivered');
  }
}
