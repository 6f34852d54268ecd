import { Button, makeStyles, mergeClasses } from '@fluentui/react-components';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { clock } from '../../times.ts';
import type { ComposeFormProps } from './compose-form.tsx';
import { isEmpty } from './draft.ts';
import { useDiscard } from './draft-keeping.ts';

const useStyles = makeStyles({
  // As high before there is anything to say, so that nothing moves under the cursor.
  line: { minHeight: '24px' },
});

/** What the contract keeps of one section, in characters of its HTML. */
const longestSection = 20_000;

/** "Kept 10:32", or what to know where it is not; and the way to throw it away. */
export function ComposeKept({ keeper, keeping, image }: ComposeFormProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale, timeZone } = useReader();
  const discard = useDiscard(keeper, image);
  const { state, error, draft, writing } = keeping;
  if (state === 'apart') return null;
  const overlong = writing.sections.find(({ html }) => html.length > longestSection);
  const isThere = draft.image !== null || !isEmpty(writing);
  return (
    <div className={surface.stack}>
      {state === 'failed' && (
        <Notice intent="warning">
          {overlong
            ? say('compose.section-too-long', { section: say(`compose.prompt-${overlong.prompt}`) })
            : errorTitle(error instanceof Error ? error : null, say)}{' '}
          {say('compose.on-device')}
        </Notice>
      )}
      {discard.isError && <Notice intent="warning">{errorTitle(discard.error, say)}</Notice>}
      <div className={mergeClasses(surface.row, styles.line)}>
        <span className={surface.quiet}>
          {state === 'kept' && !isThere && say('compose.kept-as-you-write')}
          {state === 'keeping' && say('compose.keeping')}
          {state === 'kept' &&
            isThere &&
            draft.savedAt &&
            say('compose.kept', { time: clock(draft.savedAt, { locale, timeZone }) })}
        </span>
        {isThere && (
          <Button
            appearance="subtle"
            size="small"
            disabledFocusable={discard.isPending || image.isBusy}
            onClick={() => void discard.run()}
          >
            {say('compose.discard')}
          </Button>
        )}
      </div>
    </div>
  );
}
