import { z } from 'zod';
import { isJson, type Json, jsonList } from '../json.ts';
import { checkBlocks } from './check.ts';
import { complaintsOf } from './complaints.ts';
import { id, plainText } from './texts.ts';

/** @see https://docs.slack.dev/reference/views/modal-views */
const modal = z.strictObject({
  type: z.literal('modal'),
  title: plainText(24),
  blocks: z.array(z.unknown()),
  submit: plainText(24).optional(),
  close: plainText(24).optional(),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: id.optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

/** @see https://docs.slack.dev/reference/views/home-tab-views */
const home = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: id.optional(),
});

/** Everything Slack would complain about in a view; empty for a sound one. */
export function checkView(view: Json, type: 'modal' | 'home'): readonly string[] {
  const parsed = (type === 'modal' ? modal : home).safeParse(view);
  const own = parsed.success ? [] : complaintsOf(parsed.error, view, '/view');
  return [...own, ...checkBlocks(jsonList(view.blocks), type, '/view/blocks'), ...submitComplaints(view)];
}

/** Inputs in a modal need a button to submit them with. */
function submitComplaints(view: Json): readonly string[] {
  if (view.type !== 'modal' || view.submit !== undefined) return [];
  return jsonList(view.blocks).flatMap((block, index) =>
    isJson(block) && block.type === 'input'
      ? [
          `must define \`submit\` to use an \`input\` block in modals [json-pointer:/view/blocks/${index}/input]`,
        ]
      : [],
  );
}
