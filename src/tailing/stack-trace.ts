import type { Level } from './level.ts';

/**
 * What a stream may go on with. `record`: a log line that reports a failure, so that the exception printed
 * next belongs to it. The other names say which part of which language's trace was seen last.
 */
export type TraceState =
  | 'line'
  | 'record'
  | 'trace'
  | 'python'
  | 'python-raised'
  | 'python-chained'
  | 'go'
  | 'rust'
  | 'node-source'
  | 'node-caret';

/** The beginning of a line decides; the frames of Go are the longest. */
const HEAD_CHARACTERS = 1000;

const EXCEPTION = String.raw`(?:[a-z_$][\w$]*\.)*(?:[A-Z][\w$]*)?(?:Exception|Error|Throwable)(?::|$| \()`;
/** First lines of traces without a log line before them. */
const RAISED = new RegExp(
  `^(?:Uncaught [A-Z]|Unhandled (?:[Ee]xception|[Rr]ejection|[Pp]romise)|Exception in thread |thread '.*' panicked at |PHP Fatal error|${EXCEPTION})`,
);
const DEADLY = /^(?:panic: |fatal error: |PHP Fatal error)/;
/** What a log line that reports a failure may be followed by, at the left margin. */
const EXCEPTION_LINE = new RegExp(`^${EXCEPTION}`);

const PYTHON = /^Traceback \(most recent call last\):/;
const PYTHON_RAISED = /^(?!(?:DEBUG|INFO|WARNING|ERROR|CRITICAL):)[A-Za-z_][\w.]*(?::|$)/;
const PYTHON_CHAIN = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const GO = /^(?:panic: |fatal error: |goroutine \d+ )/;
/** net/http survives a panic and logs it. */
const GO_SERVED = /\bpanic serving \S+: /;
const GO_SERVED_WORDS = 'panic serving ';
const GO_GOES_ON =
  /^(?:goroutine \d+ |panic: |created by |\[signal |\[recovered|\[originating|exit status \d|\.\.\.additional|runtime stack:|r\w\w?\s+0x|\S+\(.*\)$)/;
const RUST = /^thread '.*' panicked at .*:$/;
/** Node prints the place of an uncaught error, its source, a caret, and then the error. */
const NODE_SOURCE = /^(?:file:\/\/)?\/\S+\.[cm]?[jt]s:\d+$/;

/** Lines at the left margin that can only belong to what came before them. */
const GOES_ON =
  /^(?:Caused by: |Suppressed: |Wrapped by: |\.\.\. \d+ |--- End of |Stack trace:|stack backtrace:|note: run with |Require stack:|at [\w.$<>/]+\(.*\)$|at \/\S+:\d+:\d+$|Node\.js v\d|[\]})]+[;,]?$)/;
const FIRST_OF_GOES_ON = new Set([...'CSW.-snRaN]})'].map((letter) => letter.charCodeAt(0)));
const RUBY_GOES_ON = /^\S+:\d+:in ['`][^']*'$/;
/** These, too, but only inside a trace. */
const TRACE_GOES_ON = /^(?:#\d+ |- \/)/;

/** Spring and others pad the level, so that a line of its own begins with a space. */
const OWN_LINE = /^ {1,2}(?:INFO|WARN|\d{4}-\d\d-\d\d[T ]\d\d:)/;
const FRAME = /^\s*(?:at \S|goroutine \d+ \[|File "|from \S+:\d|#\d+ |Caused by: |\S+:\d+:in ['`])/;
const FRAME_INSIDE = /\n\s+(?:at \S|File "|from \S+:\d)/;

/** The level of a line that begins a trace and states none. */
export function levelOfTrace(text: string): Level | undefined {
  const head = headOf(text);
  if (DEADLY.test(head)) return 'fatal';
  if (RAISED.test(head) || PYTHON.test(head) || isGo(head)) return 'error';
  return text.includes('\n') && FRAME_INSIDE.test(text) ? 'error' : undefined;
}

/** Whether a line shows that what it belongs to is a trace. */
export function isFrame(text: string): boolean {
  return FRAME.test(headOf(text));
}

/** What a stream may go on with after a line that begins an entry. */
export function stateAfter(text: string, level: Level | undefined): TraceState {
  if (text.includes('\n')) return 'trace';
  const head = headOf(text);
  if (PYTHON.test(head)) return 'python';
  if (isGo(head)) return 'go';
  if (RUST.test(head)) return 'rust';
  if (NODE_SOURCE.test(head)) return 'node-source';
  if (level !== 'fatal' && level !== 'error' && level !== 'warn') return 'line';
  return RAISED.test(head) ? 'line' : 'record';
}

/** The state after a line that belongs to the entry before it, or undefined when it begins its own. */
export function goesOn(state: TraceState, text: string): TraceState | undefined {
  const first = text.charCodeAt(0);
  if (first === 32 || first === 9 || text === '') return afterIndented(state, text);
  const head = headOf(text);
  const after = state === 'line' ? undefined : afterMargin(state, head);
  if (after) return after;
  if (FIRST_OF_GOES_ON.has(first) && GOES_ON.test(head)) return 'trace';
  if (first === 103 && /^goroutine \d+ \[/.test(head)) return 'go';
  return head.endsWith("'") && RUBY_GOES_ON.test(head) ? 'trace' : undefined;
}

function afterIndented(state: TraceState, text: string): TraceState | undefined {
  if (OWN_LINE.test(text)) return undefined;
  if (text.trim() === '') return state;
  if (state === 'node-source') return 'node-caret';
  return state === 'line' || state === 'record' ? 'trace' : state;
}

/** The lines that one kind of trace has at the left margin. */
function afterMargin(state: TraceState, head: string): TraceState | undefined {
  switch (state) {
    case 'record':
      if (PYTHON.test(head)) return 'python';
      return EXCEPTION_LINE.test(head) ? 'trace' : undefined;
    case 'python':
      return PYTHON_RAISED.test(head) ? 'python-raised' : undefined;
    case 'python-raised':
      return PYTHON_CHAIN.test(head) ? 'python-chained' : undefined;
    case 'python-chained':
      return PYTHON.test(head) ? 'python' : undefined;
    case 'go':
      return GO_GOES_ON.test(head) ? 'go' : undefined;
    case 'rust':
      return 'trace';
    case 'node-source':
      return 'node-caret';
    case 'node-caret':
      return /^\^+$/.test(head) ? 'node-caret' : 'trace';
    case 'trace':
      return TRACE_GOES_ON.test(head) ? 'trace' : undefined;
    case 'line':
      return undefined;
  }
}

/** Looking for a word first is a fraction of looking for an expression anywhere in every line. */
function isGo(head: string): boolean {
  return GO.test(head) || (head.includes(GO_SERVED_WORDS) && GO_SERVED.test(head));
}

function headOf(text: string): string {
  return text.length > HEAD_CHARACTERS ? text.slice(0, HEAD_CHARACTERS) : text;
}
