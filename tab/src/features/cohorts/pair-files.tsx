import { Button } from '@fluentui/react-components';
import type { Cohort } from '@open-door/api/cohorts/schema.ts';
import { useRef, useState } from 'react';
import type { Output } from '../../api.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { download } from '../../download.ts';
import { useApi } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useImportPairs } from './cohorts.ts';

/** The pairs as a file for a spreadsheet, and a file of what was decided there. */
export function PairFiles({ cohort }: { cohort: Cohort }) {
  const surface = useSurface();
  const { say } = useReader();
  const input = useRef<HTMLInputElement>(null);
  const read = useImportPairs();
  const take = (file: File | undefined) =>
    file && !read.isPending && read.mutate({ params: { cohortId: cohort.cohortId }, body: file });
  return (
    <div className={surface.tight}>
      <div className={surface.row}>
        <ExportButton cohort={cohort} />
        <input
          ref={input}
          type="file"
          accept=".csv,text/csv"
          hidden
          onChange={({ target }) => {
            take(target.files?.[0]);
            // The same file, mended, may be chosen again.
            target.value = '';
          }}
        />
        {cohort.state !== 'closed' && (
          <Button disabledFocusable={read.isPending} onClick={() => input.current?.click()}>
            {say(read.isPending ? 'imports.sending' : 'cohorts.import')}
          </Button>
        )}
      </div>
      <span className={surface.quiet}>{say('cohorts.files-how')}</span>
      {read.isError && <Notice intent="warning">{errorTitle(read.error, say)}</Notice>}
      {read.data && <ReadReport report={read.data} />}
    </div>
  );
}

function ReadReport({ report: { kept, refused } }: { report: Output<'POST /api/cohorts/{cohortId}/pairs.csv'> }) {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <Notice intent={refused.length > 0 ? 'neutral' : 'success'}>
      <div className={surface.tight}>
        <span>{say('cohorts.imported', { kept, refused: refused.length })}</span>
        {refused.map(({ line, why }) => (
          <span key={line}>{say('cohorts.refused-line', { line, why })}</span>
        ))}
      </div>
    </Notice>
  );
}

function ExportButton({ cohort: { cohortId, settings } }: { cohort: Cohort }) {
  const { say } = useReader();
  const toast = useToast();
  const api = useApi();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      const csv = await api('GET /api/cohorts/{cohortId}/pairs.csv', { params: { cohortId } });
      download(`${settings.name}.csv`, new Blob([csv], { type: 'text/csv' }));
    } catch (error) {
      toast({ text: errorTitle(error as Error, say) });
    }
    setBusy(false);
  };
  return (
    <Button disabledFocusable={busy} onClick={() => void save()}>
      {say('cohorts.export')}
    </Button>
  );
}
