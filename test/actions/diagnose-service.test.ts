import { expect, it } from 'vitest';
import { diagnoseService } from '../../src/actions/diagnose-service.ts';
import { aDesk, aDeskClick } from '../diagnosis-desk.ts';

it('answers beside the card for whoever may read log lines', async () => {
  expect([diagnoseService.role, diagnoseService.reads]).toEqual(['viewer', 'logs']);
  const { answer, show } = await diagnoseService.run(aDesk().deps, aDeskClick('prod-eu:prod/web'));
  expect([show, answer.message.text.split('\n')[0]]).toEqual([
    'beside',
    '🟢 Nothing wrong · prod/web rev 14: it runs as it should',
  ]);
  await expect(diagnoseService.run(aDesk().deps, aDeskClick('prod/gone'))).rejects.toThrow('No service');
});
