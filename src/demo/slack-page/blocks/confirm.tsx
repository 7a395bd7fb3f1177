import { useState } from 'react';
import { Dialog } from '../dialog.tsx';
import { Text } from './drawn.tsx';
import { type Json, recordOf, wordsAt } from './read.ts';

/**
 * Asks before doing, where the element has a `confirm` object.
 * @returns what to call instead of doing it, and the dialog to be drawn beside the element.
 */
export function useConfirm(element: Json) {
  const [waiting, setWaiting] = useState<() => void>();
  const confirm = recordOf(element.confirm);
  const ask = (run: () => void) => (element.confirm ? setWaiting(() => run) : run());
  const dialog = waiting && (
    <Dialog title={wordsAt(confirm, 'title') || 'Are you sure?'} onClose={() => setWaiting(undefined)}>
      <div className="dialog-body">
        <Text value={confirm.text} />
      </div>
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => setWaiting(undefined)}>
          {wordsAt(confirm, 'deny') || 'Cancel'}
        </button>
        <button
          type="button"
          className={`button button-${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => {
            setWaiting(undefined);
            waiting();
          }}
        >
          {wordsAt(confirm, 'confirm') || 'Yes'}
        </button>
      </footer>
    </Dialog>
  );
  return { ask, dialog };
}
