import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { FailedNotice } from '@open-door/api/notices/schema.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useToast } from '../../components/toasts.tsx';
import { When } from '../../components/when.tsx';
import type { MessageKey, Say } from '../../messages.ts';
import { useList, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  list: { rowGap: tokens.spacingVerticalL, maxWidth: '56rem' },
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { flexGrow: 1, flexBasis: '14rem', minWidth: 0, overflowWrap: 'anywhere' },
});

/** Notices that could not be delivered, each with another try. */
export function FailedNotices() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const notices = useList('GET /api/notices/failed', { query: { limit: 25 } });
  if (notices.isPending) return <PersonSkeletons count={3} />;
  if (!notices.items) return <ErrorState error={notices.error} onRetry={notices.refetch} />;
  if (notices.items.length === 0) return <EmptyState title={say('notices.none')} text={say('notices.none-next')} />;
  return (
    <>
      <ul className={`${surface.list} ${styles.list}`}>
        {notices.items.map((notice) => (
          <li key={notice.noticeId} className={styles.line}>
            <div className={`${surface.tight} ${styles.words}`}>
              <span>
                <TextLink to={`/people/${notice.personId}`}>{notice.displayName}</TextLink>
                {`: ${kindWords(notice.kind, say)}`}
              </span>
              <Caption1>
                <When instant={notice.failedAt} />
                {` · ${notice.failure}`}
              </Caption1>
            </div>
            <Retry notice={notice} />
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={notices} />
      </div>
    </>
  );
}

function Retry({ notice }: { notice: FailedNotice }) {
  const { say } = useReader();
  const toast = useToast();
  const retry = useWrite('POST /api/notices/{noticeId}/retry', { refreshes: ['GET /api/notices/failed'] });
  const name = notice.displayName;
  const run = () =>
    retry.mutate(
      { params: { noticeId: notice.noticeId } },
      {
        onSuccess: () => toast({ text: say('notices.retried', { name }) }),
        onError: (error) => toast({ text: errorTitle(error, say) }),
      },
    );
  return (
    <Button
      size="small"
      disabledFocusable={retry.isPending}
      aria-label={say('notices.retry-name', { name })}
      onClick={run}
    >
      {say('notices.retry')}
    </Button>
  );
}

const kinds = {
  'booking-made': 'notices.kind-booking-made',
  'booking-cancelled': 'notices.kind-booking-cancelled',
  'booking-released': 'notices.kind-booking-released',
  'booking-reminder': 'notices.kind-booking-reminder',
  'booking-moved': 'notices.kind-booking-moved',
  'booking-stays': 'notices.kind-booking-stays',
  'group-reminder': 'notices.kind-group-reminder',
  'help-asked': 'notices.kind-help-asked',
  'absence-said': 'notices.kind-absence-said',
  'series-booked': 'notices.kind-series-booked',
  'series-cancelled': 'notices.kind-series-cancelled',
  'offer-made': 'notices.kind-offer-made',
  'offer-missed': 'notices.kind-offer-missed',
  'offer-while-busy': 'notices.kind-offer-while-busy',
  'waiting-ended': 'notices.kind-waiting-ended',
  'nomination-decided': 'notices.kind-nomination-decided',
} as const satisfies Record<string, MessageKey>;

/** What a notice was about; its kind as it is for one this client is too old to know. */
function kindWords(kind: string, say: Say): string {
  return Object.hasOwn(kinds, kind) ? say(kinds[kind as keyof typeof kinds]) : kind;
}
