import { cut, oneLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import type { Chart } from './message.ts';

/** Numbers to be drawn: of each series one for each category, in their order. */
export interface Drawing {
  readonly kind: 'bar' | 'line';
  readonly title: string;
  readonly unit: string;
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/**
 * A chart as Slack takes it: labels cut, and told apart where that made two of them one. Of more points than fit the
 * last are drawn. Names may come from outside: Slack shows them as they are, without markup.
 */
export function chart({ kind, title, unit, categories, series }: Drawing): Chart {
  const labels = distinct(categories.slice(-LIMITS.chartPoints).map(labelOf));
  const names = distinct(series.slice(0, LIMITS.chartSeries).map(({ name }) => labelOf(name)));
  return {
    type: 'data_visualization',
    title: cut(oneLine(title) || '-', LIMITS.chartTitle),
    chart: {
      type: kind,
      series: names.map((name, nth) => {
        const values = series[nth]?.values.slice(-LIMITS.chartPoints) ?? [];
        return { name, data: labels.map((label, at) => ({ label, value: values[at] ?? 0 })) };
      }),
      axis_config: { categories: labels, y_label: cut(unit, LIMITS.chartTitle) },
    },
  };
}

function labelOf(name: string): string {
  return cut(oneLine(name) || '-', LIMITS.chartLabel);
}

/** Two of the same label would be one. */
function distinct(labels: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return labels.map((label) => {
    let own = label;
    for (let nth = 2; used.has(own); nth += 1) {
      const end = ` ${nth}`;
      own = `${cut(label, LIMITS.chartLabel - end.length)}${end}`;
    }
    used.add(own);
    return own;
  });
}
