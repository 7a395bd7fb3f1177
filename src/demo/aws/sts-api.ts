import { z } from 'zod';
import { hexId } from '../world/names.ts';
import { accessKeyOf } from './caller.ts';
import { type Operations, operation } from './operation.ts';
import { Refusal } from './refusal.ts';

const HOUR_MS = 3_600_000;

/** Security Token Service. @see https://docs.aws.amazon.com/STS/latest/APIReference/ */
export const stsOperations: Operations = {
  GetCallerIdentity: operation(z.unknown(), (_, { caller }) => ({
    UserId: `AIDA${hexId(caller.arn, 17).toUpperCase()}`,
    Account: caller.account,
    Arn: caller.arn,
  })),

  AssumeRole: operation(
    z.object({ RoleArn: z.string(), RoleSessionName: z.string() }),
    ({ RoleArn, RoleSessionName }, { now }) => {
      const role = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(RoleArn);
      if (!role) throw new Refusal('ValidationError', `${RoleArn} is invalid`);
      const [, account = '', name = ''] = role;
      return {
        Credentials: {
          AccessKeyId: accessKeyOf(account, 'ASIA'),
          SecretAccessKey: hexId(`${RoleArn}/secret`, 40),
          SessionToken: hexId(`${RoleArn}/${RoleSessionName}`, 64),
          Expiration: new Date(now.getTime() + HOUR_MS),
        },
        AssumedRoleUser: {
          AssumedRoleId: `AROA${hexId(RoleArn, 17).toUpperCase()}:${RoleSessionName}`,
          Arn: `arn:aws:sts::${account}:assumed-role/${name}/${RoleSessionName}`,
        },
      };
    },
  ),
};
