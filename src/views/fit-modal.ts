import { cut } from '../text.ts';
import { fitLabel, fitMessage } from './fit.ts';
import { LIMITS } from './limits.ts';
import type { Choice, ChoiceInput, Modal, ModalInput } from './modal.ts';

/**
 * Cuts the words around the inputs of a form to what Slack takes. What an input begins with stays whole: were it
 * cut, sending the form would cut what it edits.
 */
export function fitModal(modal: Modal): Modal {
  const { title, submit, blocks } = modal;
  return {
    ...modal,
    title: cut(title, LIMITS.modalTitle),
    submit: cut(submit, LIMITS.modalTitle),
    blocks: blocks.flatMap((block) => (block.type === 'input' ? fitInput(block) : fitWords(block))),
  };
}

function fitWords(block: Exclude<Modal['blocks'][number], ModalInput>): Modal['blocks'] {
  const { blocks } = fitMessage({ text: '', blocks: [block] });
  return blocks.filter((fitted) => fitted.type === 'section' || fitted.type === 'context');
}

function fitInput({ label, hint, element, ...input }: ModalInput): ModalInput {
  return {
    ...input,
    label: fitLabel(label, LIMITS.inputLabel),
    ...(hint ? { hint: fitLabel(hint, LIMITS.inputLabel) } : {}),
    element: fitElement(element),
  };
}

function fitElement(element: ModalInput['element']): ModalInput['element'] {
  switch (element.type) {
    case 'plain_text_input': {
      const { placeholder } = element;
      return placeholder ? { ...element, placeholder: fitLabel(placeholder, LIMITS.placeholder) } : element;
    }
    case 'static_select':
    case 'radio_buttons':
      return fitChoice(element);
    default:
      return element;
  }
}

/** More than a few are better in a menu, and Slack takes no more than a few as buttons. */
function fitChoice({ type, initial_option: first, ...input }: ChoiceInput): ChoiceInput {
  const options = input.options
    .filter(({ value }) => value.length <= LIMITS.optionValue)
    .slice(0, LIMITS.selectOptions)
    .map(fitOption);
  const isKept = options.some(({ value }) => value === first?.value);
  return {
    ...input,
    type: options.length > LIMITS.radioOptions ? 'static_select' : type,
    options,
    ...(first && isKept ? { initial_option: fitOption(first) } : {}),
  };
}

function fitOption({ text, value }: Choice): Choice {
  return { text: fitLabel(text, LIMITS.optionText), value };
}
