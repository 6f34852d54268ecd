import { useParams } from 'wouter';
import { Champions } from '../champions/champions-part.tsx';
import { NewCohort } from '../cohorts/cohort-new.tsx';
import { CohortPage } from '../cohorts/cohort-page.tsx';
import { Cohorts } from '../cohorts/cohorts-part.tsx';
import { LeadersPart } from '../leadership/leaders-part.tsx';
import { Ranking } from '../matching/ranking-part.tsx';
import { FailedNotices } from '../notices/failed-notices.tsx';
import { BookingRules } from '../office-hours/booking-rules.tsx';
import { HoursCoverage } from '../office-hours/hours-coverage.tsx';
import { Waits } from '../queue/waits.tsx';
import { Coverage } from './coverage.tsx';
import { ImportReport } from './import-report.tsx';
import { Imports } from './imports-part.tsx';
import { ProgrammeFrame } from './programme-frame.tsx';

/** The programme owner's page: who is left out, champions, cohorts, leaders, rules, people and import, notices that failed. */
export default function ProgrammePage() {
  const { part, id } = useParams();
  if (part === 'imports' && id) return <ImportReport key={id} importId={id} />;
  if (part === 'imports') return <Imports />;
  if (part === 'hours') return <HoursCoverage />;
  if (part === 'waits') return <Waits />;
  if (part === 'cohorts' && id === 'new') return <NewCohort />;
  if (part === 'cohorts' && id) return <CohortPage key={id} cohortId={id} />;
  if (part === 'cohorts') return <Cohorts />;
  if (part === 'leaders') return <LeadersPart part={id} />;
  if (part === 'ranking') return <Ranking />;
  if (part === 'rules') return <BookingRules />;
  if (part === 'champions') {
    return (
      <ProgrammeFrame here="/programme/champions">
        <Champions />
      </ProgrammeFrame>
    );
  }
  if (part === 'notices') {
    return (
      <ProgrammeFrame here="/programme/notices">
        <FailedNotices />
      </ProgrammeFrame>
    );
  }
  return (
    <ProgrammeFrame here="/programme">
      <Coverage />
    </ProgrammeFrame>
  );
}
