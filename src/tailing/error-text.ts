import { readJsonLine } from './json-line.ts';
import { levelOfLine } from './line-level.ts';
import { isFrame, levelOfTrace } from './stack-trace.ts';

/** Whether a line reports an error or worse, or is part of a stack trace. */
export function isErrorText(text: string): boolean {
  const json = readJsonLine(text, 0);
  if (json) return json.level === 'error' || json.level === 'fatal';
  const level = levelOfLine(text) ?? levelOfTrace(text);
  return level === undefined ? isFrame(text) : level === 'error' || level === 'fatal';
}
