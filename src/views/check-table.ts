import type { ContainerCheck } from '../deployment/both-checks.ts';
import { parseCheckCommand } from '../deployment/check-command.ts';
import { unknownReason } from '../deployment/fact.ts';
import type { Service } from '../deployment/service.ts';
import type { TargetGroupSighting } from '../deployment/sighting.ts';
import { balancerPatienceMs, containerPatienceMs } from '../diagnosis/lint-timing.ts';
import { oneLine } from '../text.ts';
import { fold } from './rows.ts';
import { revisionWord } from './words.ts';

/** How one check asks, cell by cell; equal rows of two checks stand side by side. */
export interface CheckColumn {
  readonly title: string;
  readonly cells: Readonly<Record<CheckRow, string>>;
}

const ROWS = ['asks', 'by', 'passes', 'every', 'time-out', 'fails after', 'start', 'gives up'] as const;
type CheckRow = (typeof ROWS)[number];

const LABEL_WIDTH = 12;
/** Two of them and the labels fill what a thread pane shows of a fixed-width line. */
const CELL_WIDTH = 23;
const GAP = 2;
const LONGEST_COMMAND = 200;

/** The check inside a container. */
export function containerColumn({ container, revisions }: ContainerCheck, graceMs: number): CheckColumn {
  const { name, healthCheck: check } = container;
  const title = `container ${name}, ${revisions.map(revisionWord).join(' and ')}`;
  if (!check) return { title, cells: { ...EMPTY, asks: 'nothing: no check defined' } };
  const command = parseCheckCommand(check.command);
  const { asks } = command;
  const address = asks ? `${asks.path} on ${asks.host}:${asks.port}` : '';
  return {
    title,
    cells: {
      asks: address || 'what its command does',
      by: oneLine(command.words, LONGEST_COMMAND) || 'no command',
      passes: 'exit code 0',
      every: seconds(check.intervalMs),
      'time-out': seconds(check.timeoutMs),
      'fails after': inARow(check.retries),
      start: check.startPeriodMs > 0 ? `first ${seconds(check.startPeriodMs)} free` : 'no start period',
      'gives up': `${seconds(containerPatienceMs(check, graceMs))} after start`,
    },
  };
}

/** The check of a target group. */
export function balancerColumn(
  { group, check }: TargetGroupSighting,
  { gracePeriodMs }: Pick<Service, 'gracePeriodMs'>,
): CheckColumn {
  const title = `target group ${group.name}`;
  if (check?.kind !== 'known') {
    const why = check ? unknownReason('its check', check) : 'not read';
    return { title, cells: { ...EMPTY, asks: oneLine(why, 160) } };
  }
  const { path, port, protocol, matcher, intervalMs, timeoutMs, unhealthyThreshold, attached } = check.value;
  const where =
    port === undefined || port === 'traffic-port' ? trafficPort(group.containerPort) : `port ${port}`;
  const patienceMs = balancerPatienceMs(check.value, gracePeriodMs);
  return {
    title,
    cells: {
      asks: oneLine(`${path ?? 'a connection'} on ${where}`, LONGEST_COMMAND),
      by: attached
        ? `${protocol ?? 'unknown protocol'} GET`.replace(/^(?!HTTP)(\S+) GET$/, '$1')
        : 'nobody: no load balancer forwards to it',
      passes: matcher === undefined ? 'a connection' : `code ${matcher}`,
      every: intervalMs === undefined ? UNKNOWN : seconds(intervalMs),
      'time-out': timeoutMs === undefined ? UNKNOWN : seconds(timeoutMs),
      'fails after': unhealthyThreshold === undefined ? UNKNOWN : inARow(unhealthyThreshold),
      start: gracePeriodMs > 0 ? `grace ${seconds(gracePeriodMs)}, for both` : 'no grace period',
      'gives up': patienceMs === undefined ? UNKNOWN : `${seconds(patienceMs)} after start`,
    },
  };
}

const UNKNOWN = 'not known';
const EMPTY: CheckColumn['cells'] = {
  ...{ asks: '', by: '', passes: '', every: '', 'time-out': '' },
  ...{ 'fails after': '', start: '', 'gives up': '' },
};

/** The columns in fixed width, two at most; rows that are empty in both are left out. */
export function checkTable(columns: readonly CheckColumn[]): string {
  const titles = columns.map(({ title }) => title);
  return [
    tableRow('', titles),
    ...ROWS.flatMap((row) => {
      const cells = columns.map((column) => column.cells[row]);
      return cells.some(Boolean) ? [tableRow(row, cells)] : [];
    }),
  ].join('\n');
}

/** The same as a sentence for each column, for screen readers. */
export function checkSentences(columns: readonly CheckColumn[]): readonly string[] {
  return columns.map(({ title, cells }) => {
    const words = ROWS.flatMap((row) => (cells[row] ? [`${row} ${cells[row]}`] : []));
    return `${title}: ${words.join(', ')}`;
  });
}

function tableRow(label: string, cells: readonly string[]): string {
  const width = cells.length > 1 ? CELL_WIDTH : 2 * CELL_WIDTH + GAP;
  const folded = cells.map((cell) => fold(cell, width));
  const height = Math.max(...folded.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) => {
    const parts = folded.map((lines) => (lines[at] ?? '').padEnd(width + GAP));
    return `${(at === 0 ? label : '').padEnd(LABEL_WIDTH)}${parts.join('')}`.trimEnd();
  }).join('\n');
}

function trafficPort(port: number | undefined): string {
  return port === undefined ? 'the traffic port' : `the traffic port, ${port}`;
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}

function inARow(count: number): string {
  return count === 1 ? '1 failure' : `${count} failures in a row`;
}
