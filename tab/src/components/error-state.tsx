import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Offline, Refused } from '../api.ts';
import type { Say } from '../messages.ts';
import { useReader } from '../reader.tsx';
import { Heading } from './heading.tsx';

const useStyles = makeStyles({
  state: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    rowGap: tokens.spacingVerticalS,
    maxWidth: '60ch',
    paddingBlock: tokens.spacingVerticalL,
  },
  page: { padding: tokens.spacingHorizontalXXL },
});

type ErrorStateProps = {
  error: Error | null;
  onRetry?: () => void;
  /** What the person can still do, in a sentence; a general one when left out, none after a refusal, which says it. */
  stillWorks?: string;
  /** Takes the place of a whole page. */
  page?: boolean;
};

/** What happened, what still works, what to do. */
export function ErrorState({ error, onRetry, stillWorks, page = false }: ErrorStateProps) {
  const styles = useStyles();
  const { say } = useReader();
  const next = error instanceof Offline ? say('error.offline.next') : (stillWorks ?? nextStep(error, say));
  const Place = page ? 'main' : 'div';
  return (
    <Place className={page ? styles.page : undefined}>
      <div role="alert" className={styles.state}>
        <Heading as={page ? 'h1' : 'p'}>{errorTitle(error, say)}</Heading>
        {next && <span>{next}</span>}
        {onRetry && <Button onClick={onRetry}>{say('error.retry')}</Button>}
      </div>
    </Place>
  );
}

/** One sentence for an error: the API's own when it gave one. */
export function errorTitle(error: Error | null, say: Say): string {
  if (error instanceof Offline) return say('error.offline');
  if (error instanceof Refused && error.message && error.status < 500) return error.message;
  return say('error.fault');
}

/** A refusal says itself what to do. */
function nextStep(error: Error | null, say: Say): string | undefined {
  return error instanceof Refused && error.status < 500 ? undefined : say('error.next');
}
