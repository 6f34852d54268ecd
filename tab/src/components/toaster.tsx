import {
  Toaster as FluentToaster,
  Link,
  Toast,
  ToastTitle,
  ToastTrigger,
  useToastController,
} from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { NumberedToast } from './toasts.tsx';

const toasterId = 'open-door';

/** Shows each toast once. One with a way back stays longer, and none leaves while it is hovered or focused. */
export default function Toaster({ toasts }: { toasts: readonly NumberedToast[] }) {
  const { dispatchToast } = useToastController(toasterId);
  const shown = useRef(0);
  useEffect(() => {
    for (const { text, intent = 'success', action } of toasts.slice(shown.current)) {
      const undo = action ? (
        <ToastTrigger>
          <Link as="button" onClick={action.run}>
            {action.label}
          </Link>
        </ToastTrigger>
      ) : null;
      const timeout = action ? 10_000 : 5_000;
      dispatchToast(
        <Toast>
          <ToastTitle action={undo}>{text}</ToastTitle>
        </Toast>,
        { intent, timeout, pauseOnHover: true, pauseOnWindowBlur: true },
      );
    }
    shown.current = toasts.length;
  }, [toasts, dispatchToast]);
  return <FluentToaster toasterId={toasterId} position="bottom" />;
}
