import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';

export type ToastMessage = {
  text: string;
  intent?: 'success' | 'info' | 'warning' | 'error';
  /** The way back, such as undo. */
  action?: { label: string; run: () => void };
};
export type NumberedToast = ToastMessage & { number: number };

const ToastContext = createContext<(toast: ToastMessage) => void>(() => undefined);

// Fluent's toaster is fetched with the first toast: no first screen needs it.
const Toaster = lazy(() => import('./toaster.tsx'));

/** Lets screens below say that something happened, with a way back. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<NumberedToast[]>([]);
  const show = useCallback((toast: ToastMessage) => {
    setToasts((shown) => [...shown, { ...toast, number: shown.length }]);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && (
        <Suspense>
          <Toaster toasts={toasts} />
        </Suspense>
      )}
    </ToastContext>
  );
}

/** `const toast = useToast(); toast({ text, action: { label: say('undo'), run } })` */
export function useToast(): (toast: ToastMessage) => void {
  return useContext(ToastContext);
}
