import { createContext, useContext } from 'react';
import { Text } from './drawn.tsx';
import { Element } from './element.tsx';
import { type Json, recordOf, stringAt, wordsAt } from './read.ts';

/** Why the view was not taken, by block id. */
export const InputErrors = createContext<Readonly<Record<string, string>>>({});

/** A labelled element that collects what a view is submitted with. */
export function InputBlock({ block }: { readonly block: Json }) {
  const blockId = stringAt(block, 'block_id') ?? '';
  const error = useContext(InputErrors)[blockId];
  const label = wordsAt(block, 'label');
  return (
    <div className={`input ${error ? 'input-wrong' : ''}`}>
      <div className="input-label">
        <Text value={block.label} />
        {block.optional === true && <span className="hint">(optional)</span>}
      </div>
      <Element
        blockId={blockId}
        element={recordOf(block.element)}
        quiet={block.dispatch_action !== true}
        name={label}
      />
      {error && (
        <div className="input-error" role="alert">
          {error}
        </div>
      )}
      {block.hint !== undefined && (
        <div className="hint">
          <Text value={block.hint} />
        </div>
      )}
    </div>
  );
}
