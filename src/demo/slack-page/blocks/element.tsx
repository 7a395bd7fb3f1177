import { ButtonElement, FeedbackElement, OverflowElement } from './buttons.tsx';
import { CheckboxesElement, RadioElement } from './choices.tsx';
import { FieldElement, isField } from './fields.tsx';
import { FileField } from './file-field.tsx';
import { type Json, stringAt, typeOf } from './read.ts';
import { MultiSelectElement, SelectElement } from './selects.tsx';
import type { Control } from './surface.tsx';
import { Unknown } from './unknown.tsx';

/** One interactive element. `name` is what it is called for people who do not see it, where its label stands apart. */
export function Element(control: Control & { readonly name?: string }) {
  const { element } = control;
  const named = { ...control, name: control.name };
  const type = typeOf(element);
  if (type === 'button' || type === 'workflow_button') return <ButtonElement {...control} />;
  if (type === 'icon_button') return <ButtonElement {...control} />;
  if (type === 'overflow') return <OverflowElement {...control} />;
  if (type === 'feedback_buttons') return <FeedbackElement {...control} />;
  if (type === 'image') return <ImageElement element={element} />;
  if (type === 'checkboxes') return <CheckboxesElement {...named} />;
  if (type === 'radio_buttons') return <RadioElement {...named} />;
  if (type === 'file_input') return <FileField {...named} />;
  if (isField(element)) return <FieldElement {...named} />;
  if (type.startsWith('multi_') && type.endsWith('_select')) return <MultiSelectElement {...named} />;
  if (type.endsWith('_select')) return <SelectElement {...named} />;
  return <Unknown type={type} />;
}

function ImageElement({ element }: { readonly element: Json }) {
  return (
    <img className="picture" src={stringAt(element, 'image_url')} alt={stringAt(element, 'alt_text') ?? ''} />
  );
}
