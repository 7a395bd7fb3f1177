import { z } from 'zod';
import type { SimulatedImage } from '../world/network-shapes.ts';
import { type Operations, operation } from './operation.ts';
import { Refusal } from './refusal.ts';

const imageId = z.object({ imageTag: z.string().optional(), imageDigest: z.string().optional() });

/** Images. A repository that no story speaks of has whatever is asked for. @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const ecrOperations: Operations = {
  DescribeImages: operation(
    z.object({
      registryId: z.string().optional(),
      repositoryName: z.string(),
      imageIds: z.array(imageId).max(100).optional(),
      maxResults: z.number().optional(),
    }),
    ({ registryId, repositoryName, imageIds = [] }, { world, now }) => {
      const images = world.repositories.get(repositoryName);
      const registry = registryId ?? world.account;
      if (images === null)
        throw new Refusal(
          'RepositoryNotFoundException',
          `The repository with name '${repositoryName}' does not exist in the registry with id '${registry}'`,
        );
      if (imageIds.length === 0) return { imageDetails: images ?? [] };
      return {
        imageDetails: imageIds.map((id) => {
          const found = images ? images.find((image) => isMeant(image, id)) : made(id, now);
          if (found) return found;
          throw new Refusal(
            'ImageNotFoundException',
            `The image with imageId {imageDigest:'${id.imageDigest ?? null}', imageTag:'${id.imageTag ?? null}'} does not exist within the repository with name '${repositoryName}' in the registry with id '${registry}'`,
          );
        }),
      };
    },
  ),
};

function isMeant(image: SimulatedImage, { imageTag, imageDigest }: z.output<typeof imageId>): boolean {
  return imageDigest === undefined
    ? image.imageTags.includes(imageTag ?? '')
    : image.imageDigest === imageDigest;
}

function made(
  { imageTag = 'latest', imageDigest = '' }: z.output<typeof imageId>,
  now: Date,
): SimulatedImage {
  return { imageDigest, imageTags: [imageTag], imagePushedAt: now };
}
