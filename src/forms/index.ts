import { addEntry } from './add-entry.ts';
import { bindProbe } from './bind-probe.ts';
import { chooseEntry } from './choose-entry.ts';
import { dismissContradiction } from './dismiss-contradiction.ts';
import { editEntry } from './edit-entry.ts';
import type { Form } from './form.ts';
import { importOperation } from './import-operation.ts';

/** Every form that can be sent. */
export const FORMS: readonly Form[] = [
  importOperation,
  addEntry,
  editEntry,
  chooseEntry,
  dismissContradiction,
  bindProbe,
];
