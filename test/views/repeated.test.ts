import { describe, expect, it } from 'vitest';
import { section } from '../../src/views/message.ts';
import { maybeRepeated } from '../../src/views/repeated.ts';

describe('maybeRepeated', () => {
  it('says so in the text and in the blocks, and keeps what is there', () => {
    const message = { text: 'web is unhealthy', blocks: [section('web is unhealthy')] };
    const marked = maybeRepeated(message);
    expect(marked.text).toMatch(/^web is unhealthy\n.*may be here twice/);
    expect(marked.blocks).toHaveLength(2);
    expect(JSON.stringify(marked.blocks[1])).toContain('may be here twice');
  });
});
