import { expect, it } from 'vitest';
import { readText } from '../../src/ask/read-text.ts';

it.each([
  ['entities', 'a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['a link with a label', 'see <https://example.com/a?b=1|the page>.', 'see the page.'],
  ['a bare link', 'see <https://example.com/a_b>', 'see https://example.com/a_b'],
  ['an address', '<mailto:a@example.com|a@example.com>', 'a@example.com'],
  ['a person with a name', '<@U0456|alice> does it', 'alice does it'],
  ['a person without one', '<@U0456> does it', '@U0456 does it'],
  ['a channel', '<#C1|ops>, <#C2>', 'ops, #C2'],
  ['everybody', '<!here> <!subteam^S7> <!channel|channel>', '@here @S7 channel'],
  ['a date', '<!date^1392734382^{date}|18 Feb 2014>', '18 Feb 2014'],
  ['lines and boxes as they are', '# A\n- [ ] **b**\r\n> c', '# A\n- [ ] **b**\r\n> c'],
  ['what only looks like a mention', '&lt;@U0456&gt;', '<@U0456>'],
])('%s', (_, kept, read) => {
  expect(readText(kept)).toBe(read);
});
