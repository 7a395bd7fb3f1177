/** One event of CloudWatch Logs, as it came. */
export interface LogLine {
  /** CloudWatch's own id of the event. */
  readonly id: string;
  /** `prefix/container/task-id` under the `awslogs` driver. */
  readonly stream: string;
  /** When the container wrote it. */
  readonly at: Date;
  /** When CloudWatch took it in; later than `at` by seconds, at times by minutes. */
  readonly ingestedAt: Date;
  /** Untrusted, and may hold secrets. */
  readonly text: string;
}
