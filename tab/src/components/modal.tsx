import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

const useStyles = makeStyles({
  modal: {
    ...typographyStyles.body1,
    boxSizing: 'border-box',
    width: `calc(100% - 2 * ${tokens.spacingHorizontalL})`,
    maxWidth: '600px',
    padding: tokens.spacingHorizontalXXL,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow64,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
  },
  title: { ...typographyStyles.subtitle1, margin: `0 0 ${tokens.spacingVerticalM}`, overflowWrap: 'anywhere' },
});

type ModalProps = { title: string; onClose: () => void; children: ReactNode };

/**
 * A question in front of the page; render it while it is open. The browser's own dialog keeps focus inside, closes on
 * Esc and gives focus back to what opened it.
 */
export function Modal({ title, onClose, children }: ModalProps) {
  const styles = useStyles();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const open = dialog.current;
    open?.showModal();
    // Closed while it still stands in the page (hence a layout effect): only then does focus go back.
    return () => open?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={heading} className={styles.modal} onClose={onClose}>
      <h2 id={heading} className={styles.title}>
        {title}
      </h2>
      {children}
    </dialog>
  );
}
