import { describe, expect, it } from 'vitest';
import { LONGEST_KEY, serviceKey, serviceLabel, serviceOfKey } from '../../src/deployment/ref.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { aRef } from '../given.ts';

describe('service keys and labels', () => {
  it('names the environment only where it is not the default one', () => {
    expect(serviceLabel(aRef('web', 'prod', 'eu'), 'eu')).toBe('prod/web');
    expect(serviceLabel(aRef('web', 'prod', 'us'), 'eu')).toBe('us:prod/web');
  });

  it('leads back to the service it was made for, however long the names are', () => {
    const long = 'x'.repeat(255);
    const refs = [aRef(`${long}1`.slice(1), long), aRef(`${long}2`.slice(1), long), aRef()];
    for (const ref of refs) {
      expect(serviceKey(ref).length).toBeLessThanOrEqual(LIMITS.optionValue);
      expect(serviceOfKey(serviceKey(ref), refs)).toBe(ref);
    }
  });

  it('is as long as a Slack option takes', () => {
    expect(LONGEST_KEY).toBe(LIMITS.optionValue);
  });

  it('leads nowhere once the service is gone', () => {
    expect(serviceOfKey(serviceKey(aRef('gone')), [aRef()])).toBeUndefined();
  });
});
