import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { ErrorState } from '../../components/error-state.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({ list: { listStyleType: 'disc', paddingInlineStart: '20px' } });

type RulePreviewProps = { headId: string; levels: number };

/** Whom a rule would make leaders, level by level, before it is saved. */
export function RulePreview({ headId, levels }: RulePreviewProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  const { data, error, refetch } = useRead('POST /api/leadership/rule/preview', { body: { headId, levels } });
  if (!data) return error && <ErrorState error={error} onRetry={refetch} />;
  const total = data.byLevel.reduce((sum, people) => sum + people, 0);
  const names = new Intl.ListFormat(locale).format([
    ...data.first.map(({ displayName }) => displayName),
    ...(total > data.first.length ? [say('leadership.more-people', { count: total - data.first.length })] : []),
  ]);
  return (
    <div className={mergeClasses(surface.box, surface.tight)} aria-live="polite">
      <span>{say('leadership.preview', { total })}</span>
      <ul className={mergeClasses(surface.list, styles.list)}>
        {data.byLevel.map((people, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the level is what the number is of
          <li key={level} style={{ display: 'list-item' }}>
            {say('leadership.preview-level', { level, people })}
          </li>
        ))}
      </ul>
      <span className={surface.quiet}>{names}</span>
    </div>
  );
}
