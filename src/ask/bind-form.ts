import type { OperationRecord } from '../operation/record.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { PROBE_FORMS } from '../verification/parse-probe.ts';
import { bindModal } from '../views/bind-modal.ts';
import { formOfferMessage } from '../views/form-offer.ts';
import { entryValue, formButton } from '../views/operation-buttons.ts';
import type { Answer } from './answer.ts';
import type { Suggested } from './suggestions.ts';

/** Asks which criterion a probe is to check, and for the probe, with an example of each kind. */
export function bindForm(
  { id, name }: Pick<OperationRecord, 'id' | 'name'>,
  criteria: readonly CheckedCriterion[],
  {
    meant,
    suggested,
  }: { readonly meant: CheckedCriterion | undefined; readonly suggested: readonly Suggested[] },
): Answer {
  const which = meant ? `${meant.number}` : '<n>';
  const about = meant && entryValue({ number: meant.number, entry: meant.criterion });
  const hints = suggested.find(({ number }) => number === meant?.number)?.probes ?? [];
  const examples = PROBE_FORMS.slice(0, 3).map(({ example }) => `\`${example}\``);
  const told = hints.length > 0 ? hints.map((each) => `\`${each}\``) : examples;
  const message =
    criteria.length === 0
      ? `"${name}" has no criterion yet: \`/snail criterion add <words>\`.`
      : `Which probe? Type \`/snail criterion bind ${which} <probe>\`, for example with ${told.join(', ')}; or fill in the form, which shows every kind.`;
  return {
    message: formOfferMessage(message, formButton('Bind…', 'bind-probe', id, about)),
    data: { form: 'bind-probe', operation: id, number: meant?.number, suggested: hints },
    ...(criteria.length === 0
      ? {}
      : {
          modal: bindModal({
            criteria: criteria.map(({ number, criterion }) => ({ number, entry: criterion })),
            chosen: about,
            typed: meant?.bound?.text,
            suggested: hints,
            forms: PROBE_FORMS,
            state: id,
          }),
        }),
  };
}
