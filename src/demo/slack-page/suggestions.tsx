import type { Suggestion } from './suggest.ts';

/** What could be meant by what is being typed, the picked one marked. */
export function Suggestions(props: {
  readonly id: string;
  readonly items: readonly Suggestion[];
  readonly picked: number;
  readonly onTake: (item: Suggestion) => void;
}) {
  const { id, items, picked } = props;
  if (items.length === 0) return null;
  return (
    <div className="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {items.map((item, index) => (
        <div
          key={item.insert}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === picked}
          // The mouse must not take the focus out of the field.
          onMouseDown={(event) => {
            event.preventDefault();
            props.onTake(item);
          }}
        >
          <b>{item.label}</b> <span>{item.detail}</span>
        </div>
      ))}
    </div>
  );
}
