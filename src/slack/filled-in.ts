import { chosenValue } from './chosen-value.ts';
import type { FileObject, Files } from './files.ts';
import type { Submitted } from './heard.ts';

/** One input's state, whichever kind it is. */
interface InputState {
  readonly type: string;
  readonly files?: readonly FileObject[];
}

/** Of all inputs, by their block and then by their only element. */
type FormState = Readonly<Record<string, Readonly<Record<string, InputState>>>>;

/** What was filled in, by the names of the inputs, which are the ids of their blocks. What was left empty is not there. */
export function filledIn(state: FormState | undefined, files: Files): Pick<Submitted, 'values' | 'files'> {
  const inputs = Object.entries(state ?? {}).flatMap(([name, elements]) =>
    Object.values(elements).map((input) => ({ name, input })),
  );
  const values = inputs.flatMap(({ name, input }) => {
    const value = chosenValue(input);
    return value.trim() === '' ? [] : [[name, value] as const];
  });
  const came = inputs.flatMap(({ name, input }) =>
    input.files && input.files.length > 0 ? [[name, files(input.files)] as const] : [],
  );
  return { values: Object.fromEntries(values), files: Object.fromEntries(came) };
}
