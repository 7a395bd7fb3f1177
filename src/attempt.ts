import { randomBytes } from 'node:crypto';
import { type Decision, decide, type Grants, type Role } from './access/access.ts';
import type { AuditEntry } from './access/audit.ts';
import { decideLogs, type LogGrants, type Sharing } from './access/log-access.ts';
import type { Person, Place } from './access/person.ts';
import type { Alongside } from './alongside.ts';
import type { Answer } from './ask/answer.ts';
import type { Clock } from './clock.ts';
import { UpstreamError, UserError } from './errors.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Store } from './store/store.ts';
import { oneLine } from './text.ts';
import { failureMessage } from './views/failure.ts';

const MOST_DETAIL = 300;

/** What `attempt` needs, whatever it runs. */
export interface AttemptDeps {
  readonly audit: Store['audit'];
  /** Where the audit is written, since no answer should wait for that. */
  readonly alongside: Pick<Alongside, 'add'>;
  readonly grants: Grants;
  readonly logGrants: LogGrants;
  /** Whether people of other organisations are in a channel. @throws UpstreamError */
  readonly sharingOf: (channel: string) => Promise<Sharing>;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'trigger'>;
}

/** Who wants what, and where. */
export interface Attempted {
  readonly verb: string;
  readonly role: Role;
  /** Set for what shows log lines. */
  readonly reads?: 'logs' | undefined;
  readonly detail: string;
  readonly via: AuditEntry['via'];
  readonly person: Person;
  readonly place: Place;
}

/** An answer, and how it came about. */
export interface Outcome {
  readonly answer: Answer;
  readonly outcome: AuditEntry['outcome'];
}

/**
 * Runs one trigger for one person: asks whether they may, runs it, turns any error into a short answer with a
 * reference, and has the audit written alongside. Never rejects. The fuller form of an answer is guarded in the same way.
 */
export async function attempt(
  deps: AttemptDeps,
  attempted: Attempted,
  run: () => Promise<Answer>,
): Promise<Outcome> {
  const { clock, metrics } = deps;
  const reference = randomBytes(4).toString('hex');
  const beganAt = clock.now();
  const done = await guarded(deps, attempted, reference, run);
  metrics.trigger(attempted.verb, done.outcome, clock.now().getTime() - beganAt.getTime());
  deps.alongside.add(record(deps, attempted, { at: beganAt, reference, outcome: done.outcome }));
  return done;
}

async function guarded(
  deps: AttemptDeps,
  attempted: Attempted,
  reference: string,
  run: () => Promise<Answer>,
): Promise<Outcome> {
  try {
    const decision = await decided(deps, attempted);
    if (decision.kind === 'refused') return refused(decision.reason, reference, attempted);
    const answer = await run();
    return {
      answer: answer.later
        ? { ...answer, later: guardedLater(deps, attempted, reference, answer.later) }
        : answer,
      outcome: 'done',
    };
  } catch (error) {
    return failed(deps, attempted, reference, error);
  }
}

/** The one place where all that is typed and clicked is allowed or refused. */
async function decided(
  { grants, logGrants, sharingOf }: AttemptDeps,
  { person, place, role, reads }: Attempted,
): Promise<Decision> {
  const decision = decide({ person, place, needs: role }, grants);
  if (decision.kind === 'refused' || reads !== 'logs') return decision;
  const sharing = place.kind === 'channel' ? await sharingOf(place.channel) : 'internal';
  return decideLogs({ person, place }, sharing, { ...logGrants, admins: grants.admins });
}

function refused(reason: string, reference: string, { place }: Attempted): Outcome {
  const message = failureMessage(new UserError(reason), reference, place);
  return { answer: { message, data: { error: reason, kind: 'refused', reference } }, outcome: 'refused' };
}

function guardedLater(
  deps: AttemptDeps,
  attempted: Attempted,
  reference: string,
  later: Promise<Answer>,
): Promise<Answer> {
  return later.catch((error: unknown) => ({
    ...failed(deps, attempted, reference, error).answer,
    nothingRead: true,
  }));
}

function failed(
  { log }: AttemptDeps,
  { verb, place }: Attempted,
  reference: string,
  error: unknown,
): Outcome {
  const outcome =
    error instanceof UserError ? 'user-error' : error instanceof UpstreamError ? 'upstream-error' : 'bug';
  if (outcome === 'bug') log.error({ err: error, verb, reference }, 'trigger broke');
  else if (error instanceof UpstreamError)
    log.warn({ err: error, verb, reference, outcome, code: codeOf(error) }, 'trigger failed');
  else log.info({ verb, reference, outcome, reason: String(error) }, 'trigger refused');
  const message = failureMessage(error, reference, place);
  // What a bug says may hold anything; it stays in the log.
  const said = error instanceof UpstreamError ? error.message : message.text;
  return { answer: { message, data: { error: said, kind: outcome, reference } }, outcome };
}

/** What AWS, Slack or the database calls it, where that is a single word; the error's kind otherwise. */
function codeOf({ cause, kind }: UpstreamError): string {
  const named = typeof cause === 'object' && cause !== null ? cause : {};
  const words = ['code' in named ? named.code : '', 'name' in named ? named.name : ''];
  const isCode = (word: unknown) => typeof word === 'string' && /^[\w.-]{1,80}$/.test(word);
  return String(words.find((word) => isCode(word) && word !== 'Error') ?? kind);
}

/** An answer must not be lost because the audit could not be written; the log says so instead. */
async function record(
  { audit, log }: AttemptDeps,
  { verb, detail, via, person, place }: Attempted,
  entry: Pick<AuditEntry, 'at' | 'reference' | 'outcome'>,
): Promise<void> {
  const who = { person: person.id, team: person.team ?? place.team, channel: place.channel };
  const what = { via, verb, detail: oneLine(detail, MOST_DETAIL) };
  try {
    await audit.add({ ...entry, ...who, ...what });
  } catch (error) {
    log.error({ err: error, ...who, ...what, ...entry }, 'audit not written');
  }
}
