import {
  type Action,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeRulesCommand,
  type ElasticLoadBalancingV2Client,
  type RuleCondition,
  type Listener as SdkListener,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Condition, Listener, ListenerRule } from '../diagnosis/routing.ts';
import { UpstreamError } from '../errors.ts';
import type { CallAws } from './caller.ts';

/** What load balancers do with requests. Every method throws UpstreamError. */
export interface Listeners {
  /** Of one load balancer, with their rules. */
  of(balancer: string): Promise<readonly Listener[]>;
  listed(balancer: string): Promise<readonly SdkListener[]>;
  /** In the order in which they are tried. */
  rules(listener: SdkListener): Promise<readonly ListenerRule[]>;
  /** How long a connection may say nothing, in milliseconds; undefined where the load balancer has no such limit. */
  idleTimeout(balancer: string): Promise<number | undefined>;
}

/** Each costs a call of a bucket that serves the whole account; and a few of many would tell nothing for sure. */
const MOST_LISTENERS = 10;
/** The most that AWS takes; a listener has 100 rules at most unless the quota was raised. */
const PAGE = 400;

/**
 * Network load balancers have no rules.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html
 */
export function createListeners(client: ElasticLoadBalancingV2Client, call: CallAws): Listeners {
  const listed: Listeners['listed'] = async (balancer) => {
    const { Listeners: found = [] } = await call({
      action: 'elasticloadbalancing:DescribeListeners',
      attempt: 'describe the listeners',
      send: (abortSignal) =>
        client.send(new DescribeListenersCommand({ LoadBalancerArn: balancer, PageSize: PAGE }), {
          abortSignal,
        }),
    });
    return found;
  };
  const rules: Listeners['rules'] = async ({ ListenerArn, Port }) => {
    const { Rules = [] } = await call({
      action: 'elasticloadbalancing:DescribeRules',
      attempt: `describe the rules of port ${Port ?? ''}`,
      send: (abortSignal) =>
        client.send(new DescribeRulesCommand({ ListenerArn, PageSize: PAGE }), { abortSignal }),
    });
    return Rules.map(({ Priority = 'default', Conditions = [], Actions = [] }) =>
      ruleOf({ priority: Priority, conditions: Conditions, actions: Actions }),
    ).sort((one, other) => rankOf(one) - rankOf(other));
  };
  return {
    listed,
    rules,
    async of(balancer) {
      const all = await listed(balancer);
      if (all.length > MOST_LISTENERS)
        throw new UpstreamError(`read the rules of more than ${MOST_LISTENERS} listeners`, 'unsupported');
      const hasRules = balancer.includes(':loadbalancer/app/');
      return Promise.all(
        all.map(async (each) => ({
          balancer,
          port: each.Port ?? 0,
          rules: hasRules
            ? await rules(each)
            : [ruleOf({ priority: 'default', conditions: [], actions: each.DefaultActions ?? [] })],
        })),
      );
    },
    async idleTimeout(balancer) {
      const { Attributes = [] } = await call({
        action: 'elasticloadbalancing:DescribeLoadBalancerAttributes',
        attempt: 'describe the load balancer’s attributes',
        send: (abortSignal) =>
          client.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: balancer }), {
            abortSignal,
          }),
      });
      const seconds = Attributes.find(({ Key }) => Key === 'idle_timeout.timeout_seconds')?.Value;
      return seconds === undefined ? undefined : Number(seconds) * 1000;
    },
  };
}

function rankOf({ priority }: ListenerRule): number {
  return priority === 'default' ? Number.POSITIVE_INFINITY : Number(priority);
}

function ruleOf(from: {
  readonly priority: string;
  readonly conditions: readonly RuleCondition[];
  readonly actions: readonly Action[];
}): ListenerRule {
  const last = from.actions.at(-1);
  return {
    priority: from.priority,
    conditions: from.conditions.map(conditionOf),
    forwards: from.actions.flatMap(forwardsOf),
    action: last?.Type ?? 'unknown',
  };
}

/** AWS names one group twice; without weights there is only that one. */
function forwardsOf({ TargetGroupArn, ForwardConfig }: Action): ListenerRule['forwards'] {
  const all = ForwardConfig?.TargetGroups ?? [];
  if (all.length === 0) return TargetGroupArn === undefined ? [] : [{ group: TargetGroupArn, weight: 1 }];
  return all.map(({ TargetGroupArn: group = '', Weight = 1 }) => ({ group, weight: Weight }));
}

/** Older rules have their values beside the field, newer ones in a part of its name; a regular expression counts as no value. */
function conditionOf(from: RuleCondition): Condition {
  const own =
    from.PathPatternConfig?.Values ??
    from.HostHeaderConfig?.Values ??
    from.HttpRequestMethodConfig?.Values ??
    from.SourceIpConfig?.Values ??
    from.Values;
  return { field: from.Field ?? 'unknown', values: own ?? [] };
}
