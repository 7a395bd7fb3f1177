/** One thing that keeps a service from being called healthy. */
export interface Judgement {
  readonly kind: 'unhealthy' | 'unknown' | 'settling';
  /** A short clause. */
  readonly reason: string;
}
