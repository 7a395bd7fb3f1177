import { useState } from 'react';
import { Drawn } from './drawn.tsx';
import { type Json, listAt, recordOf, stringAt } from './read.ts';

/** Rows Slack shows of a data_table before one asks for more. */
const PAGE_SIZE = 5;

/** A `table`, or a `data_table`: with a caption, a header row and pages. */
export function Table({ block }: { readonly block: Json }) {
  const [page, setPage] = useState(0);
  const rows = Array.isArray(block.rows) ? block.rows.map(cellsOf) : [];
  const columns = listAt(block, 'column_settings');
  const isData = block.type === 'data_table';
  const size = isData ? (typeof block.page_size === 'number' ? block.page_size : PAGE_SIZE) : rows.length;
  const [head = [], ...body] = isData ? rows : [[], ...rows];
  const pages = Math.max(1, Math.ceil(body.length / size));
  return (
    <div className="table">
      <table>
        {isData && <caption>{stringAt(block, 'caption')}</caption>}
        {head.length > 0 && (
          <thead>
            <tr>
              {head.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place
                <th key={index} scope="col">
                  <Cell cell={cell} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {body.slice(page * size, (page + 1) * size).map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity than their place
            <tr key={row}>
              {cells.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity than their place
                <td key={index} className={`align-${alignOf(columns[index], cell)}`}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav className="pages" aria-label="Pages of the table">
          <button type="button" className="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous
          </button>
          <span>
            {page + 1} of {pages}
          </span>
          <button
            type="button"
            className="button"
            disabled={page + 1 === pages}
            onClick={() => setPage(page + 1)}
          >
            Next
          </button>
        </nav>
      )}
    </div>
  );
}

function Cell({ cell }: { readonly cell: Json }) {
  if (cell.type === 'rich_text') return <Drawn block={cell} />;
  return stringAt(cell, 'text') ?? (typeof cell.value === 'number' ? String(cell.value) : '');
}

function alignOf(column: Json | undefined, cell: Json): string {
  return stringAt(recordOf(column), 'align') ?? (cell.type === 'raw_number' ? 'right' : 'left');
}

function cellsOf(row: unknown): readonly Json[] {
  return Array.isArray(row) ? row.map(recordOf) : [];
}
