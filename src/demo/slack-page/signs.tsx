/** The signs on the page's own buttons, drawn here so that they look alike on machines without an emoji font. */
const PATHS = {
  clip: 'M15.5 9.2l-5.7 5.7a3.4 3.4 0 0 1-4.8-4.8l6.4-6.4a2.3 2.3 0 0 1 3.3 3.3l-6.2 6.1a1.1 1.1 0 0 1-1.6-1.6l5.2-5.1',
  bubble: 'M4 4.5h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-6l-3.5 3v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z',
};

/** One of them, in a box of 18 by 18 pixels. */
export function Sign({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg width="18" height="18" viewBox="0 0 20 20" fill="none" aria-hidden="true">
      <path
        d={PATHS[name]}
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
