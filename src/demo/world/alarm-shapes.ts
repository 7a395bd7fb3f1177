/** A CloudWatch alarm. */
export interface SimulatedAlarm {
  readonly name: string;
  readonly kind: 'MetricAlarm' | 'CompositeAlarm';
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  reason: string;
  changedAt: Date;
}
