import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { BookingPolicy } from '@open-door/api/office-hours/schema/policy.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { ProgrammeFrame } from '../people/programme-frame.tsx';
import { type Rule, type RulesDraft, rules, rulesDraft, rulesIn } from './rules-draft.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, maxWidth: '44rem' },
  number: { maxWidth: '8rem' },
  words: { margin: 0, maxWidth: '70ch' },
});

/** What the programme owner asks of everybody who books, and for how long times are kept for somebody. */
export function BookingRules() {
  const { data, error, isPending, refetch } = useRead('GET /api/booking-policy', {});
  if (data) return <RulesForm saved={data} />;
  return (
    <ProgrammeFrame here="/programme/rules">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </ProgrammeFrame>
  );
}

function RulesForm({ saved }: { saved: BookingPolicy }) {
  const styles = useStyles();
  const { say } = useReader();
  const toast = useToast();
  const change = useWrite('PUT /api/booking-policy', { refreshes: ['GET /api/booking-policy'] });
  const [kept, keep] = useKept<RulesDraft>('booking rules');
  const draft = kept ?? rulesDraft(saved);
  const policy = rulesIn(draft);
  const put = (body: BookingPolicy, onSuccess: () => void) => change.mutate({ body }, { onSuccess });
  const undo = { label: say('undo'), run: () => put(saved, () => toast({ text: say('saved.undone') })) };
  const save = () =>
    policy &&
    put(policy, () => {
      keep(null);
      toast({ text: say('rules.saved'), action: undo });
    });
  const edit = (rule: Rule, typed: string) => keep({ ...draft, [rule]: typed });
  return (
    <ProgrammeFrame
      here="/programme/rules"
      action={
        <ActionBar>
          {kept && <Button onClick={() => keep(null)}>{say('saved.discard')}</Button>}
          <Button appearance="primary" disabledFocusable={!kept || !policy || change.isPending} onClick={save}>
            {say('saved.save')}
          </Button>
        </ActionBar>
      }
    >
      <p className={styles.words}>{say('rules.how')}</p>
      {change.isError && <Notice intent="warning">{errorTitle(change.error, say)}</Notice>}
      <div className={styles.form}>
        <Part name="fair" fields={['openBookingsPerLearner']} draft={draft} onEdit={edit} />
        <Part
          name="late"
          fields={['lateCancellationHours', 'lateCancellationsAllowed', 'lateCancellationDays']}
          draft={draft}
          onEdit={edit}
        />
        <Part name="kept" fields={['holdMinutes', 'offerMinutes']} draft={draft} onEdit={edit} />
      </div>
    </ProgrammeFrame>
  );
}

type PartProps = {
  name: 'fair' | 'late' | 'kept';
  fields: readonly Rule[];
  draft: RulesDraft;
  onEdit: (rule: Rule, typed: string) => void;
};

/** Rules that belong together, and under them what they mean with these numbers, in a sentence. */
function Part({ name, fields, draft, onEdit }: PartProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const policy = rulesIn(draft);
  return (
    <section className={surface.stack}>
      <Heading>{say(`rules.${name}`)}</Heading>
      {fields.map((field) => (
        <RuleField key={field} rule={field} typed={draft[field]} onType={(typed) => onEdit(field, typed)} />
      ))}
      {policy && <p className={styles.words}>{say(`rules.means-${name}`, policy)}</p>}
    </section>
  );
}

type RuleFieldProps = { rule: Rule; typed: string; onType: (typed: string) => void };

function RuleField({ rule, typed, onType }: RuleFieldProps) {
  const styles = useStyles();
  const { say } = useReader();
  const { least, most, usual } = rules[rule];
  const fits = rulesIn({ [rule]: typed }) !== undefined;
  return (
    <Field
      label={say(`rule.${rule}`)}
      hint={say('rules.usual', { usual })}
      {...(!fits && { validationMessage: say('rules.between', { least, most }) })}
    >
      <Input
        className={styles.number}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={typed}
        onChange={(_, { value }) => onType(value)}
      />
    </Field>
  );
}
