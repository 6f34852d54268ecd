import { makeStyles, tokens } from '@fluentui/react-components';
import type { DirectoryImport } from '@open-door/api/people/schema.ts';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { ImportActions } from './import-actions.tsx';
import { changesNothing, firstVerdict, isRunning, type Verdict, verdicts } from './import-progress.ts';
import { ImportRows } from './import-rows.tsx';
import { ImportProgress } from './import-running.tsx';
import { useImport } from './imports.ts';
import { ProgrammeFrame } from './programme-frame.tsx';

const useStyles = makeStyles({
  panel: { maxWidth: '64rem', display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
});

/** One import: how far it is, then what it would change (or changed), row by row. */
export function ImportReport({ importId }: { importId: string }) {
  const reading = useReading();
  const { data, error, isPending, refetch } = useImport(importId);
  if (!data) {
    return (
      <ProgrammeFrame here="/programme/imports">
        {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
      </ProgrammeFrame>
    );
  }
  const title = reading.say(`imports.from-${data.source}`, { when: dayAndClock(data.startedAt, reading) });
  return (
    <ProgrammeFrame
      here="/programme/imports"
      title={title}
      action={data.state === 'ready' && <ImportActions directoryImport={data} />}
    >
      <Standing directoryImport={data} />
      {isRunning(data) ? <ImportProgress running={data} /> : <Report key={data.state} directoryImport={data} />}
    </ProgrammeFrame>
  );
}

/** In a sentence: ready and nothing changed yet, applied, discarded, or what failed and what to do. */
function Standing({ directoryImport }: { directoryImport: DirectoryImport }) {
  const { say } = useReading();
  const { state, failure } = directoryImport;
  if (state === 'reading' || state === 'applying') return null;
  if (state === 'failed') return <Notice intent="warning">{failure?.words ?? say('imports.state-failed')}</Notice>;
  const nothing = state === 'ready' && changesNothing(directoryImport);
  return (
    <Notice intent={state === 'applied' ? 'success' : 'neutral'}>
      {say(nothing ? `imports.nothing-${directoryImport.source}` : `imports.standing-${state}`)}
    </Notice>
  );
}

function Report({ directoryImport }: { directoryImport: DirectoryImport }) {
  const styles = useStyles();
  const { say } = useReading();
  const [verdict, setVerdict] = useState<Verdict>(firstVerdict(directoryImport));
  if (verdicts.every((one) => directoryImport[one] === 0)) return null;
  const tabs = verdicts.map((value) => ({
    value,
    name: say(`imports.rows-${value}`, { count: directoryImport[value] }),
  }));
  return (
    <Tabs label={say('imports.report')} tabs={tabs} selected={verdict} onSelect={setVerdict}>
      <div className={styles.panel}>
        <ImportRows key={verdict} directoryImport={directoryImport} verdict={verdict} />
      </div>
    </Tabs>
  );
}
