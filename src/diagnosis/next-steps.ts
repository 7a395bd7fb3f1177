import { revisionText } from '../deployment/revisions.ts';
import { capital } from '../text.ts';
import type { Cause } from './diagnosis.ts';
import type { Difference } from './differences.ts';
import type { Evidence } from './evidence.ts';

/** What to do, the cause's own remedy first, then commands to be copied. Values are quoted: names come from outside. */
export function nextSteps(
  evidence: Evidence,
  { cause, drift }: { readonly cause: Cause | undefined; readonly drift: Difference | undefined },
): readonly string[] {
  const { suspect, sighting } = evidence;
  const { cluster, name } = sighting.ref;
  const where = `--cluster ${quoted(cluster)} --service ${quoted(name)}`;
  if (suspect.state === 'settling') return ['Wait until the rollout has decided, and ask again'];
  if (suspect.state === 'well' && !cause) return [];
  const { worked, revision } = suspect;
  // A rollback has gone back already.
  const mayGoBack = suspect.state !== 'well' && suspect.verdict.rollout.kind !== 'rolled-back';
  const goBack =
    mayGoBack && worked && revision && worked.revision.arn !== revision.arn
      ? [`aws ecs update-service ${where} --task-definition ${quoted(revisionText(worked.revision))}`]
      : [];
  const look = [`aws ecs describe-services --cluster ${quoted(cluster)} --services ${quoted(name)}`];
  const todo = [drift && undoing(drift), cause?.remedy].filter(Boolean).join(', or ');
  return (todo ? [capital(todo)] : []).concat(goBack.length > 0 ? goBack : look);
}

/** "put the command of app back as it was" */
function undoing({ what, how }: Difference): string {
  if (how === 'added') return `take the ${what} out again`;
  return how === 'removed' ? `put the ${what} back` : `put the ${what} back as it was`;
}

function quoted(word: string): string {
  return /^[\w:./@-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
