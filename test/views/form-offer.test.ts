import { expect, it } from 'vitest';
import { formOfferMessage } from '../../src/views/form-offer.ts';
import { formButton } from '../../src/views/operation-buttons.ts';

it('what is said in place of a form tells how to do without, and has a button that opens it', () => {
  const button = formButton('Fill in…', 'add-entry', 'op-1', 'task');
  const { text, blocks } = formOfferMessage(
    'Type `/snail task add <words>`, or fill in <!here> the form.',
    button,
  );
  expect(text).toBe('Type `/snail task add <words>`, or fill in <!here> the form.');
  expect(blocks).toMatchObject([
    {
      type: 'section',
      text: { text: 'Type `/snail task add &lt;words&gt;`, or fill in &lt;!here&gt; the form.' },
    },
    { type: 'actions', elements: [{ action_id: 'open-form', value: 'add-entry op-1 task' }] },
  ]);
});
