import type { Answer } from './answer.ts';
import { type Faults, faultForm } from './faults.ts';

/** What can be steered from outside over HTTP. */
export interface Controls {
  readonly faults: Faults;
  readonly calls: Readonly<Record<string, number>>;
  resetCalls(): void;
}

/**
 * Answers the paths that AWS does not have: `POST /_faults` adds a fault, `DELETE /_faults` clears them,
 * `GET /_calls` tells the counts, `DELETE /_calls` resets them.
 */
export function controlAnswer(
  { method, path, body }: { method: string | undefined; path: string; body: string },
  { faults, calls, resetCalls }: Controls,
): Answer {
  switch (`${method} ${path}`) {
    case 'POST /_faults':
      return addedFault(faults, body);
    case 'DELETE /_faults':
      faults.clear();
      return json(200, {});
    case 'GET /_calls':
      return json(200, calls);
    case 'DELETE /_calls':
      resetCalls();
      return json(200, {});
    default:
      return json(404, { error: `no ${method} ${path} here` });
  }
}

function addedFault(faults: Faults, body: string): Answer {
  const parsed = faultForm.safeParse(parseJson(body));
  if (!parsed.success)
    return json(400, { error: parsed.error.issues.map((each) => each.message).join('; ') });
  faults.add(parsed.data);
  return json(200, {});
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // The form refuses it with a reason.
  }
}

function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
