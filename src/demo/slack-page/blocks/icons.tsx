import type { ReactNode } from 'react';
import { OPERATION_ICONS } from './operation-icons.tsx';
import { disc, type Icon, line, stroke, tile } from './shapes.tsx';

/**
 * The emoji that carry meaning in the bot's messages, drawn by the page itself, so that they look alike on
 * machines without a colour emoji font. All others are left to the machine's fonts.
 */
export const ICONS: readonly Icon[] = [
  { char: '🔴', names: ['red_circle'], picture: disc('#dd2e44') },
  { char: '🟠', names: ['large_orange_circle'], picture: disc('#f4900c') },
  { char: '🟡', names: ['large_yellow_circle'], picture: disc('#fdcb58') },
  { char: '🟢', names: ['large_green_circle'], picture: disc('#2eab5e') },
  { char: '🔵', names: ['large_blue_circle'], picture: disc('#3f82d8') },
  {
    char: '⚪',
    names: ['white_circle'],
    picture: <circle cx="10" cy="10" r="7.2" fill="#fff" stroke="#b7bbbf" strokeWidth="1.6" />,
  },
  { char: '⚫', names: ['black_circle'], picture: disc('#31373d') },
  { char: '✅', names: ['white_check_mark'], picture: tile('#2eab5e', 'M5.6 10.4l3 3 5.8-6.6') },
  { char: '❌', names: ['x'], picture: stroke('#dd2e44', 'M5 5l10 10M15 5L5 15') },
  {
    char: '⛔',
    names: ['no_entry'],
    picture: (
      <>
        {disc('#dd2e44')}
        <rect x="5" y="8.6" width="10" height="2.8" rx="1" fill="#fff" />
      </>
    ),
  },
  { char: '❔', names: ['grey_question'], picture: question('#8a9096') },
  { char: '❓', names: ['question'], picture: question('#dd2e44') },
  { char: 'ℹ️', names: ['information_source'], picture: tile('#3f82d8', 'M10 9.4v5M10 5.6v.4') },
  { char: '⚠️', names: ['warning'], picture: warning() },
  { char: '🔎', names: ['mag_right'], picture: lens() },
  { char: '💤', names: ['zzz'], picture: line('#3f82d8', 'M3 11h5l-5 6h5M10 4h6l-6 7h6') },
  { char: '🔁', names: ['repeat'], picture: line('#3f82d8', 'M3 9V6h13l-3-3M17 11v3H4l3 3') },
  { char: '⏰', names: ['alarm_clock'], picture: alarm() },
  { char: '📣', names: ['mega'], picture: megaphone() },
  { char: '🐌', names: ['snail'], picture: snail() },
  ...OPERATION_ICONS,
];

function lens(): ReactNode {
  return (
    <>
      <circle cx="11.6" cy="8" r="5.4" fill="#cfe6f7" stroke="#5b6770" strokeWidth="2" />
      <path d="M7.4 12.2L2.8 17" stroke="#5b6770" strokeWidth="3" strokeLinecap="round" />
    </>
  );
}

function alarm(): ReactNode {
  return (
    <>
      <path d="M3.4 5.6L6 3.2M16.6 5.6L14 3.2" stroke="#dd2e44" strokeWidth="2.6" strokeLinecap="round" />
      <circle cx="10" cy="11" r="6.6" fill="#fff" stroke="#dd2e44" strokeWidth="2" />
      {line('#31373d', 'M10 7.6V11l2.6 1.6')}
    </>
  );
}

function megaphone(): ReactNode {
  return (
    <>
      <path d="M3 8.6v3.2l3 .4L15.6 16V4L6 8.2z" fill="#dd2e44" />
      <path d="M6.4 12.4l1.2 4h2l-.8-3.2" fill="#8a9096" />
      <path d="M17.4 7.6v5" stroke="#8a9096" strokeWidth="1.8" strokeLinecap="round" />
    </>
  );
}

function question(color: string): ReactNode {
  return (
    <>
      <path
        d="M6.4 7.2a3.6 3.6 0 1 1 5.6 3c-1.3.9-2 1.5-2 2.9"
        fill="none"
        stroke={color}
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="10" cy="16.6" r="1.7" fill={color} />
    </>
  );
}

function warning(): ReactNode {
  return (
    <>
      <path
        d="M10 2.4L18.4 17H1.6z"
        fill="#fcc21b"
        stroke="#fcc21b"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
      <path d="M10 7.6v4.4M10 14.6v.2" stroke="#2f2f2f" strokeWidth="2" strokeLinecap="round" />
    </>
  );
}

function snail(): ReactNode {
  return (
    <>
      <path
        d="M1.6 16.6c3 .6 11 .6 13.6 0 2.4-.6 2.9-3.4 2.8-6.6"
        fill="none"
        stroke="#c9a26b"
        strokeWidth="2.8"
        strokeLinecap="round"
      />
      <path d="M17.6 9.2l-1.6-2.8M18.2 9l1-2.6" stroke="#c9a26b" strokeWidth="1.1" strokeLinecap="round" />
      <circle cx="8.4" cy="10.2" r="5.8" fill="#a5603c" />
      <path
        d="M8.4 10.2a1.4 1.4 0 1 1 1.4 1.6 3.4 3.4 0 1 1 .8-4.2"
        fill="none"
        stroke="#f0c9a0"
        strokeWidth="1.3"
        strokeLinecap="round"
      />
    </>
  );
}
