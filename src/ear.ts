import type { Answer } from './ask/answer.ts';
import type { Log } from './log.ts';
import type { Responder } from './respond.ts';
import type { Ear, Reply, Rest } from './slack/heard.ts';

/** Joins what Slack hears to the responder, and its outcomes to Slack's ways of answering. */
export function createEar(responder: Responder, log: Log): Ear {
  /** The fuller form is left for later, and takes the place of nothing but the answer it belongs to. */
  async function show(answer: Answer, reply: Reply, by = reply.answer): Promise<Rest> {
    if (await opened(answer, reply)) return undefined;
    const shown = await by(answer.message);
    const { later } = answer;
    if (!later) return undefined;
    return () => orLogged(log, async () => shown.amend((await later).message));
  }

  /** Where no form can be opened, the message says how to go on without. */
  async function opened({ modal }: Answer, { open }: Reply): Promise<boolean> {
    if (!modal || !open) return false;
    try {
      return (await open(modal)) === 'opened';
    } catch (err) {
      log.error({ err, form: modal.id }, 'form not opened, its message shown instead');
      return false;
    }
  }

  return {
    heard: ({ text, files, ...source }, reply) =>
      orLogged(log, async () => {
        const { answer } = await responder.typed(text, source, files);
        return show(answer, reply);
      }),
    clicked: ({ actionId, value, ...source }, reply) =>
      orLogged(log, async () => {
        const clicked = await responder.clicked(actionId, value, { ...source, via: 'click' });
        const { answer, outcome } = clicked;
        return show(
          answer,
          reply,
          outcome === 'done' && clicked.show === 'instead' ? reply.replace : reply.answer,
        );
      }),
    complaints({ formId, ...draft }) {
      try {
        return responder.complaints(formId, draft);
      } catch (err) {
        log.error({ err, form: formId }, 'form not checked, taken as it is');
        return {};
      }
    },
    submitted: ({ formId, state, values, files, ...source }, reply) =>
      orLogged(log, async () => {
        const filled = { state, values, files };
        const { answer } = await responder.submitted(formId, filled, { ...source, via: 'form' });
        return show(answer, reply);
      }),
    pointed: ({ shortcutId, text, ts, ...source }, reply) =>
      orLogged(log, async () => {
        const message = { text, ts };
        const { answer } = await responder.pointed(shortcutId, message, { ...source, via: 'shortcut' });
        return show(answer, reply);
      }),
    home: (person, reply) =>
      orLogged(log, async () => {
        const { answer } = await responder.home(person);
        return show(answer, reply);
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
