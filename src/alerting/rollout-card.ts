import type { Revision, ServiceRef } from '../deployment/service.ts';

/** A deployment of a watched service, followed by one message until it ends. */
export interface RolloutCard {
  readonly topic: 'rollout';
  readonly ref: ServiceRef;
  /** `ecs-svc/…` */
  readonly deploymentId: string;
  /** What served before; undefined where nothing tells. */
  readonly from: Revision | undefined;
  readonly to: Revision | undefined;
  readonly startedAt: Date;
  /** `superseded`: a newer deployment began before this one ended. `lost`: the service is gone, or ECS keeps no rollout for it any more. */
  readonly state: 'in-progress' | 'stalled' | 'succeeded' | 'failed' | 'rolled-back' | 'superseded' | 'lost';
  readonly running: number;
  readonly desired: number;
  /** In a row, as ECS counts. */
  readonly failedTasks: number;
  /** ECS's words. */
  readonly reason: string;
  readonly endedAt: Date | undefined;
  /** What serves again after a rollback; undefined where there was none. */
  readonly backTo: Revision | undefined;
}
