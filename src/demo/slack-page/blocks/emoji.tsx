import { ICONS } from './icons.tsx';
import type { Icon } from './shapes.tsx';

const BY_NAME = new Map(ICONS.flatMap((icon) => icon.names.map((name) => [name, icon])));
const BY_CHAR = new Map(
  ICONS.flatMap((icon) => [
    [icon.char, icon],
    [icon.char.replace('\ufe0f', ''), icon],
  ]),
);
const PARTS = new RegExp(`(${[...BY_CHAR.keys()].sort((a, b) => b.length - a.length).join('|')})`);

/** An emoji by its name; `native` is what the machine's fonts would show, which equals the name if there is none. */
export function Emoji({ name, native }: { readonly name: string; readonly native: string }) {
  const icon = BY_NAME.get(name);
  if (icon) return <Picture icon={icon} />;
  return native === name || native === `:${name}:` ? `:${name}:` : native;
}

/** The plain text of a label, in which `:name:` and the emoji we draw are drawn. */
export function Label({ text }: { readonly text: string }) {
  return splitEmoji(labelText(text)).map((part, index) => {
    if ('text' in part) return part.text;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity than their place
    return <Emoji key={index} name={part.emoji} native={part.emoji} />;
  });
}

/** The plain text of a label where nothing can be drawn: `:name:` of the emoji we know becomes the character. */
export function labelText(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => BY_NAME.get(name)?.char ?? whole);
}

/** Cuts the emoji we draw out of text, each as `{ emoji }`. */
export function splitEmoji(
  text: string,
): readonly ({ readonly text: string } | { readonly emoji: string })[] {
  const parts = text.split(PARTS).filter((part) => part !== '');
  return parts.map((part) => {
    const name = BY_CHAR.get(part)?.names[0];
    return name ? { emoji: name } : { text: part };
  });
}

function Picture({ icon }: { readonly icon: Icon }) {
  return (
    <svg className="emoji" viewBox="0 0 20 20" role="img" aria-label={icon.char}>
      {icon.picture}
    </svg>
  );
}
