import { type AlarmReads, createAlarmReads } from './alarms.ts';
import { type Budget, createBudget } from './budget.ts';
import { type CallerDeps, createCaller } from './caller.ts';
import { type ClientConfig, createClients } from './clients.ts';
import { createDeployMemory, type DeployMemory } from './deploy-reads.ts';
import { createDeployHistory, type DeployHistory } from './deploys.ts';
import { createEcs, type Ecs } from './ecs.ts';
import type { Environment } from './estate.ts';
import { createEvidenceReads, type EvidenceReads } from './evidence-reads.ts';
import { createIdentity, type Identity } from './identity.ts';
import { type Limits, ratesIn } from './limits.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { createLoadBalancers, type LoadBalancers } from './load-balancers.ts';
import { createLogs, type Logs } from './logs.ts';
import { createOnDemand, type OnDemand } from './on-demand.ts';
import { createReads, type Reads } from './reads.ts';
import { createSharedLines, type SharedLines } from './shared-lines.ts';
import { createTargets, type Targets } from './targets.ts';

/** One environment with everything that reads it. */
export interface Member extends OnDemand {
  readonly environment: Environment;
  readonly reads: Reads;
  readonly deeper: EvidenceReads;
  readonly history: DeployHistory;
  /** What was read of it lately. */
  readonly memory: DeployMemory;
  readonly ecs: Ecs;
  readonly targets: Targets;
  readonly loadBalancers: LoadBalancers;
  readonly listeners: Listeners;
  readonly logs: Logs;
  readonly linesSince: SharedLines;
  readonly alarm: AlarmReads;
  readonly identity: () => Promise<Identity>;
  close(): void;
}

/** What all environments share. */
export interface MemberDeps extends Omit<CallerDeps, 'env' | 'budget'> {
  readonly clientConfig: ClientConfig;
  readonly limits: Limits;
}

/** Opens environments. Those in the same account and Region draw on the same buckets, so they share one budget. */
export function openMembers(environments: readonly Environment[], deps: MemberDeps): readonly Member[] {
  const budgets = new Map<string, Budget>();
  return environments.map((environment) => {
    const budgetIn = (region: string) => {
      const key = `${accountOf(environment)} ${region}`;
      const { limits, clock, signal } = deps;
      const rates = { rates: ratesIn(region, limits), routine: limits.routine };
      const budget = budgets.get(key) ?? createBudget(rates, clock, signal);
      budgets.set(key, budget);
      return budget;
    };
    return openMember(environment, budgetIn, deps);
  });
}

/** The account as far as it can be told without asking: configured, or of the role; else that of the bot's own credentials. */
function accountOf({ account, role }: Environment): string {
  return account ?? /::(\d+):/.exec(role ?? '')?.[1] ?? 'own';
}

function openMember(
  environment: Environment,
  budgetIn: (region: string) => Budget,
  deps: MemberDeps,
): Member {
  const { region: home, alias: env } = environment;
  const clients = createClients(environment, deps.clientConfig, deps.limits);
  const call = createCaller({ ...deps, env, budget: budgetIn(home) });
  const callers = new Map([[home, call]]);
  const callIn = (region: string) => {
    const its = callers.get(region) ?? createCaller({ ...deps, env, budget: budgetIn(region) });
    callers.set(region, its);
    return its;
  };
  const logsIn = (region = home) => ({ client: clients.logs(region), call: callIn(region) });
  const ecs = createEcs(environment.alias, clients.ecs, call);
  const targets = createTargets(clients.elb, call);
  const logs = createLogs(logsIn, deps.clock);
  const reading = {
    ...createOnDemand(clients, { call, callIn }),
    ecs,
    loadBalancers: createLoadBalancers(clients.elb, call),
    listeners: createListeners(clients.elb, call),
  };
  return {
    environment,
    ...reading,
    targets,
    logs,
    linesSince: createSharedLines(logs, deps.clock),
    alarm: createAlarmReads(reading.alarms, deps.clock),
    identity: createIdentity(clients.sts, call),
    reads: createReads({ ecs, targets, clock: deps.clock }),
    deeper: createEvidenceReads({ ...reading, clock: deps.clock }),
    history: createDeployHistory(clients.ecs, call),
    memory: createDeployMemory(deps.clock),
    close: () => clients.destroy(),
  };
}
