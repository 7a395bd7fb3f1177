import type { ModalView } from '@slack/web-api';
import type { Place } from '../access/person.ts';
import { fitModal } from '../views/fit-modal.ts';
import type { Modal } from '../views/modal.ts';
import { writeOrigin } from './form-origin.ts';

/**
 * A form as Slack takes it, cut to the limits. It carries where it was asked for, since what is sent from it comes
 * without a channel.
 * @throws Error where its state is too long, which is a fault of ours
 * @see https://docs.slack.dev/reference/views/modal-views
 */
export function modalView(modal: Modal, place: Place): ModalView {
  const { id, title, submit, blocks, state } = fitModal(modal);
  return {
    type: 'modal',
    callback_id: id,
    title: { type: 'plain_text', text: title },
    submit: { type: 'plain_text', text: submit },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [...blocks],
    private_metadata: writeOrigin({ place, state }),
  };
}
