/** What can be told of the command of a container health check by reading it. */
export interface CheckCommand {
  /** As it is run, without CMD or CMD-SHELL. */
  readonly words: string;
  /** Why ECS cannot run it as it is meant; undefined where it can. */
  readonly malformed: 'shell-words-under-cmd' | 'neither-cmd-nor-shell' | 'words-behind-shell' | undefined;
  readonly usesShell: boolean;
  /** A program that small images leave out. */
  readonly tool: string | undefined;
  /** Whether curl is told to fail on an HTTP error; undefined where it is not curl. */
  readonly curlFails: boolean | undefined;
  /** Where it asks, if it names an address. */
  readonly asks: CheckAddress | undefined;
}

export interface CheckAddress {
  readonly host: string;
  /** The protocol's own unless it is named. */
  readonly port: number;
  /** Without a query. */
  readonly path: string;
}

const TOOL = /(?:^|[\s;&|(/])(curl|wget|nc|netcat|grpc_health_probe)(?=\s|$)/;
const ADDRESS = /\b(https?):\/\/(localhost|\[[0-9a-f:]+\]|[\w.-]+)(?::(\d{1,5}))?(\/[^\s"'`|&;?]*)?/i;
/** `-f`, also among others as in `-sf`, or by its long name. */
const FAILS = /(?:^|\s)(?:-[a-zA-Z]*f[a-zA-Z]*|--fail(?:-with-body)?)(?=\s|$)/;

/**
 * Reads a health check's command.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
 */
export function parseCheckCommand(command: readonly string[]): CheckCommand {
  const [kind = '', ...rest] = command;
  const isKnown = kind === 'CMD' || kind === 'CMD-SHELL';
  const words = (isKnown ? rest : command).join(' ');
  const tool = TOOL.exec(words)?.[1];
  return {
    words,
    malformed: malformedOf(kind, rest),
    usesShell: kind === 'CMD-SHELL',
    tool,
    curlFails: tool === 'curl' ? FAILS.test(words) : undefined,
    asks: addressIn(words),
  };
}

function malformedOf(kind: string, rest: readonly string[]): CheckCommand['malformed'] {
  if (kind === 'CMD') {
    const isShell = rest.some(
      (word) => /^(?:\|\||&&|[|;<>])$/.test(word) || /\s(?:\|\||&&|[|;])\s/.test(word),
    );
    const isOneText = rest.length === 1 && /\s/.test(rest[0] ?? '');
    return isShell || isOneText ? 'shell-words-under-cmd' : undefined;
  }
  if (kind === 'CMD-SHELL') return rest.length > 1 ? 'words-behind-shell' : undefined;
  return 'neither-cmd-nor-shell';
}

function addressIn(words: string): CheckAddress | undefined {
  const [found, scheme = '', host = '', port, path = '/'] = ADDRESS.exec(words) ?? [];
  if (found === undefined) return undefined;
  return { host, port: Number(port ?? (scheme.toLowerCase() === 'https' ? 443 : 80)), path };
}
