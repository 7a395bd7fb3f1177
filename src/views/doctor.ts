import type { Checkup } from '../checkup.ts';
import { clean, oneLine } from '../text.ts';
import { context, type Message, preformatted, section } from './message.ts';
import { localTime, plain, utcTime } from './mrkdwn.ts';

/** The checks of one part of the bot. */
export interface CheckupGroup {
  readonly title: string;
  readonly checkups: readonly Checkup[];
}

const MARK: Readonly<Record<Checkup['outcome'], string>> = { ok: 'OK  ', fail: 'FAIL', skip: 'SKIP' };

/** The tree of checks, failures with what to do about them. */
export function doctorMessage(
  groups: readonly CheckupGroup[],
  environments: readonly string[],
  now: Date,
): Message {
  const all = groups.flatMap(({ checkups }) => checkups);
  const failed = all.filter(({ outcome }) => outcome === 'fail').length;
  const skipped = all.filter(({ outcome }) => outcome === 'skip').length;
  const verdict = failed === 0 ? '🟢 All is well' : `🔴 ${failed} of ${all.length} checks failed`;
  const title = `${verdict} · ${environments.join(', ')} · ${all.length - failed - skipped} OK, ${failed} FAIL, ${skipped} SKIP`;
  const trees = groups.map(({ title: group, checkups }) =>
    [oneLine(group), ...checkups.flatMap(checkupLines)].join('\n'),
  );
  return {
    text: clean([title, ...trees, `As of ${utcTime(now)}.`].join('\n')),
    blocks: [
      section(plain(title)),
      ...trees.map((tree) => preformatted(clean(tree))),
      context(`As of ${localTime(now)}`),
    ],
  };
}

function checkupLines({ title, outcome, detail, fix }: Checkup): readonly string[] {
  const line = `  ${MARK[outcome]} ${oneLine(title, 80)}: ${oneLine(detail)}`;
  return fix && outcome === 'fail' ? [line, `       -> ${oneLine(fix)}`] : [line];
}
