import { useMemo, useState } from 'react';
import { Blocks } from './blocks/blocks.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import type { Values } from './blocks/values.ts';
import type { Click, PageView } from './protocol.ts';

/** The bot's Home tab. */
export function HomeView(props: {
  readonly view: PageView | undefined;
  readonly bot: string;
  readonly onClick: (click: Click) => void;
}) {
  const { view } = props;
  const viewId = view?.id ?? '';
  const place = useMemo(() => ({ viewId }), [viewId]);
  const [values, setValues] = useState<Values>({});
  return (
    <main className="pane" aria-label="App Home">
      <header className="pane-head">
        <h1>{props.bot}</h1>
        <span className="pane-note">Home</span>
      </header>
      <div className="home">
        {view ? (
          <SurfaceProvider place={place} onClick={props.onClick} values={values} onValues={setValues}>
            <Blocks blocks={view.blocks} />
          </SurfaceProvider>
        ) : (
          <p className="hint">The app has not published anything here yet.</p>
        )}
      </div>
    </main>
  );
}
