import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { CallAws } from './caller.ts';

/** Who AWS says we are. */
export interface Identity {
  readonly account: string | undefined;
  readonly arn: string | undefined;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function createIdentity(client: STSClient, call: CallAws): () => Promise<Identity> {
  return async () => {
    const answer = await call({
      action: 'sts:GetCallerIdentity',
      attempt: 'ask who the credentials belong to',
      send: (abortSignal) => client.send(new GetCallerIdentityCommand({}), { abortSignal }),
    });
    return { account: answer.Account, arn: answer.Arn };
  };
}
