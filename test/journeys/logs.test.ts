import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addLogStream } from '../../src/demo/world/add-log-stream.ts';
import { type Stage, start } from '../harness.ts';

describe('logs', () => {
  it('x', () => {});
});
