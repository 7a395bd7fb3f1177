/** The parts of `account.dkr.ecr.region.amazonaws.com/repository:tag` or `…@sha256:…`. */
export interface EcrImage {
  readonly image: string;
  readonly account: string;
  readonly region: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** Undefined for an image of another registry. */
export function ecrImageOf(image: string): EcrImage | undefined {
  const parts =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@\s]+)(?::([^@\s]+))?(?:@(sha256:[0-9a-f]+))?$/.exec(
      image,
    );
  const [, account, region, repository, tag, digest] = parts ?? [];
  if (!account || !region || !repository) return undefined;
  return { image, account, region, repository, tag: tag ?? (digest ? undefined : 'latest'), digest };
}
