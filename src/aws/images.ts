import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import type { ImageState } from '../diagnosis/evidence.ts';
import { UpstreamError } from '../errors.ts';
import type { CallAws } from './caller.ts';
import type { LaterClients } from './clients.ts';
import type { EcrImage } from './ecr-image.ts';

/** ECR in our words. Every method throws UpstreamError. */
export interface Images {
  /** Whether an image is there, and what else its repository holds. */
  state(image: EcrImage): Promise<ImageState>;
}

const MOST_TAGS = 5;
const PAGE = 1000;

/** @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export function openImages({ kept, shared }: LaterClients, region: string, call: CallAws): Images {
  const client = kept(new ECRClient({ ...shared, region }));
  const describe = (
    registryId: string,
    repositoryName: string,
    imageIds?: readonly { imageTag?: string; imageDigest?: string }[],
  ) =>
    call({
      action: 'ecr:DescribeImages',
      attempt: `describe images of ${repositoryName}`,
      send: (abortSignal) =>
        client.send(
          new DescribeImagesCommand({
            registryId,
            repositoryName,
            ...(imageIds ? { imageIds: [...imageIds] } : { maxResults: PAGE }),
          }),
          { abortSignal },
        ),
    });

  return {
    async state({ image, account, repository, tag, digest }) {
      const id = digest ? { imageDigest: digest } : { imageTag: tag ?? 'latest' };
      const exists = await isThere(describe(account, repository, [id]));
      if (exists) return { image, exists, newestTags: [] };
      const { imageDetails = [] } = await describe(account, repository);
      const newest = [...imageDetails].sort(
        (one, other) => (other.imagePushedAt?.getTime() ?? 0) - (one.imagePushedAt?.getTime() ?? 0),
      );
      return {
        image,
        exists,
        newestTags: newest.flatMap(({ imageTags }) => imageTags ?? []).slice(0, MOST_TAGS),
      };
    },
  };
}

/** A tag that is not there makes AWS refuse the whole call. */
async function isThere(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && error.kind === 'not-found') return false;
    throw error;
  }
}
