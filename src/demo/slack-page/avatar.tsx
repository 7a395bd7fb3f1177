import { Emoji } from './blocks/emoji.tsx';

/** How many colours style.css has for people, `.tint-0` and up. */
const TINTS = 6;

/** A square with the initials of a person, or the snail for an app. */
export function Avatar(props: {
  readonly id: string;
  readonly name: string;
  readonly isApp: boolean;
  readonly small?: boolean;
}) {
  const { id, name, isApp, small } = props;
  const tint = isApp
    ? 'tint-app'
    : `tint-${[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS}`;
  return (
    <span className={`avatar ${tint} ${small ? 'avatar-small' : ''}`} aria-hidden="true">
      {isApp ? <Emoji name="snail" native="snail" /> : initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/).filter((word) => word !== '');
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
