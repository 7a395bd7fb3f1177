import { unverifiable } from '../outcome.ts';
import type { HttpProbe } from '../probe.ts';
import { placeOfUrl, probeUrl } from '../probe-url.ts';
import type { HttpAnswer, HttpOutcome } from '../reading.ts';
import type { Evidence, Verification } from '../verification.ts';

/** Whether an address answers as it should. That nothing answers there refutes it; that we did not ask does not. */
export function judgeHttp(probe: HttpProbe, outcome: HttpOutcome): Verification {
  const { at: checkedAt } = outcome;
  const where = shownPlace(probe.url);
  const source = `GET ${where}`;
  if (outcome.kind !== 'answered') {
    const reason = `${where} was not ${outcome.kind === 'failed' ? 'answered' : 'asked'}: ${outcome.reason}`;
    const evidence = [{ source, subject: 'answer', value: outcome.reason, at: checkedAt }];
    return outcome.kind === 'failed'
      ? { kind: 'refuted', reason, evidence, checkedAt }
      : unverifiable(reason, checkedAt);
  }
  const evidence = answerEvidence(outcome, source);
  const wrong = shortcomings(probe, outcome);
  if (wrong.length > 0)
    return { kind: 'refuted', reason: `${where} ${wrong.join(' and ')}`, evidence, checkedAt };
  const unread = UNREAD[outcome.excerpt];
  if (unread)
    return unverifiable(`whether ${where} contains the text cannot be told: ${unread}`, checkedAt, {
      evidence,
    });
  const reason = `${where} answered ${outcome.status} in ${outcome.latencyMs} ms`;
  return { kind: 'verified', reason, evidence, checkedAt };
}

function shortcomings({ status, withinMs }: HttpProbe, answer: HttpAnswer): readonly string[] {
  return [
    answer.status === status ? '' : `answered ${answer.status}, not ${status}`,
    withinMs === undefined || answer.latencyMs <= withinMs
      ? ''
      : `took ${answer.latencyMs} ms, not ${withinMs} or less`,
    answer.excerpt === 'absent' ? 'does not contain the text' : '',
  ].filter(Boolean);
}

function answerEvidence(answer: HttpAnswer, source: string): readonly Evidence[] {
  const { status, latencyMs, bytes, excerpt, redirects, address, at } = answer;
  const one = (subject: string, value: string): Evidence => ({ source, subject, value, at });
  return [
    one('status', `${status}`),
    one('latency', `${latencyMs} ms`),
    one('body', `${bytes} bytes read${EXCERPTS[excerpt]}`),
    one('address', address),
    ...redirects.map((to) => one('redirect', to)),
  ];
}

/** Why a text that was not seen may be there all the same. */
const UNREAD: Readonly<Partial<Record<HttpAnswer['excerpt'], string>>> = {
  'cut-off': 'the answer is longer than what is read of it',
  encoded: 'the answer is compressed',
};

const EXCERPTS: Readonly<Record<HttpAnswer['excerpt'], string>> = {
  'not-asked': '',
  found: ', the text is in it',
  absent: ', the text is not in it',
  'cut-off': ', the text is not in what was read',
  encoded: ', compressed',
};

function shownPlace(url: string): string {
  const found = probeUrl(url);
  return found.kind === 'usable' ? placeOfUrl(found.url) : 'the address';
}
