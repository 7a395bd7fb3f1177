/** What a wall clock shows. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Since midnight. */
  readonly timeMs: number;
}

const DAY_MS = 86_400_000;

/** Minutes east of Greenwich at an instant. */
export type Zone = (at: Date) => number;

/** `Z`, `+02:00`, `UTC+2`, or a name such as `Europe/Berlin` or `UTC`; undefined for what is no zone. */
export function zoneNamed(name: string): Zone | undefined {
  if (/^z$/i.test(name)) return () => 0;
  const [, sign, hours, minutes = '0'] = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(name) ?? [];
  if (sign !== undefined) {
    const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
    return Math.abs(offset) <= 14 * 60 && Number(minutes) < 60 ? () => offset : undefined;
  }
  try {
    return zoneOfFormat(new Intl.DateTimeFormat('en-US', { ...FIELDS, timeZone: name }));
  } catch {
    return undefined; // Intl knows no zone of this name: whoever asked says so.
  }
}

/** What the clocks of a zone show at an instant. */
export function wallTimeAt(at: Date, zone: Zone): WallTime {
  const local = new Date(at.getTime() + zone(at) * 60_000);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    timeMs: ((local.getTime() % DAY_MS) + DAY_MS) % DAY_MS,
  };
}

/**
 * The instants at which the clocks of a zone show a time, earliest first: two where they are set back. Where
 * they are set forward over it, the instants that it would be by the time before and after.
 */
export function instantsOf({ year, month, day, timeMs }: WallTime, zone: Zone): readonly Date[] {
  const asUtc = Date.UTC(year, month - 1, day) + timeMs;
  const offsets = [-DAY_MS, DAY_MS].map((away) => zone(new Date(asUtc + away)));
  const all = [...new Set(offsets)].map((offset) => new Date(asUtc - offset * 60_000));
  const shown = all.filter((at) => at.getTime() + zone(at) * 60_000 === asUtc);
  return [...(shown.length > 0 ? shown : all)].sort((one, other) => one.getTime() - other.getTime());
}

const FIELDS = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
} as const;

function zoneOfFormat(format: Intl.DateTimeFormat): Zone {
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
    return Math.round((local - at.getTime()) / 60_000);
  };
}
