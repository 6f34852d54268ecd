import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useReader } from '../reader.tsx';

export type ToastMessage = {
  text: string;
  /** The way back, such as undo. */
  action?: { label: string; run: () => void };
};

const ToastContext = createContext<(toast: ToastMessage) => void>(() => undefined);

const useStyles = makeStyles({
  place: {
    position: 'fixed',
    insetInline: 0,
    bottom: tokens.spacingVerticalXXL,
    zIndex: 2,
    display: 'grid',
    justifyContent: 'center',
    paddingInline: tokens.spacingHorizontalM,
    pointerEvents: 'none',
    '@media (max-width: 480px)': { bottom: '72px' },
  },
  toast: {
    ...typographyStyles.body1,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    pointerEvents: 'auto',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
  },
});

/**
 * Lets screens below say that something happened, with a way back. The newest one shows, and stays until it is closed
 * or followed by another, so that nobody has to hurry to undo.
 */
export function Toasts({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const { say } = useReader();
  const [toast, setToast] = useState<ToastMessage>();
  const show = useCallback((next: ToastMessage) => setToast(next), []);
  const close = () => setToast(undefined);
  const act = () => {
    toast?.action?.run();
    close();
  };
  return (
    <ToastContext value={show}>
      {children}
      <section aria-label={say('toasts.label')} aria-live="polite" className={styles.place}>
        {toast && (
          <div className={styles.toast}>
            {toast.text}
            {toast.action && (
              <Button size="small" onClick={act}>
                {toast.action.label}
              </Button>
            )}
            <Button size="small" appearance="subtle" onClick={close}>
              {say('toasts.close')}
            </Button>
          </div>
        )}
      </section>
    </ToastContext>
  );
}

/** `const toast = useToast(); toast({ text, action: { label, run } })` */
export function useToast(): (toast: ToastMessage) => void {
  return useContext(ToastContext);
}
