import { NOT_REACHED } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import type { Rule, Verdict } from '../rule.ts';
import { type Saying, sayingRule } from '../saying.ts';

const PULL = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html';
const ECR_HOST = /\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com/;

/** Why an image was not pulled, as the registry or ECS says it. The first that matches is the most exact. */
const SAYINGS: readonly Saying[] = [
  {
    id: 'registry-rate-limited',
    title: 'The registry limits how often images may be pulled',
    source: PULL,
    says: /toomanyrequests|pull rate limit/i,
    remedy: 'log in to the registry, or pull through ECR (a pull-through cache or a copy)',
    before: 'pulled',
  },
  {
    id: 'image-disk-full',
    title: 'The image does not fit on the disk',
    source: PULL,
    says: /no space left on device|Thin Pool has/i,
    remedy: 'give the task more ephemeral storage or the host a larger disk, or make the image smaller',
    before: 'pulled',
  },
  {
    id: 'image-digest-gone',
    title: 'The digest that the deployment fixed is no longer in the registry',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html',
    says: /@sha256:[0-9a-f]+.*not found/i,
    remedy: 'force a new deployment, and keep images that services still name out of the lifecycle policy',
    before: 'pulled',
  },
  {
    id: 'image-architecture-mismatch',
    title: 'The image is built for another processor',
    source: PULL,
    where: ['stop', 'event', 'line'],
    says: /descriptor matching platform|(?:^|: )exec .{0,300}?exec format error/i,
    remedy: 'build the image for the task’s processor, or set runtimePlatform.cpuArchitecture to the image’s',
  },
  {
    id: 'image-pull-denied',
    title: 'The execution role may not pull the image',
    source: PULL,
    says: /not authorized to perform: ecr:|ecr:GetAuthorizationToken.*AccessDenied|403 Forbidden|role has the permissions to pull images/i,
    unless: NOT_REACHED,
    remedy: 'allow the execution role (not the task role) to pull from the repository',
    before: 'pulled',
  },
  {
    id: 'private-registry-credentials',
    title: 'The registry does not accept the credentials, or was given none',
    source: PULL,
    says: /401 Unauthorized|no basic auth credentials|pull access denied|authentication required|incorrect username or password/i,
    unless: new RegExp(`${ECR_HOST.source}|repository does not exist or may require`),
    remedy: 'name a secret with working credentials in repositoryCredentials',
    before: 'pulled',
  },
  {
    id: 'image-repository-not-found',
    title: 'There is no such repository',
    source: PULL,
    says: /API error \(404\)|repository [^\s]+ not found|name unknown|repository does not exist|repository with name .* does not exist/i,
    remedy:
      'correct account, Region and name of the image; a registry outside AWS says the same of a private one',
    before: 'pulled',
  },
  {
    id: 'image-tag-not-found',
    title: 'The image has no such tag',
    source: PULL,
    says: /(?:failed to resolve ref|manifest for|pull image manifest|Cannot ?Pull).*not found|manifest unknown/i,
    unless: /@sha256:|API error \(404\)|repository [^\s]+ not found|name unknown/i,
    remedy: 'push the tag or correct it in the task definition',
    before: 'pulled',
  },
];

/** Rules about pulling images. */
export const pullRules: readonly Rule[] = SAYINGS.map((saying) => {
  const rule = sayingRule(saying);
  return { ...rule, examine: (evidence) => withRegistry(rule.examine(evidence), evidence) };
});

/** What ECR itself says of the image, beside what ECS says of the pull. */
function withRegistry(verdict: Verdict, { image }: Evidence): Verdict {
  if (verdict.kind !== 'confirmed' || image?.kind !== 'known') return verdict;
  const { image: name, exists, newestTags } = image.value;
  const value = exists
    ? 'it is there now'
    : `it is not there; the newest tags are ${newestTags.join(', ') || 'none'}`;
  const proof = { source: 'ecr:DescribeImages', what: name, value, at: image.readAt };
  return { ...verdict, because: [...verdict.because, proof] };
}
