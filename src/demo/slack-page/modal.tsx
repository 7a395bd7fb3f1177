import { useEffect, useMemo, useState } from 'react';
import { Blocks } from './blocks/blocks.tsx';
import { InputErrors } from './blocks/input.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { type Values, viewValues } from './blocks/values.ts';
import { Dialog } from './dialog.tsx';
import type { Click, PageView, Submit } from './protocol.ts';

interface Calls {
  readonly onClick: (click: Click) => void;
  readonly onSubmit: (submit: Submit) => void;
  readonly onClose: (submit: Submit) => void;
}

/** The open modals, one above the other. Errors belong to the top one. */
export function Modals(
  props: Calls & {
    readonly views: readonly PageView[];
    readonly errors: Readonly<Record<string, string>>;
  },
) {
  const { views, errors, ...calls } = props;
  useEffect(() => {
    if (Object.keys(errors).length > 0)
      document.querySelector('.dialog .input-wrong')?.scrollIntoView({ block: 'nearest' });
  }, [errors]);
  return views.map((view, index) => (
    <InputErrors key={view.id} value={index === views.length - 1 ? errors : {}}>
      <Modal view={view} {...calls} />
    </InputErrors>
  ));
}

/** What is filled in survives an update of the view wherever block and action ids stay the same, as in Slack. */
function Modal({ view, onClick, onSubmit, onClose }: Calls & { readonly view: PageView }) {
  const place = useMemo(() => ({ viewId: view.id }), [view.id]);
  const [values, setValues] = useState<Values>({});
  const end = (): Submit => ({ viewId: view.id, values: viewValues(view.blocks, values) });
  return (
    <Dialog title={view.title} onClose={() => onClose(end())}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (view.submit !== undefined) onSubmit(end());
        }}
      >
        <div className="dialog-body">
          <SurfaceProvider place={place} onClick={onClick} values={values} onValues={setValues}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={() => onClose(end())}>
            {view.close ?? 'Close'}
          </button>
          {view.submit !== undefined && (
            <button type="submit" className="button button-primary">
              {view.submit}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
