import { Component, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

type Props = {
  /** Another place is another screen, which may well work. */
  place: string;
  children: ReactNode;
};
type State = { error: Error | null; place: string };

/** Catches a screen that broke, or whose code could not be loaded after a new deployment, and offers to load anew. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, place: this.props.place };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ place }: Props, before: State): State | null {
    return place === before.place ? null : { error: null, place };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return <ErrorState page error={this.state.error} onRetry={() => location.reload()} />;
  }
}
