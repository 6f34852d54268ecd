import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import type { Output } from '../../api.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { useSides } from '../../components/sides.ts';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { withCurrent } from '../office-hours/durations.ts';
import { useChooseLeader } from './choose-leader.ts';
import { OwnerFrame } from './owner-frame.tsx';
import { LeaderLines } from './owner-leaders.tsx';
import { RulePreview } from './owner-preview.tsx';
import { PersonSearch } from './owner-search.tsx';

const useStyles = makeStyles({
  // A long name would otherwise make the choice wider than a phone.
  field: { maxWidth: '24rem', minWidth: 0, '& select': { width: '100%', textOverflow: 'ellipsis' } },
  words: { margin: 0, maxWidth: '70ch' },
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, minWidth: 0 },
});

type Rule = Output<'GET /api/leadership/rule'>;
type RuleDraft = {
  head: { personId: string; displayName: string; jobTitle: string } | null;
  levels: number;
  nudgeWeeks: number;
};

const levels = [0, 1, 2, 3, 4, 5];
const nudges = [0, 2, 3, 4, 6, 8, 12];

/** Who counts as a leader: by the reporting line, and by hand. */
export function LeaderRulePart() {
  const { data, error, isPending, refetch } = useRead('GET /api/leadership/rule', {});
  if (data) return <RuleForm saved={data} />;
  return (
    <OwnerFrame part="who">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </OwnerFrame>
  );
}

function RuleForm({ saved }: { saved: Rule }) {
  const styles = useStyles();
  const surface = useSurface();
  const sides = useSides();
  const { say } = useReader();
  const [kept, keep] = useKept<RuleDraft>('leader rule');
  const draft = kept ?? saved;
  const { save, isPending, error } = useSaveRule(saved, () => keep(null));
  const edit = (changed: Partial<RuleDraft>) => keep({ ...draft, ...changed });
  return (
    <OwnerFrame
      part="who"
      action={
        <ActionBar>
          {kept && <Button onClick={() => keep(null)}>{say('saved.discard')}</Button>}
          <Button appearance="primary" disabledFocusable={!kept || isPending} onClick={() => save(draft)}>
            {say('saved.save')}
          </Button>
        </ActionBar>
      }
    >
      <p className={styles.words}>{say('leadership.who-means')}</p>
      {error && <Notice intent="warning">{errorTitle(error, say)}</Notice>}
      <div className={sides.wideFirst}>
        <div className={styles.form}>
          <section className={surface.stack}>
            <Heading>{say('leadership.by-line')}</Heading>
            <Head draft={draft} onEdit={edit} />
            {draft.head && <Levels head={draft.head} draft={draft} onEdit={edit} />}
          </section>
          <section className={surface.stack}>
            <Heading>{say('leadership.nudges')}</Heading>
            <Nudges draft={draft} onEdit={edit} />
          </section>
        </div>
        <ByHand />
      </div>
    </OwnerFrame>
  );
}

function useSaveRule(before: Rule, onSaved: () => void) {
  const { say } = useReader();
  const toast = useToast();
  const { mutate, isPending, error } = useWrite('PUT /api/leadership/rule', {
    refreshes: [
      'GET /api/leadership/rule',
      'GET /api/leadership/leaders',
      'GET /api/leadership/overview',
      'GET /api/leadership/feed',
    ],
  });
  const put = ({ head, levels, nudgeWeeks }: RuleDraft, onSuccess: () => void) =>
    mutate({ body: { headId: head?.personId ?? null, levels, nudgeWeeks } }, { onSuccess });
  const undo = { label: say('undo'), run: () => put(before, () => toast({ text: say('saved.undone') })) };
  const save = (draft: RuleDraft) =>
    put(draft, () => {
      onSaved();
      toast({ text: say('leadership.rule-saved'), action: undo });
    });
  return { save, isPending, error };
}

type EditProps = { draft: RuleDraft; onEdit: (changed: Partial<RuleDraft>) => void };

/** Below whom leaders are looked for. */
function Head({ draft: { head }, onEdit }: EditProps) {
  const surface = useSurface();
  const { say } = useReader();
  return (
    <div className={surface.stack}>
      {head ? (
        <PersonLine
          person={{ ...head, department: '' }}
          end={
            <Button size="small" onClick={() => onEdit({ head: null })}>
              {say('leadership.no-head')}
            </Button>
          }
        />
      ) : (
        <span className={surface.quiet}>{say('leadership.hand-only')}</span>
      )}
      <PersonSearch
        label={say(head ? 'leadership.other-head' : 'leadership.find-head')}
        action={say('leadership.pick-head')}
        actionFor={(name) => say('leadership.pick-head-name', { name })}
        onPick={({ personId, displayName, jobTitle }) => onEdit({ head: { personId, displayName, jobTitle } })}
      />
    </div>
  );
}

function Levels({ head, draft, onEdit }: EditProps & { head: NonNullable<RuleDraft['head']> }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  return (
    <div className={surface.stack}>
      <Field className={styles.field} label={say('leadership.levels')}>
        <Select value={String(draft.levels)} onChange={(_, { value }) => onEdit({ levels: Number(value) })}>
          {withCurrent(levels, draft.levels).map((amount) => (
            <option key={amount} value={amount}>
              {say('leadership.levels-below', { levels: amount, name: head.displayName })}
            </option>
          ))}
        </Select>
      </Field>
      <RulePreview headId={head.personId} levels={draft.levels} />
    </div>
  );
}

function Nudges({ draft, onEdit }: EditProps) {
  const styles = useStyles();
  const { say } = useReader();
  return (
    <Field className={styles.field} label={say('leadership.nudge-after')} hint={say('leadership.nudge-means')}>
      <Select value={String(draft.nudgeWeeks)} onChange={(_, { value }) => onEdit({ nudgeWeeks: Number(value) })}>
        {withCurrent(nudges, draft.nudgeWeeks).map((weeks) => (
          <option key={weeks} value={weeks}>
            {say('leadership.nudge-weeks', { weeks })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

/** Who is a leader now, and who is made one or left out whatever the line says; each is saved at once. */
function ByHand() {
  const surface = useSurface();
  const { say } = useReader();
  const { choose } = useChooseLeader();
  return (
    <section className={surface.stack}>
      <Heading>{say('leadership.by-hand')}</Heading>
      <PersonSearch
        label={say('leadership.find-leader')}
        action={say('leadership.make')}
        actionFor={(name) => say('leadership.make-name', { name })}
        onPick={(person) => choose(person, 'in')}
      />
      <LeaderLines decides />
    </section>
  );
}
