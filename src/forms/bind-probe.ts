import type { Answer } from '../ask/answer.ts';
import { boundByForm } from '../ask/bind-probe.ts';
import type { ChangeDeps } from '../ask/change-operation.ts';
import type { ChangedDeps } from '../ask/changed-answer.ts';
import { probeComplaint } from '../verification/parse-probe.ts';
import type { Filled, Form } from './form.ts';

/** A probe for a criterion. The state is the operation's id. */
export const bindProbe = {
  id: 'bind-probe',
  role: 'operator',
  complaints: ({ values: { entry, probe = '' } }) => {
    const wrong = probeComplaint(probe);
    return {
      ...(entry === undefined ? { entry: 'Pick one.' } : {}),
      ...(wrong === undefined ? {} : { probe: wrong }),
    };
  },
  run(deps: ChangeDeps & ChangedDeps, { state, values, person, place }: Filled): Promise<Answer> {
    const { entry = '', probe = '' } = values;
    return boundByForm(deps, { id: state, entry, probe }, { person, place });
  },
} satisfies Form;
