import { describe } from 'vitest';
import { notStarted } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const SECRET =
  'ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: ';
const LOGS =
  'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ';

describe('tasks that do not start', () => {
  tellsApart([
    {
      fact: 'not allowed or not there',
      one: notStarted(
        `${SECRET}AccessDeniedException: x is not authorized to perform: secretsmanager:GetSecretValue`,
      ),
      other: notStarted(
        `${SECRET}ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
      ),
      are: ['secret-access-denied', 'secret-not-found'],
    },
    {
      fact: 'the secret or its key',
      one: notStarted(`${SECRET}ResourceNotFoundException: Secrets Manager can't find the specified secret.`),
      other: notStarted(`${SECRET}retrieved secret from Secrets Manager did not contain json key PASSWORD`),
      are: ['secret-not-found', 'secret-json-key-missing'],
    },
    {
      fact: 'the log group or the permission',
      one: notStarted(`${LOGS}ResourceNotFoundException: The specified log group does not exist.`),
      other: notStarted(`${LOGS}AccessDeniedException: x is not authorized to perform: logs:CreateLogStream`),
      are: ['log-group-missing', 'log-driver-access-denied'],
    },
    {
      fact: 'a group that is missing or one that was not reached',
      one: notStarted(`${LOGS}ResourceNotFoundException: The specified log group does not exist.`),
      other: notStarted(
        'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group x. There is a connection issue between the task and Amazon CloudWatch.',
      ),
      are: ['log-group-missing', null],
    },
  ]);
});
