import type { ReactNode } from 'react';
import { disc, type Icon, line, stroke, tile } from './shapes.tsx';

/** The emoji of an operation: the states of its entries and what the lines of its card begin with. */
export const OPERATION_ICONS: readonly Icon[] = [
  {
    char: '⬜',
    names: ['white_large_square'],
    picture: (
      <rect x="3" y="3" width="14" height="14" rx="3" fill="#fff" stroke="#b7bbbf" strokeWidth="1.6" />
    ),
  },
  { char: '☑️', names: ['ballot_box_with_check'], picture: tile('#3f82d8', 'M5.6 10.4l3 3 5.8-6.6') },
  { char: '➡️', names: ['arrow_right'], picture: tile('#3f82d8', 'M5 10h9M10.6 6.4L14.4 10l-3.8 3.6') },
  { char: '🎯', names: ['dart'], picture: target() },
  { char: '🚨', names: ['rotating_light'], picture: light() },
  { char: '🚧', names: ['construction'], picture: barrier() },
  { char: '🧭', names: ['compass'], picture: compass() },
  { char: '🚫', names: ['no_entry_sign'], picture: forbidden() },
  { char: '🔍', names: ['mag'], picture: lens() },
  { char: '📌', names: ['pushpin'], picture: pin() },
  { char: '📥', names: ['inbox_tray'], picture: tray() },
  { char: '🗄️', names: ['file_cabinet'], picture: cabinet() },
  { char: '👀', names: ['eyes'], picture: eyes() },
  { char: '🔕', names: ['no_bell'], picture: silentBell() },
  { char: '🕓', names: ['clock4'], picture: clock() },
];

function target(): ReactNode {
  return (
    <>
      {disc('#dd2e44')}
      <circle cx="10" cy="10" r="5.4" fill="#fff" />
      <circle cx="10" cy="10" r="2.8" fill="#dd2e44" />
    </>
  );
}

function light(): ReactNode {
  return (
    <>
      <path d="M5 14v-3.4a5 5 0 0 1 10 0V14z" fill="#dd2e44" />
      <rect x="3.4" y="14" width="13.2" height="3.4" rx="1" fill="#5b6770" />
      {line('#f4900c', 'M10 1.4v1.8M3 3.8l1.4 1.4M17 3.8l-1.4 1.4')}
    </>
  );
}

function barrier(): ReactNode {
  return (
    <>
      {line('#5b6770', 'M5 13v4.6M15 13v4.6')}
      <rect x="1.6" y="5.6" width="16.8" height="7.2" rx="1.2" fill="#fcc21b" />
      <path d="M4.4 12.8l3.4-7.2h3l-3.4 7.2zM10.6 12.8L14 5.6h3l-3.4 7.2z" fill="#31373d" />
    </>
  );
}

function compass(): ReactNode {
  return (
    <>
      <circle cx="10" cy="10" r="7.4" fill="#fff" stroke="#5b6770" strokeWidth="2" />
      <path d="M10 4.6l2 5.4H8z" fill="#dd2e44" />
      <path d="M10 15.4l2-5.4H8z" fill="#8a9096" />
    </>
  );
}

function forbidden(): ReactNode {
  return (
    <>
      <circle cx="10" cy="10" r="7" fill="none" stroke="#dd2e44" strokeWidth="2.4" />
      {line('#dd2e44', 'M5.2 5.2l9.6 9.6')}
    </>
  );
}

function lens(): ReactNode {
  return (
    <>
      <circle cx="8.4" cy="8" r="5.4" fill="#cfe6f7" stroke="#5b6770" strokeWidth="2" />
      {stroke('#5b6770', 'M12.6 12.2l4 4.2')}
    </>
  );
}

function pin(): ReactNode {
  return (
    <>
      {line('#8a9096', 'M8.4 11.6L3.4 16.6')}
      <path d="M11.4 2.6l6 6-2.4.6-2.6 2.6-.6 3.4-7-7 3.4-.6 2.6-2.6z" fill="#dd2e44" />
    </>
  );
}

function tray(): ReactNode {
  return (
    <>
      <path d="M2 11h4.4l1.2 2.4h4.8L13.6 11H18v6H2z" fill="#8a9096" />
      {line('#3f82d8', 'M10 2.4v6.2M7 6l3 3 3-3')}
    </>
  );
}

function cabinet(): ReactNode {
  return (
    <>
      <rect x="3.4" y="2" width="13.2" height="16" rx="1.4" fill="#8a9096" />
      {line('#fff', 'M3.4 7.4h13.2M3.4 12.6h13.2M8.6 4.8h2.8M8.6 10h2.8M8.6 15.2h2.8')}
    </>
  );
}

function eyes(): ReactNode {
  return (
    <>
      <ellipse cx="5.8" cy="10" rx="4" ry="6" fill="#fff" stroke="#8a9096" strokeWidth="1.2" />
      <ellipse cx="14.2" cy="10" rx="4" ry="6" fill="#fff" stroke="#8a9096" strokeWidth="1.2" />
      <circle cx="4.6" cy="10.6" r="2" fill="#31373d" />
      <circle cx="13" cy="10.6" r="2" fill="#31373d" />
    </>
  );
}

function silentBell(): ReactNode {
  return (
    <>
      <path d="M4 14.4c1.6-1.4 1.6-3 1.6-5a4.4 4.4 0 0 1 8.8 0c0 2 0 3.6 1.6 5z" fill="#fcc21b" />
      <circle cx="10" cy="16.2" r="1.6" fill="#fcc21b" />
      {line('#dd2e44', 'M3 3l14 14')}
    </>
  );
}

function clock(): ReactNode {
  return (
    <>
      <circle cx="10" cy="10" r="7.6" fill="#fff" stroke="#8a9099" strokeWidth="1.6" />
      <path d="M10 5.4V10l3.2 2.4" fill="none" stroke="#4a5058" strokeWidth="1.6" strokeLinecap="round" />
    </>
  );
}
