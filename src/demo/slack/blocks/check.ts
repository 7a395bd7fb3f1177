import type { Json } from '../json.ts';

/** Where blocks may be shown; each takes other kinds of blocks. */
export type Surface = 'message' | 'modal' | 'home';

/** Everything Slack would complain about, each `<what> [json-pointer:<where>]`; empty for sound blocks. */
export function checkBlocks(_blocks: readonly Json[], _surface: Surface, _pointer: string): readonly string[] {
  return [];
}
