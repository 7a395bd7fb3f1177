import { describe, expect, it } from 'vitest';
import { differencesOf, serviceDifferences } from '../../src/diagnosis/differences.ts';
import type { ServiceRevision } from '../../src/diagnosis/settings.ts';
import { aRevision } from '../given.ts';
import { someSettings } from './given-evidence.ts';

const GROUPS = [
  {
    arn: 'a',
    name: 'web-tg',
    containerName: 'app',
    containerPort: 8080,
    role: 'production',
    partnerArn: undefined,
  },
] as const;
const shown = (name: string, value: string) => ({ name, fingerprint: value, value });
const hidden = (name: string, value: string) => ({ name, fingerprint: value, value: undefined });

describe('what differs between two revisions', () => {
  it('is nothing between equals', () => {
    expect(differencesOf(someSettings(14), someSettings(15), GROUPS)).toEqual([]);
  });

  it('is told by what bears most on health, the image last', () => {
    const after = someSettings(15, {
      image: 'registry.example/web:15',
      command: ['node', 'b.js'],
      ports: [{ container: 9090, host: undefined }],
      environment: [shown('PORT', '9090')],
    });
    expect(differencesOf(someSettings(14), after, GROUPS).map(({ id, what }) => `${id} ${what}`)).toEqual([
      'drift-port-mapping-changed ports of app',
      'drift-command-changed command of app',
      'drift-env-changed variable PORT of app',
      'drift-image-changed image of app',
    ]);
  });

  it('names variables and secrets, and shows no value that was hidden', () => {
    const before = someSettings(14, { environment: [hidden('TOKEN', 'one'), hidden('GONE', 'x')] });
    const after = someSettings(15, {
      environment: [hidden('TOKEN', 'two')],
      secrets: [{ name: 'KEY', from: 'arn:aws:secretsmanager:x:1:secret:key' }],
    });
    expect(differencesOf(before, after, GROUPS)).toEqual([
      {
        id: 'drift-env-changed',
        what: 'variable GONE of app',
        how: 'removed',
        before: undefined,
        after: undefined,
      },
      {
        id: 'drift-env-changed',
        what: 'variable TOKEN of app',
        how: 'changed',
        before: undefined,
        after: undefined,
      },
      {
        id: 'drift-secret-changed',
        what: 'secret KEY of app',
        how: 'added',
        before: undefined,
        after: 'arn:aws:secretsmanager:x:1:secret:key',
      },
    ]);
  });

  it('does not count more memory as harm', () => {
    const raised = someSettings(15, {}, { memory: '1024' });
    expect(differencesOf(someSettings(14), raised, GROUPS)).toEqual([]);
    expect(differencesOf(raised, someSettings(14), GROUPS)).toMatchObject([
      { id: 'drift-resources-lowered', before: '1024', after: '512' },
    ]);
  });

  it('tells a container beside the program apart from it', () => {
    const [app] = someSettings(15).containers;
    const after = someSettings(
      15,
      {},
      { containers: app ? [app, { ...app, name: 'proxy', image: 'envoy:1' }] : [] },
    );
    expect(differencesOf(someSettings(14), after, GROUPS)).toEqual([
      {
        id: 'drift-sidecar-changed',
        what: 'container proxy',
        how: 'added',
        before: undefined,
        after: 'envoy:1',
      },
    ]);
  });
});

describe('what differs between two service revisions', () => {
  const revision = (given: Partial<ServiceRevision> = {}): ServiceRevision => ({
    arn: 'arn',
    revision: aRevision(14),
    createdAt: undefined,
    network: { subnets: ['subnet-1'], securityGroups: ['sg-1'], publicIp: false },
    platform: '1.4.0',
    images: [{ container: 'app', image: 'web:latest', digest: 'sha256:aa' }],
    targets: [],
    ...given,
  });

  it('is the network, whatever order it is told in', () => {
    const before = revision({ network: { subnets: ['b', 'a'], securityGroups: ['sg-1'], publicIp: false } });
    const after = revision({ network: { subnets: ['a', 'b'], securityGroups: ['sg-2'], publicIp: true } });
    expect(serviceDifferences(before, after).map(({ what }) => what)).toEqual([
      'security groups',
      'assignPublicIp',
    ]);
  });

  it('is the digest behind the same tag, and not that of another tag', () => {
    const moved = revision({ images: [{ container: 'app', image: 'web:latest', digest: 'sha256:bb' }] });
    const other = revision({ images: [{ container: 'app', image: 'web:2', digest: 'sha256:cc' }] });
    expect(serviceDifferences(revision(), moved)).toMatchObject([
      { id: 'drift-image-tag-moved', before: 'sha256:aa', after: 'sha256:bb' },
    ]);
    expect(serviceDifferences(revision(), other)).toEqual([]);
  });
});
