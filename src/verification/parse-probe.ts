import { UserError } from '../errors.ts';
import { linearRegex } from '../tailing/linear-regex.ts';
import { definitionField, FIELDS } from './definition-field.ts';
import type { Probe } from './probe.ts';
import { createProbeReading, meant, type ProbeReading } from './probe-reading.ts';
import { probeUrl } from './probe-url.ts';
import { alarmName, revision, service, status, targetCount, window, within } from './probe-values.ts';
import { type ProbeWord, probeWords } from './probe-words.ts';

/** One kind of probe: the word it begins with, its form for people, and how the rest of it is read. */
interface Form {
  readonly usage: string;
  readonly example: string;
  readonly read: (reading: ProbeReading) => Probe;
}

/** Far longer than any probe with its address. */
const LONGEST_PROBE = 3000;

const FORMS = {
  service: { usage: 'service steady <service>', example: 'service steady web', read: steady },
  rollout: {
    usage: 'rollout complete <service> [revision]',
    example: 'rollout complete web 15',
    read: rollout,
  },
  targets: { usage: 'targets healthy >= n <service>', example: 'targets healthy >= 2 web', read: targets },
  container: { usage: 'container healthy <service>', example: 'container healthy web', read: containers },
  'task-definition': {
    usage: 'task-definition <service> <path> = <value>',
    example: 'task-definition web healthCheck.retries = 3',
    read: definition,
  },
  http: {
    usage: 'http <status> <url> [within <ms>] [contains "…"]',
    example: 'http 200 https://example.com/health within 500',
    read: http,
  },
  alarm: { usage: 'alarm exists|ok <name>', example: 'alarm ok web-5xx', read: alarm },
  log: {
    usage: 'log matches|absent "<pattern>" <service> <window>',
    example: 'log absent "ERROR" web 15m',
    read: log,
  },
} as const satisfies Readonly<Record<string, Form>>;

/** The forms of all probes with an example each, for help and for forms to fill in. */
export const PROBE_FORMS: readonly Pick<Form, 'usage' | 'example'>[] = Object.values(FORMS);

type Kind = keyof typeof FORMS;
const KINDS: readonly Kind[] = [
  'service',
  'rollout',
  'targets',
  'container',
  'task-definition',
  'http',
  'alarm',
  'log',
];

/**
 * Understands a probe.
 * @throws UserError that names the word it stumbled over, what is expected there, and the nearest known word
 */
export function parseProbe(text: string): Probe {
  checkText(text);
  const words = probeWords(text);
  let form: Form | undefined;
  const usage = () =>
    form
      ? `The form is \`${form.usage}\`, for example \`${form.example}\`.`
      : `A probe is for example \`${FORMS.service.example}\` or \`${FORMS.http.example}\`.`;
  const reading = createProbeReading(apart(words), usage);
  form = FORMS[reading.keyword(KINDS)];
  const probe = form.read(reading);
  reading.end();
  return probe;
}

/** What is wrong with a probe, in words for the field it was typed into; undefined where it is one. */
export function probeComplaint(text: string): string | undefined {
  try {
    parseProbe(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message.replaceAll('`', '');
  }
}

/** A probe stands in one line of a tracker, inside of a comment. */
function checkText(text: string): void {
  if (text.trim() === '')
    throw new UserError(
      `Type a probe, for example \`${FORMS.service.example}\` or \`${FORMS.log.example}\`.`,
    );
  if (text.length > LONGEST_PROBE)
    throw new UserError(`That is too long: a probe has ${LONGEST_PROBE} characters at most.`);
  if (/--!?>|<!--/.test(text))
    throw new UserError('A probe cannot hold `-->` or `<!--`: it is kept in a comment of the tracker.');
  if (/[\u0000-\u0008\n\r\u000b-\u001f\u007f\u0085\u2028\u2029]/.test(text.trim()))
    throw new UserError('A probe is one line, without control characters. Type one probe a criterion.');
}

/** `path=value` and `>=2` are meant as words of their own. */
function apart(words: readonly ProbeWord[]): readonly ProbeWord[] {
  const kind = words[0]?.text.toLowerCase();
  const cuts = kind === 'task-definition' ? /(=)/ : kind === 'targets' ? /(>=|≥)/ : undefined;
  if (!cuts) return words;
  const first = words.findIndex(({ text, quotes }) => quotes === 'none' && cuts.test(text));
  return words.flatMap((word, at) => {
    if (at !== first) return [word];
    const [before = '', sign = '', ...behind] = word.text.split(cuts);
    return [before, sign, behind.join('')]
      .filter((part) => part !== '')
      .map((text) => ({ text, quotes: 'none' as const }));
  });
}

function steady(reading: ProbeReading): Probe {
  reading.keyword(['steady']);
  return { kind: 'service-steady', service: service(reading) };
}

function rollout(reading: ProbeReading): Probe {
  reading.keyword(['complete']);
  const name = service(reading);
  return {
    kind: 'rollout-complete',
    service: name,
    revision: reading.isOver ? undefined : revision(reading),
  };
}

function targets(reading: ProbeReading): Probe {
  reading.keyword(['healthy']);
  reading.as('`>=`', (word) => (word === '>=' || word === '≥' ? word : undefined));
  const atLeast = targetCount(reading);
  return { kind: 'targets-healthy', atLeast, service: service(reading) };
}

function containers(reading: ProbeReading): Probe {
  reading.keyword(['healthy']);
  return { kind: 'container-healthy', service: service(reading) };
}

function definition(reading: ProbeReading): Probe {
  const name = service(reading);
  const path = reading.word('the path of a field, such as `healthCheck.retries`,');
  if (!definitionField(path))
    throw reading.wrong(`this is no field that I read; there are ${FIELDS.join(', ')}${meant(path, FIELDS)}`);
  reading.as('`=`', (word) => (word === '=' ? word : undefined));
  return { kind: 'task-definition', service: name, path, value: reading.word('the value') };
}

function http(reading: ProbeReading): Probe {
  const wanted = status(reading);
  const found = probeUrl(reading.word('an address, such as `https://example.com/`,'));
  if (found.kind === 'refused') throw new UserError(`The probe has a mistake at word 3: ${found.why}.`);
  let withinMs: number | undefined;
  let contains: string | undefined;
  while (!reading.isOver && (withinMs === undefined || contains === undefined)) {
    const left = [
      ...(withinMs === undefined ? ['within' as const] : []),
      ...(contains === undefined ? ['contains' as const] : []),
    ];
    if (reading.keyword(left) === 'within') withinMs = within(reading);
    else contains = reading.text('the text to be found');
  }
  return { kind: 'http', status: wanted, url: found.url.href, withinMs, contains };
}

function alarm(reading: ProbeReading): Probe {
  const expects = reading.keyword(['exists', 'ok']);
  return { kind: 'alarm', expects, name: alarmName(reading) };
}

function log(reading: ProbeReading): Probe {
  const expects = reading.keyword(['matches', 'absent']);
  const pattern = reading.text('a pattern');
  try {
    linearRegex({ source: pattern, flags: '' }, 'log');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw reading.wrong(patternMistake(error.message));
  }
  const name = service(reading);
  return { kind: 'log', expects, pattern, service: name, windowMs: window(reading) };
}

/** The mistake alone: the rest of what the option of a command would say does not fit here. */
function patternMistake(message: string): string {
  return message.replace(/^`--log` /, 'the pattern ').replace(/\. Type .*$/, '');
}
