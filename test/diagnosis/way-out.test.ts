import { describe, expect, it } from 'vitest';
import { unreachedClues, wayOut } from '../../src/diagnosis/way-out.ts';
import { denied } from '../given.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

const TIMEOUT = 'ResourceInitializationError: unable to pull secrets: dial tcp 10.0.0.1:443: i/o timeout';

describe('the way out of a failing task', () => {
  it('is asked about where something was not reached, and not where a check or a file system was', () => {
    const texts = [
      TIMEOUT,
      'failed to invoke EFS utils commands: connection timed out',
      'Task failed ELB health checks: i/o timeout',
    ];
    const clues = unreachedClues(
      someEvidence({ stopped: texts.map((stoppedReason) => aFailedTask({ stoppedReason })) }),
    );
    expect(clues.map(({ text }) => text)).toEqual([TIMEOUT]);
  });

  it('is not known where the network could not be read, with what is missing', () => {
    const evidence = someEvidence({ network: denied('ec2:DescribeSubnets') });
    expect(wayOut(evidence, [])).toMatchObject({ kind: 'unknown', permission: 'ec2:DescribeSubnets' });
  });
});
