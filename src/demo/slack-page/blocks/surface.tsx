import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Click } from '../protocol.ts';
import { type Json, recordOf, stringAt } from './read.ts';
import { stateValue, type Values, valueAt, withValue } from './values.ts';

/** The message or view that blocks stand in: where clicks go and where what is chosen is kept. */
interface Surface {
  readonly values: Values;
  set(values: Values): void;
  click(click: Omit<Click, 'in'>): void;
}

const Context = createContext<Surface>({ values: {}, set: () => {}, click: () => {} });

/** A place for blocks. Without `values` it keeps what is chosen to itself. */
export function SurfaceProvider(props: {
  readonly place: Click['in'];
  readonly onClick: (click: Click) => void;
  readonly values?: Values;
  readonly onValues?: (values: Values) => void;
  readonly children: ReactNode;
}) {
  const { place, onClick, values, onValues } = props;
  const [own, setOwn] = useState<Values>({});
  const surface = useMemo(
    () => ({
      values: values ?? own,
      set: onValues ?? setOwn,
      click: (click: Omit<Click, 'in'>) => onClick({ in: place, ...click }),
    }),
    [place, onClick, values, onValues, own],
  );
  return <Context.Provider value={surface}>{props.children}</Context.Provider>;
}

/** One interactive element in its block. */
export interface Control {
  readonly blockId: string;
  readonly element: Json;
  /** Input blocks only collect; everywhere else a choice is sent at once. */
  readonly quiet: boolean;
}

/** What an element holds, how to change it, and how to press it. */
export function useControl({ blockId, element, quiet }: Control) {
  const { values, set, click } = useContext(Context);
  const actionId = stringAt(element, 'action_id') ?? '';
  const press = (extra: Json = {}, selectedOption?: Json) =>
    click({
      blockId,
      actionId,
      element: { ...element, ...extra },
      ...(selectedOption ? { selectedOption } : {}),
    });
  const enter = (entered: unknown) => {
    const value = stateValue(element, entered);
    set(withValue(values, blockId, element, value));
    if (quiet) return;
    const option = recordOf(value.selected_option);
    press(value, typeof option.value === 'string' ? option : undefined);
  };
  return { value: valueAt(values, blockId, element), enter, press };
}
