import type { SimulatedAlarm } from '../world/alarm-shapes.ts';
import type { World } from '../world.ts';
import { FIX } from './enhanced-ml-fix.ts';
import type { Scene, Timeline } from './timeline.ts';

/** CloudWatch saw the first unhealthy target of revision 15 two minutes after its rollout began. */
const ALARMED_S = -240;
/** An alarm goes back after a minute without one. */
const BACK_S = FIX.completedS + 60;

/** The two alarms of the service: one for targets that fail their checks, which rings until the fix, and one that never rings. */
export function alarmScene(world: World, timeline: Timeline): Scene {
  const hosts = add(world, {
    name: 'enhanced-ml-unhealthy-hosts',
    state: 'ALARM',
    reason: 'Threshold Crossed: 1 datapoint [2.0] was greater than the threshold (0.0).',
    changedAt: timeline.at(ALARMED_S),
  });
  add(world, {
    name: 'enhanced-ml-latency',
    state: 'OK',
    reason: 'Threshold Crossed: 3 datapoints were not greater than the threshold (0.5).',
    changedAt: timeline.at(-3 * 86_400),
  });
  return (seconds) => {
    if (seconds < BACK_S || hosts.state === 'OK') return;
    hosts.state = 'OK';
    hosts.reason = 'Threshold Crossed: 1 datapoint [0.0] was not greater than the threshold (0.0).';
    hosts.changedAt = timeline.at(BACK_S);
  };
}

function add({ alarms }: World, given: Omit<SimulatedAlarm, 'kind'>): SimulatedAlarm {
  const alarm: SimulatedAlarm = { kind: 'MetricAlarm', ...given };
  alarms.set(alarm.name, alarm);
  return alarm;
}
