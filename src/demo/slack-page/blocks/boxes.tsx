import { useState } from 'react';
import { Blocks } from './blocks.tsx';
import { Text } from './drawn.tsx';
import { Element } from './element.tsx';
import { type Json, listAt, recordOf, stringAt, wordsAt } from './read.ts';

interface Props {
  readonly block: Json;
}

/** A banner with a level: default, info, warning, error or success. */
export function Alert({ block }: Props) {
  return (
    <div className={`alert alert-${stringAt(block, 'level') ?? 'default'}`} role="note">
      <Text value={block.text} />
    </div>
  );
}

/** A small framed summary with up to three buttons. */
export function Card({ block }: Props) {
  const actions = listAt(block, 'actions');
  return (
    <div className="card">
      {['hero_image', 'icon'].map((key) => {
        const image = recordOf(block[key]);
        const source = stringAt(image, 'image_url');
        return (
          source && (
            <img key={key} className={`card-${key}`} src={source} alt={stringAt(image, 'alt_text') ?? ''} />
          )
        );
      })}
      {block.title !== undefined && (
        <div className="card-title">
          <Text value={block.title} />
        </div>
      )}
      {block.subtitle !== undefined && (
        <div className="hint">
          <Text value={block.subtitle} />
        </div>
      )}
      {block.body !== undefined && <Text value={block.body} />}
      {block.subtext !== undefined && (
        <div className="hint">
          <Text value={block.subtext} />
        </div>
      )}
      {actions.length > 0 && (
        <div className="actions">
          {actions.map((element, index) => (
            <Element
              key={stringAt(element, 'action_id') ?? index}
              blockId={stringAt(block, 'block_id') ?? ''}
              element={element}
              quiet={false}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Cards side by side. */
export function Carousel({ block }: Props) {
  return (
    <div className="carousel">
      {listAt(block, 'elements').map((card, index) => (
        <Card key={stringAt(card, 'block_id') ?? index} block={card} />
      ))}
    </div>
  );
}

/** Blocks in a frame, which may fold. */
export function Container({ block }: Props) {
  const folds = block.is_collapsible === true;
  const [open, setOpen] = useState(!(folds && block.default_collapsed === true));
  const title = wordsAt(block, 'title');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would make a form of it
    <div
      className={`container container-${stringAt(block, 'width') ?? 'standard'}`}
      role="group"
      aria-label={title}
    >
      <div className="container-head">
        {folds ? (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span> {title}
          </button>
        ) : (
          <strong>{title}</strong>
        )}
        {block.subtitle !== undefined && (
          <div className="hint">
            <Text value={block.subtitle} />
          </div>
        )}
      </div>
      {open && <Blocks blocks={listAt(block, 'child_blocks')} />}
    </div>
  );
}

/** A file that lives elsewhere. */
export function FileBlock({ block }: Props) {
  return (
    <div className="unknown">File {stringAt(block, 'external_id') ?? stringAt(block, 'file_id') ?? ''}</div>
  );
}

/** A video's words: nothing is loaded from elsewhere, so it does not play here. */
export function Video({ block }: Props) {
  return (
    <div className="card">
      <div className="card-title">
        <Text value={block.title} />
      </div>
      {block.description !== undefined && <Text value={block.description} />}
      <div className="hint">Video: {stringAt(block, 'video_url') ?? 'without an address'}</div>
    </div>
  );
}
