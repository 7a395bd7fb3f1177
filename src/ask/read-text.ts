/**
 * Text as Slack keeps it, as people read it: entities turned back, of links the label or the address, of mentions what
 * they say. Nothing of it is markup any more.
 * @see https://docs.slack.dev/messaging/formatting-message-text#parsing
 */
export function readText(text: string): string {
  return text
    .replace(/<(?:!date\^[^|>]*|(?:https?|mailto|tel):[^|>\s]*|[#@!][^|>\s]*)\|([^>]*)>/g, '$1')
    .replace(/<((?:https?|mailto|tel):[^|>\s]+)>/g, '$1')
    .replace(
      /<([#@!])(?:subteam\^)?([^|>\s]*)>/g,
      (_, sign: string, name: string) => `${sign === '!' ? '@' : sign}${name}`,
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
