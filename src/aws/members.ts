import { type Budget, createBudget } from './budget.ts';
import { type CallerDeps, createCaller } from './caller.ts';
import { type ClientConfig, createClients } from './clients.ts';
import { createEcs, type Ecs } from './ecs.ts';
import type { Environment } from './estate.ts';
import { createIdentity, type Identity } from './identity.ts';
import type { Limits } from './limits.ts';
import { createLogs, type Logs } from './logs.ts';
import { createReads, type Reads } from './reads.ts';
import { createTargets, type Targets } from './targets.ts';

/** One environment with everything that reads it. */
export interface Member {
  readonly environment: Environment;
  readonly reads: Reads;
  readonly ecs: Ecs;
  readonly targets: Targets;
  readonly logs: Logs;
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
    const key = `${accountOf(environment)} ${environment.region}`;
    const budget = budgets.get(key) ?? createBudget(deps.limits.rates, deps.clock, deps.signal);
    budgets.set(key, budget);
    return openMember(environment, budget, deps);
  });
}

/** The account as far as it can be told without asking: configured, or of the role; else that of the bot's own credentials. */
function accountOf({ account, role }: Environment): string {
  return account ?? /::(\d+):/.exec(role ?? '')?.[1] ?? 'own';
}

function openMember(environment: Environment, budget: Budget, deps: MemberDeps): Member {
  const clients = createClients(environment, deps.clientConfig, deps.limits);
  const call = createCaller({ ...deps, env: environment.alias, budget });
  const ecs = createEcs(environment.alias, clients.ecs, call);
  const targets = createTargets(clients.elb, call);
  return {
    environment,
    ecs,
    targets,
    logs: createLogs(clients.logs, call),
    identity: createIdentity(clients.sts, call),
    reads: createReads({ ecs, targets, clock: deps.clock }),
    close: () => clients.destroy(),
  };
}
