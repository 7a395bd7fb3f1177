/** What stands for a block or element that cannot be drawn, so that nobody takes it for missing. */
export function Unknown({ type }: { readonly type: string }) {
  return <div className="unknown">This page cannot draw “{type}”</div>;
}
