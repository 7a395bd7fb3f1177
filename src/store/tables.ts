/** Rows as both databases keep them: text and integers; instants as ISO 8601 UTC text; null for absent. */
export interface Tables {
  readonly watches: WatchRow;
  readonly audit: AuditRow;
  readonly tails: TailRow;
}

/** One row for each channel and service; the first four columns are its key. */
export interface WatchRow {
  readonly channel: string;
  readonly env: string;
  readonly cluster: string;
  readonly service: string;
  readonly on_call: string | null;
  readonly created_by: string;
  readonly created_at: string;
  /** 1 when added, one more with every change. */
  readonly version: number;
}

/** Never changed once written. `id` orders rows of the same instant as one process wrote them. */
export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  readonly team: string | null;
  readonly channel: string;
  readonly via: string;
  readonly verb: string;
  readonly detail: string;
  readonly outcome: string;
  readonly reference: string;
}

/** `plan`, `progress`, `posting` and `ended` are JSON. Only the worker writes them, and clicks only `stopped_by` and `ends_at`. */
export interface TailRow {
  readonly id: string;
  readonly channel: string;
  readonly thread: string;
  readonly head: string;
  readonly plan: string;
  readonly progress: string;
  readonly posting: string | null;
  /** Null while it is open. */
  readonly ended: string | null;
  readonly ends_at: string;
  readonly stopped_by: string | null;
  /** When it is to be read again. */
  readonly next_at: string;
  /** The process that works at it, which has to say so again before `worker_until`. */
  readonly worker: string | null;
  readonly worker_until: string | null;
}

/**
 * Longest text kept, in characters. ECS names have at most 255; Slack's ids have no published length and
 * are seen at 9 to 11.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export const LONGEST = { id: 64, name: 255, verb: 64, detail: 1000 } as const;
