/** A number that CloudWatch keeps, and of what. */
export interface MeasureRef {
  /**
   * `CPUUtilization` is the average of a service's tasks in percent of what they asked for; `HTTPCode_ELB_502_Count`
   * counts answers that a load balancer gave itself, since a target's was none.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_utilization.html
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
   */
  readonly name: 'CPUUtilization' | 'HTTPCode_ELB_502_Count';
  /** `cluster/service`, or the ARN of a load balancer. */
  readonly of: string;
}

/** What it was within the last hour, minute by minute, oldest first. A minute without a value is left out. */
export interface Series extends MeasureRef {
  readonly points: readonly { readonly at: Date; readonly value: number }[];
}

/** The series of one number; undefined where it was not read. */
export function seriesOf(
  all: readonly Series[],
  { name, of }: { readonly name: MeasureRef['name']; readonly of?: string },
): Series | undefined {
  return all.find((each) => each.name === name && (of === undefined || each.of === of));
}
