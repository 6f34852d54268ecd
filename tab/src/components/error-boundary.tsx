import { Component, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

type State = { error: Error | null };

/** Catches a screen that broke, or whose code could not be loaded after a new deployment, and offers to load anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return <ErrorState page error={this.state.error} onRetry={() => location.reload()} />;
  }
}
