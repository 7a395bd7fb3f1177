import type { Answer } from './ask/answer.ts';
import type { Log } from './log.ts';
import type { Responder } from './respond.ts';
import type { Ear, Rest, Shown } from './slack/heard.ts';
import type { Message } from './views/message.ts';

/** Joins what Slack hears to the responder, and its outcomes to Slack's ways of answering. */
export function createEar(responder: Responder, log: Log): Ear {
  /** The fuller form is left for later, and takes the place of nothing but the answer it belongs to. */
  async function show(answer: Answer, by: (message: Message) => Promise<Shown>): Promise<Rest> {
    const shown = await by(answer.message);
    const { later } = answer;
    if (!later) return undefined;
    return () => orLogged(log, async () => shown.amend((await later).message));
  }

  return {
    heard: ({ text, ...source }, reply) =>
      orLogged(log, async () => {
        const { answer } = await responder.typed(text, source);
        return show(answer, reply.answer);
      }),
    clicked: ({ actionId, value, ...source }, reply) =>
      orLogged(log, async () => {
        const clicked = await responder.clicked(actionId, value, { ...source, via: 'click' });
        const { answer, outcome } = clicked;
        return show(answer, outcome === 'done' && clicked.show === 'instead' ? reply.replace : reply.answer);
      }),
    home: (person, reply) =>
      orLogged(log, async () => {
        const { answer } = await responder.home(person);
        return show(answer, reply.answer);
      }),
  };
}

/** Nobody waits for an answer to be delivered: the log is the only place left to say that it was not. */
async function orLogged<T>(log: Log, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (err) {
    log.error({ err }, 'answer not delivered');
    return undefined;
  }
}
