import { type Block, Message, type MessageProps } from 'slack-blocks-to-jsx';
import { useDirectory, userName } from '../directory.tsx';
import { formatDate } from './dates.ts';
import { Emoji, splitEmoji } from './emoji.tsx';
import { richTextOf } from './mrkdwn.ts';
import { type Json, listAt, recordOf, stringAt } from './read.ts';

/** The kinds that slack-blocks-to-jsx draws faithfully; the others lose text or cannot be clicked, and are ours. */
const DRAWN = ['rich_text', 'image', 'markdown', 'plan', 'task_card', 'data_visualization'];

/** Whether the block can be handed to slack-blocks-to-jsx. */
export function isDrawn(block: Json): boolean {
  if (!DRAWN.includes(String(block.type))) return false;
  if (block.type === 'markdown') return typeof block.text === 'string';
  if (block.type === 'rich_text') return Array.isArray(block.elements);
  if (block.type !== 'data_visualization') return true;
  const chart = recordOf(block.chart);
  return listAt(chart, 'series').length + listAt(chart, 'segments').length > 0;
}

/** A block as slack-blocks-to-jsx draws it, with our names, dates, links and emoji in it. */
export function Drawn({ block }: { readonly block: Json }) {
  const ready = block.type === 'rich_text' ? withIcons(block) : block;
  return isBlock(ready) ? <FromLibrary block={ready} /> : null;
}

/** Text in Slack's markup. */
export function Mrkdwn({ text }: { readonly text: string }) {
  return <Drawn block={{ type: 'rich_text', elements: richTextOf(text) }} />;
}

/** A text object: mrkdwn or plain text. */
export function Text({ value }: { readonly value: unknown }) {
  const text = recordOf(value);
  const words = stringAt(text, 'text') ?? (typeof value === 'string' ? value : '');
  if (text.type === 'mrkdwn') return <Mrkdwn text={words} />;
  const elements = [{ type: 'rich_text_section', elements: plainElements(words) }];
  return <Drawn block={{ type: 'rich_text', elements }} />;
}

function FromLibrary({ block }: { readonly block: Block }) {
  return <Message blocks={[block]} hooks={HOOKS} name="" logo="" theme="light" withoutWrapper />;
}

const HOOKS: NonNullable<MessageProps['hooks']> = {
  user: ({ id }) => <UserMention id={id} />,
  channel: ({ id }) => <ChannelMention id={id} />,
  usergroup: ({ id }) => <GroupMention id={id} />,
  atHere: () => <span className="mention mention-all">@here</span>,
  atChannel: () => <span className="mention mention-all">@channel</span>,
  atEveryone: () => <span className="mention mention-all">@everyone</span>,
  emoji: (data, parse) => <Emoji name={data.name} native={parse(data)} />,
  date: ({ timestamp, format }) => <LocalTime seconds={Number(timestamp)} format={format} />,
  link: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
};

function UserMention({ id }: { readonly id: string }) {
  const directory = useDirectory();
  return (
    <span className={`mention ${id === directory.me ? 'mention-me' : ''}`}>@{userName(directory, id)}</span>
  );
}

function GroupMention({ id }: { readonly id: string }) {
  const handle = useDirectory().groups.find((group) => group.id === id)?.handle ?? id;
  return <span className="mention">@{handle}</span>;
}

function ChannelMention({ id }: { readonly id: string }) {
  const name = useDirectory().channels.find((channel) => channel.id === id)?.name ?? id;
  return <span className="mention">#{name}</span>;
}

function LocalTime({ seconds, format }: { readonly seconds: number; readonly format: string }) {
  const { now } = useDirectory();
  const at = new Date(seconds * 1000);
  return (
    <time dateTime={at.toISOString()} title={at.toUTCString()}>
      {formatDate(at, format, now())}
    </time>
  );
}

/** Only addresses of the web and of mail become links; everything else stays text. */
function SafeLink({ href, children }: { readonly href: string; readonly children: React.ReactNode }) {
  if (!/^(https?|mailto):/i.test(href)) return <span>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className="link">
      {children}
    </a>
  );
}

function plainElements(text: string): Json[] {
  return text.split(/(:[a-z0-9_+'-]+:)/).flatMap((part, index): Json[] => {
    if (part === '') return [];
    return index % 2 === 1 ? [{ type: 'emoji', name: part.slice(1, -1) }] : [{ type: 'text', text: part }];
  });
}

/** Takes the emoji we draw out of running text; what is preformatted or code stays as it is. */
function withIcons(node: Json): Json {
  if (node.type === 'rich_text_preformatted' || !Array.isArray(node.elements)) return node;
  const elements = listAt(node, 'elements').flatMap((child): readonly Json[] => {
    const style = recordOf(child.style);
    if (child.type !== 'text' || style.code === true) return [withIcons(child)];
    return splitEmoji(stringAt(child, 'text') ?? '').map((part) =>
      'emoji' in part ? { type: 'emoji', name: part.emoji } : { ...child, text: part.text },
    );
  });
  return { ...node, elements };
}

/** The library states a type for every block it knows; `isDrawn` has looked at what it needs. */
function isBlock(block: unknown): block is Block {
  return isDrawn(recordOf(block));
}
