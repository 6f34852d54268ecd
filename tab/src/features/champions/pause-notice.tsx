import { Button } from '@fluentui/react-components';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReading } from '../../reader.tsx';
import { useChangeOffer } from './champions.ts';
import { useMyOffer } from './offer.ts';
import { isPaused, sayDate } from './pause.ts';

/** Says that I take a break and until when, with the way back in one press; nothing while I take sessions. */
export function PauseNotice() {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const toast = useToast();
  const { personId, offer } = useMyOffer();
  const change = useChangeOffer();
  if (!offer?.pausedUntil || !isPaused(offer.pausedUntil, reading)) return null;
  const { pausedUntil } = offer;
  const put = (until: string | null, onSuccess?: () => void) =>
    change.mutate(
      { params: { personId }, body: { ...offer, pausedUntil: until } },
      { ...(onSuccess && { onSuccess }), onError: (error) => toast({ text: errorTitle(error, say) }) },
    );
  const takeAgain = () =>
    put(null, () => toast({ text: say('pause.ended'), action: { label: say('undo'), run: () => put(pausedUntil) } }));
  return (
    <Notice>
      <span className={surface.row}>
        {say('pause.until', { date: sayDate(pausedUntil, reading) })}
        <Button size="small" disabledFocusable={change.isPending} onClick={takeAgain}>
          {say('pause.end')}
        </Button>
      </span>
    </Notice>
  );
}
