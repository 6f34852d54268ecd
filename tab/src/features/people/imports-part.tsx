import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useLocation } from 'wouter';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { ImportDrop } from './import-drop.tsx';
import { isRunning } from './import-progress.ts';
import { ImportProgress } from './import-running.tsx';
import { useImports, useStartCsvImport, useStartGraphImport } from './imports.ts';
import { ProgrammeFrame } from './programme-frame.tsx';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, maxWidth: '56rem' },
  words: { margin: 0 },
  lines: { rowGap: tokens.spacingVerticalM },
  line: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS },
});

/** Who belongs to the organisation: a list from a file or from Microsoft Graph, and the lists read before. */
export function Imports() {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const [, go] = useLocation();
  const csv = useStartCsvImport();
  const graph = useStartGraphImport();
  const imports = useImports(csv.isPending);
  const open = ({ importId }: DirectoryImport) => go(`/programme/imports/${importId}`);
  const running = imports.items?.find(isRunning);
  const error = csv.error ?? graph.error;
  const busy = csv.isPending || graph.isPending || running !== undefined;
  return (
    <ProgrammeFrame here="/programme/imports">
      <section className={styles.part}>
        <p className={styles.words}>{say('imports.how')}</p>
        {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
        {running ? (
          <ImportProgress running={running} />
        ) : (
          <ImportDrop
            busy={busy}
            onFile={(file) => {
              graph.reset();
              csv.mutate({ body: file }, { onSuccess: open });
            }}
          />
        )}
        {running && <TextLink to={`/programme/imports/${running.importId}`}>{say('imports.look')}</TextLink>}
        <div className={surface.tight}>
          <span className={surface.quiet}>{say('imports.graph-how')}</span>
          <div>
            <Button
              disabledFocusable={busy}
              onClick={() => {
                csv.reset();
                graph.mutate({ body: {} }, { onSuccess: open });
              }}
            >
              {say('imports.graph')}
            </Button>
          </div>
        </div>
      </section>
      <PastImports imports={imports} />
    </ProgrammeFrame>
  );
}

function PastImports({ imports }: { imports: ReturnType<typeof useImports> }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  return (
    <section className={styles.part}>
      <Heading>{say('imports.past')}</Heading>
      {imports.isPending && <PersonSkeletons count={2} />}
      {imports.isError && !imports.items && <ErrorState error={imports.error} onRetry={imports.refetch} />}
      {imports.items?.length === 0 && <span className={surface.quiet}>{say('imports.none')}</span>}
      <ul className={`${surface.list} ${styles.lines}`}>
        {imports.items?.map((one) => (
          <li key={one.importId} className={styles.line}>
            <span>
              <TextLink to={`/programme/imports/${one.importId}`}>
                {say(`imports.from-${one.source}`, { when: dayAndClock(one.startedAt, reading) })}
              </TextLink>
            </span>
            <Caption1>{importWords(one, say)}</Caption1>
          </li>
        ))}
      </ul>
      <div>
        <LoadMore list={imports} />
      </div>
    </section>
  );
}

/** "Applied: 12 new, 30 changed, 4 left" */
function importWords(one: DirectoryImport, say: ReturnType<typeof useReading>['say']): string {
  const { state, added, changed, departed, failure } = one;
  if (failure) return failure.words;
  return `${say(`imports.state-${state}`)} ${say('imports.counts', { added, changed, departed })}`;
}
