import type { ReactNode } from 'react';

/** A picture of one emoji, in a box of 20 by 20. */
export interface Icon {
  readonly char: string;
  readonly names: readonly string[];
  readonly picture: ReactNode;
}

/** A filled circle. */
export function disc(color: string): ReactNode {
  return <circle cx="10" cy="10" r="8" fill={color} />;
}

/** A thick line along an SVG path. */
export function stroke(color: string, path: string): ReactNode {
  return <path d={path} fill="none" stroke={color} strokeWidth="3" strokeLinecap="round" />;
}

/** A rounded square with a white sign on it. */
export function tile(color: string, path: string): ReactNode {
  return (
    <>
      <rect x="2" y="2" width="16" height="16" rx="3.6" fill={color} />
      <path
        d={path}
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  );
}

/** A thin line along an SVG path. */
export function line(color: string, path: string): ReactNode {
  return (
    <path d={path} fill="none" stroke={color} strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
  );
}
