import { Emoji } from './blocks/emoji.tsx';
import { SLACKBOT } from './scene.ts';

/** How many colours style/people.css has for people, `.tint-0` and up. */
const TINTS = 6;

/** A square with the initials of a person, or the snail for an app. */
export function Avatar(props: {
  readonly id: string;
  readonly name: string;
  readonly isApp: boolean;
  readonly small?: boolean;
}) {
  const { id, name, isApp, small } = props;
  const hasSnail = isApp && id !== SLACKBOT;
  return (
    <span className={`avatar ${tintOf(id, isApp)} ${small ? 'avatar-small' : ''}`} aria-hidden="true">
      {hasSnail ? <Emoji name="snail" native="snail" /> : initialsOf(name)}
    </span>
  );
}

function tintOf(id: string, isApp: boolean): string {
  if (id === SLACKBOT) return 'tint-slackbot';
  if (isApp) return 'tint-app';
  return `tint-${[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS}`;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
