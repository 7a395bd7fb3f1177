/** Which requests a load balancer hands to which target group. */

/** A port of a load balancer. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html */
export interface Listener {
  readonly balancer: string;
  readonly port: number;
  /** In the order in which they are tried; the last one is the default. */
  readonly rules: readonly ListenerRule[];
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html */
export interface ListenerRule {
  /** A number as text, or `default`. */
  readonly priority: string;
  /** All of them must hold; none for the default rule. */
  readonly conditions: readonly Condition[];
  /** Target groups by ARN; empty where it redirects, answers by itself or asks for a login alone. */
  readonly forwards: readonly { readonly group: string; readonly weight: number }[];
  /** AWS's word for what it does: `forward`, `redirect`, `fixed-response`, … */
  readonly action: string;
}

/** One of the values must match. */
export interface Condition {
  /** `path-pattern`, `host-header`, `http-request-method`, … */
  readonly field: string;
  readonly values: readonly string[];
}

/** What becomes of the requests that a rule is for. */
export interface Route {
  readonly listener: Listener;
  readonly rule: ListenerRule;
  /** Undefined where requests get to the group. */
  readonly trouble:
    | { readonly kind: 'no-weight' }
    | { readonly kind: 'hidden'; readonly behind: ListenerRule }
    | undefined;
}

/** Every rule that names one of the groups, with what keeps its requests from them. */
export function routesTo(groups: readonly string[], listeners: readonly Listener[]): readonly Route[] {
  return listeners.flatMap((listener) =>
    listener.rules.flatMap((rule, at): readonly Route[] => {
      const ours = rule.forwards.filter(({ group }) => groups.includes(group));
      if (ours.length === 0) return [];
      const behind = listener.rules.slice(0, at).find((each) => takesAllOf(each, rule));
      if (behind) return [{ listener, rule, trouble: { kind: 'hidden', behind } }];
      const weighs = ours.some(({ weight }) => weight > 0);
      return [{ listener, rule, trouble: weighs ? undefined : { kind: 'no-weight' } }];
    }),
  );
}

/** "port 443, rule 10 (path-pattern /web/*)" */
export function routeName({ listener, rule }: Pick<Route, 'listener' | 'rule'>): string {
  return `port ${listener.port}, ${ruleName(rule)}`;
}

/** "rule 10 (path-pattern /web/*)" */
export function ruleName({ priority, conditions }: ListenerRule): string {
  if (priority === 'default') return 'the default rule';
  const words = conditions.map(({ field, values }) => `${field} ${values.join(', ')}`);
  return `rule ${priority}${words.length > 0 ? ` (${words.join('; ')})` : ''}`;
}

/** Whether no request that a rule is for gets past an earlier one. Where that cannot be told it does. */
function takesAllOf(earlier: ListenerRule, later: ListenerRule): boolean {
  return earlier.conditions.every((wide) => {
    if (wide.values.length === 0) return false;
    const narrow = later.conditions.find(({ field }) => field === wide.field);
    if (!narrow || narrow.values.length === 0)
      return wide.values.some((each) => isEverything(wide.field, each));
    return narrow.values.every((each) => wide.values.some((pattern) => covers(wide.field, pattern, each)));
  });
}

function isEverything(field: string, pattern: string): boolean {
  return pattern === '*' || (field === 'path-pattern' && pattern === '/*');
}

/** Whether all that a pattern matches is matched by a wider one: equal ones, and those that end in the only star. */
function covers(field: string, wide: string, narrow: string): boolean {
  // Host names are compared without regard to case, paths with it.
  const [one, other] = field === 'host-header' ? [wide.toLowerCase(), narrow.toLowerCase()] : [wide, narrow];
  if (one === other || isEverything(field, one)) return true;
  const start = one.slice(0, -1);
  return one.endsWith('*') && !/[*?]/.test(start) && other.startsWith(start);
}
