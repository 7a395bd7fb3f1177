import { expect, it } from 'vitest';
import { supersededMessage } from '../../src/views/superseded.ts';
import { aDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { NOW } from '../given.ts';

it('says what was believed until when, and what is now, without pinging anybody', () => {
  const superseded = { at: NOW, how: 'overturned', now: '🔴 Confirmed: <!here>' } as const;
  const { text, blocks } = supersededMessage(aDiagnosis(), superseded);
  expect(text).toMatch(
    /^🕓 Was believed until 03:00 UTC: 🔴 Confirmed · rev 15: the health check .*\nNow: 🔴 Confirmed: <!here>$/,
  );
  expect(JSON.stringify(blocks)).not.toContain('<!here>');
});
