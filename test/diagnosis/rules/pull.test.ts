import { describe, expect, it } from 'vitest';
import { failed, notStarted } from '../given-failures.ts';
import { diagnoses } from '../given-trouble.ts';
import { tellsApart } from '../pairs.ts';

const NOT_FOUND =
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:2';

describe('images that are not pulled', () => {
  tellsApart([
    {
      fact: 'tag or digest',
      one: notStarted(`${NOT_FOUND}: not found`),
      other: notStarted(`${NOT_FOUND}@sha256:9f86d081884c7d65: not found`),
      are: ['image-tag-not-found', 'image-digest-gone'],
    },
    {
      fact: 'the image or its repository',
      one: notStarted(`${NOT_FOUND}: not found`),
      other: notStarted('CannotPullContainerError: API error (404): repository web not found'),
      are: ['image-tag-not-found', 'image-repository-not-found'],
    },
    {
      fact: 'not there or not allowed',
      one: notStarted(`${NOT_FOUND}: not found`),
      other: notStarted(`${NOT_FOUND}: unexpected status code 403 Forbidden`),
      are: ['image-tag-not-found', 'image-pull-denied'],
    },
    {
      fact: 'AWS’s registry or another',
      one: notStarted(`${NOT_FOUND}: 403 Forbidden`),
      other: notStarted(
        'CannotPullContainerError: pulling from host registry.example.com failed with status code 401 Unauthorized',
      ),
      are: ['image-pull-denied', 'private-registry-credentials'],
    },
    {
      fact: 'how often it was asked',
      one: notStarted(`${NOT_FOUND}: not found`),
      other: notStarted('CannotPullContainerError: toomanyrequests: You have reached your pull rate limit.'),
      are: ['image-tag-not-found', 'registry-rate-limited'],
    },
  ]);

  const ask = diagnoses();

  it('are looked up in ECR, with the tags that are there', async () => {
    const image = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/web:2';
    const build = failed(
      {
        unstarted: true,
        unpulled: true,
        changes: { image },
        stopped: { stopCode: 'TaskFailedToStart', stoppedReason: `${NOT_FOUND}: not found` },
      },
      ({ world, ago }) => {
        const pushed = (tag: string, minutes: number) => ({
          imageDigest: `sha256:${tag}`,
          imageTags: [tag],
          imagePushedAt: ago(minutes),
        });
        world.repositories.set('web', [pushed('1', 900), pushed('2-rc1', 20)]);
      },
    );
    const { data } = await ask(build());
    expect(data.evidence).toContainEqual(
      expect.objectContaining({
        source: 'ecr:DescribeImages',
        value: 'it is not there; the newest tags are 2-rc1, 1',
      }),
    );
  });
});
