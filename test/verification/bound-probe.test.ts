import { describe, expect, it } from 'vitest';
import { boundProbe, serviceOfProbe } from '../../src/verification/bound-probe.ts';
import { parseProbe } from '../../src/verification/parse-probe.ts';

describe('the probe in a comment', () => {
  it('is understood, or says what is wrong with it', () => {
    expect(boundProbe({ probe: 'service steady web' })).toEqual({
      kind: 'usable',
      text: 'service steady web',
      probe: { kind: 'service-steady', service: 'web' },
    });
    expect(boundProbe({ probe: 'service stedy web' })).toMatchObject({
      kind: 'broken',
      text: 'service stedy web',
      why: expect.stringContaining('word 2 ("stedy")'),
    });
    expect(boundProbe({ probe: undefined })).toBeUndefined();
  });

  it.each([
    ['log absent "ERROR" prod/web 15m', 'prod/web'],
    ['rollout complete web 15', 'web'],
    ['http 200 https://example.com/', undefined],
    ['alarm ok web-5xx', undefined],
  ])('%s is about the service %s', (text, service) => {
    expect(serviceOfProbe(parseProbe(text))).toBe(service);
  });
});
