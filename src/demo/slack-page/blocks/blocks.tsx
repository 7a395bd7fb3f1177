import { Alert, Card, Carousel, Container, FileBlock, Video } from './boxes.tsx';
import { Drawn, isDrawn, Text } from './drawn.tsx';
import { Element } from './element.tsx';
import { InputBlock } from './input.tsx';
import { type Json, listAt, recordOf, stringAt, typeOf } from './read.ts';
import { Safe } from './safe.tsx';
import { Table } from './table.tsx';
import { Unknown } from './unknown.tsx';

/** Block Kit's blocks, one under the other; none is ever left out. */
export function Blocks({ blocks }: { readonly blocks: readonly unknown[] }) {
  return (
    <div className="blocks">
      {blocks.map(recordOf).map((block, index) => (
        <Safe key={stringAt(block, 'block_id') ?? index} type={typeOf(block)}>
          <OneBlock block={block} />
        </Safe>
      ))}
    </div>
  );
}

function OneBlock({ block }: { readonly block: Json }) {
  if (isDrawn(block)) return <Drawn block={block} />;
  switch (block.type) {
    case 'section':
      return <Section block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'actions':
    case 'context_actions':
      return <Actions block={block} />;
    case 'divider':
      return <hr className="divider" />;
    case 'header':
      return (
        <h3 className="header">
          <Text value={block.text} />
        </h3>
      );
    case 'input':
      return <InputBlock block={block} />;
    case 'table':
    case 'data_table':
      return <Table block={block} />;
    case 'alert':
      return <Alert block={block} />;
    case 'card':
      return <Card block={block} />;
    case 'carousel':
      return <Carousel block={block} />;
    case 'container':
      return <Container block={block} />;
    case 'file':
      return <FileBlock block={block} />;
    case 'video':
      return <Video block={block} />;
    default:
      return <Unknown type={typeOf(block)} />;
  }
}

function Section({ block }: { readonly block: Json }) {
  const accessory = block.accessory === undefined ? undefined : recordOf(block.accessory);
  const fields = listAt(block, 'fields');
  return (
    <div className="section">
      <div className="section-text">
        {block.text !== undefined && <Text value={block.text} />}
        {fields.length > 0 && (
          <div className="fields">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other identity than their place
              <Text key={index} value={field} />
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="accessory">
          <Element blockId={blockIdOf(block)} element={accessory} quiet={false} />
        </div>
      )}
    </div>
  );
}

function Context({ block }: { readonly block: Json }) {
  return (
    <div className="context">
      {listAt(block, 'elements').map((element, index) =>
        element.type === 'image' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the elements have no other identity than their place
          <Element key={index} blockId={blockIdOf(block)} element={element} quiet={false} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the elements have no other identity than their place
          <Text key={index} value={element} />
        ),
      )}
    </div>
  );
}

function Actions({ block }: { readonly block: Json }) {
  return (
    <div className="actions">
      {listAt(block, 'elements').map((element, index) => (
        <Element
          key={stringAt(element, 'action_id') ?? index}
          blockId={blockIdOf(block)}
          element={element}
          quiet={false}
        />
      ))}
    </div>
  );
}

function blockIdOf(block: Json): string {
  return stringAt(block, 'block_id') ?? '';
}
