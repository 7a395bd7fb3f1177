import type { Fact } from '../../deployment/fact.ts';
import { evidenceOf, type Opinion, proof, unseen, unverifiable } from '../outcome.ts';
import type { AlarmProbe } from '../probe.ts';
import type { Alarm } from '../reading.ts';
import type { Verification } from '../verification.ts';

/** Whether an alarm is there, or is there and quiet. One that has too little data is neither quiet nor loud. */
export function judgeAlarm(
  { expects, name }: AlarmProbe,
  found: Fact<Alarm | undefined>,
  now: Date,
): Verification {
  if (found.kind === 'unknown') return unseen(`alarm ${name}`, found, now);
  const alarm = found.value;
  const subject = `alarm ${name}`;
  const evidence = [
    evidenceOf(found, subject, alarm ? [alarm.state, alarm.reason].filter(Boolean).join(': ') : 'not there'),
  ];
  const say = (kind: Opinion['kind'], reason: string) => proof({ kind, reason, evidence }, [found], now);
  if (!alarm) return say('refuted', `there is no alarm ${name}`);
  if (expects === 'exists') return say('verified', `${subject} exists`);
  switch (alarm.state) {
    case 'ok':
      return say('verified', `${subject} is ok`);
    case 'alarm':
      return say('refuted', `${subject} is in alarm${alarm.reason ? `: ${alarm.reason}` : ''}`);
    case 'insufficient-data':
      return unverifiable(`${subject} has too little data to tell`, now, { evidence });
  }
}
