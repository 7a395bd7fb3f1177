import { parseQuiet } from '../alerting/parse-quiet.ts';
import type { OnCallChange, WatchChange } from '../alerting/watch.ts';
import { UserError } from '../errors.ts';
import { type Options, oneValue } from './grammar.ts';

/** What `watch` may set. */
export const WATCH_OPTIONS = {
  'on-call': 'value',
  escalate: 'value',
  quiet: 'value',
  for: 'value',
  tz: 'value',
  env: 'value',
} as const;

/**
 * What the options of `watch` change; what is not typed stays.
 * @throws UserError saying what to type instead
 */
export function watchChangeOf(options: Options, now: Date): WatchChange {
  return {
    onCall: calledChange(options['on-call'], 'on-call', /^[UWS]/),
    escalateTo: calledChange(options.escalate, 'escalate', /^S/),
    quiet: parseQuiet(
      { quiet: oneValue(options.quiet), for: oneValue(options.for), tz: oneValue(options.tz) },
      now,
    ),
  };
}

const WHOM = {
  'on-call':
    'On call is a person or a user group: pick one from the list that opens when you type @, or type `none`.',
  escalate:
    'What nobody acknowledges goes to a user group: pick one from the list that opens when you type @, or type `none`.',
} as const;

/** Slack sends a chosen person or group as `<@U…>` or `<!subteam^S…>`, with or without a label behind a bar. */
function calledChange(
  option: Options[string] | undefined,
  name: keyof typeof WHOM,
  allowed: RegExp,
): OnCallChange {
  if (option === undefined) return { kind: 'keep' };
  const typed = String(option);
  if (typed.toLowerCase() === 'none') return { kind: 'clear' };
  const id =
    /^<(?:@|!subteam\^)([UWS][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(typed)?.[1] ??
    /^[UWS][A-Z0-9]{5,}$/.exec(typed)?.[0];
  if (id && allowed.test(id)) return { kind: 'set', id };
  throw new UserError(WHOM[name]);
}
