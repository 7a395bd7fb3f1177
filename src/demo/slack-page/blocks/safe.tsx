import { Component, type ReactNode } from 'react';
import { Unknown } from './unknown.tsx';

interface Props {
  readonly type: string;
  readonly children: ReactNode;
}

/**
 * Keeps a block that cannot be drawn from taking the whole page with it.
 * A class, because React offers error boundaries in no other form.
 * @see https://react.dev/reference/react/Component#catching-rendering-errors-with-an-error-boundary
 */
export class Safe extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Unknown type={this.props.type} /> : this.props.children;
  }
}
