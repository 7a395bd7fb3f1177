import type { LocalSlack } from '../context.ts';
import type { StoredFile } from '../files.ts';
import type { Json } from '../json.ts';
import type { Channel } from '../workspace.ts';

/** Texts up to this size, in bytes, are kept as snippets, which people can look into and edit. */
const MOST_SNIPPET = 1_000_000;
/** Characters of a snippet that come along with it. */
const PREVIEW = 200;

interface Kind {
  readonly filetype: string;
  readonly mimetype: string;
  readonly pretty: string;
}

const TEXT: Kind = { filetype: 'text', mimetype: 'text/plain', pretty: 'Plain Text' };
const BINARY: Kind = { filetype: 'binary', mimetype: 'application/octet-stream', pretty: 'Binary' };
const MARKDOWN: Kind = { filetype: 'markdown', mimetype: 'text/plain', pretty: 'Markdown (raw)' };

/** @see https://docs.slack.dev/reference/objects/file-object#types */
const KINDS: Readonly<Record<string, Kind>> = {
  md: MARKDOWN,
  markdown: MARKDOWN,
  csv: { filetype: 'csv', mimetype: 'text/csv', pretty: 'CSV' },
  json: { filetype: 'json', mimetype: 'text/plain', pretty: 'JSON' },
  html: { filetype: 'html', mimetype: 'text/html', pretty: 'HTML' },
  png: { filetype: 'png', mimetype: 'image/png', pretty: 'PNG' },
  jpg: { filetype: 'jpg', mimetype: 'image/jpeg', pretty: 'JPEG' },
  gif: { filetype: 'gif', mimetype: 'image/gif', pretty: 'GIF' },
  pdf: { filetype: 'pdf', mimetype: 'application/pdf', pretty: 'PDF' },
  zip: { filetype: 'zip', mimetype: 'application/zip', pretty: 'Zip' },
};

/**
 * A file as events, forms and files.info show it. Its bytes are at the private addresses, for the bot's token.
 * @see https://docs.slack.dev/reference/objects/file-object
 */
export function wireFile(slack: LocalSlack, file: StoredFile): Json {
  const { team } = slack.seed;
  const { filetype, mimetype, pretty } = kindOf(file);
  const created = Math.floor(file.createdAt.getTime() / 1000);
  const name = encodeURIComponent(file.name.toLowerCase());
  const isSnippet = file.isText && file.size <= MOST_SNIPPET;
  const byId = `${slack.origin()}/files-pri/${team.id}-${file.id}`;
  const permalink = `${slack.origin()}/files/${file.user}/${file.id}/${name}`;
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype,
    filetype,
    pretty_type: pretty,
    user: file.user,
    user_team: slack.ledger.user(file.user)?.teamId ?? team.id,
    editable: isSnippet,
    size: file.size,
    mode: isSnippet ? 'snippet' : 'hosted',
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${byId}/${name}`,
    url_private_download: `${byId}/download/${name}`,
    permalink,
    ...(isSnippet && snippetFields(file, permalink)),
    has_rich_preview: false,
    file_access: 'visible',
  };
}

/**
 * A file as an event in that channel shows it: where another organisation is in the channel, little more than its
 * id, and files.info tells the rest.
 * @see https://docs.slack.dev/apis/slack-connect/using-slack-connect-api#files
 */
export function eventFile(slack: LocalSlack, file: StoredFile, channel: Channel): Json {
  if (!channel.isExtShared) return wireFile(slack, file);
  const { id, created, timestamp, user, user_team } = wireFile(slack, file);
  return { id, created, timestamp, user, user_team, mode: 'file_access', file_access: 'check_file_info' };
}

/** The type as HTTP names it. */
export function mimetypeOf(file: StoredFile): string {
  return kindOf(file).mimetype;
}

function snippetFields({ content }: StoredFile, permalink: string): Json {
  const lines = content.split('\n').length;
  const preview = content.slice(0, PREVIEW);
  return {
    edit_link: `${permalink}/edit`,
    preview,
    lines,
    lines_more: lines - preview.split('\n').length,
    preview_is_truncated: preview.length < content.length,
  };
}

function kindOf({ name, isText }: StoredFile): Kind {
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return KINDS[extension] ?? (isText ? TEXT : BINARY);
}
