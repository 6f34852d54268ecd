import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import type { Offer } from '@open-door/api/champions/schema.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useReading } from '../../reader.tsx';
import { DeskFrame } from '../office-hours/desk-frame.tsx';
import { useChangeOffer } from './champions.ts';
import { useMyOffer } from './offer.ts';
import { type OfferDraft, offerDraft, offerIn } from './offer-draft.ts';
import { dateIn } from './pause.ts';
import { PauseNotice } from './pause-notice.tsx';
import { SkillRows } from './skill-rows.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, maxWidth: '44rem' },
  short: { maxWidth: '12rem' },
});

/** What a champion offers: skills, what they love to help with, how much, and from when again. */
export function OfferEditor() {
  const { error, isPending, refetch, offer, personId } = useMyOffer();
  if (offer) return <OfferForm saved={offer} personId={personId} />;
  return (
    <DeskFrame here="/desk/offer">
      {isPending ? <PersonSkeletons count={4} /> : <ErrorState error={error} onRetry={refetch} />}
    </DeskFrame>
  );
}

function OfferForm({ saved, personId }: { saved: Offer; personId: string }) {
  const styles = useStyles();
  const { say } = useReading();
  const toast = useToast();
  const change = useChangeOffer();
  const [kept, keep] = useKept<OfferDraft>('offer');
  const draft = kept ?? offerDraft(saved);
  const edit = (changed: Partial<OfferDraft>) => keep({ ...draft, ...changed });
  const put = (body: Offer, onSuccess: () => void) => change.mutate({ params: { personId }, body }, { onSuccess });
  const undo = { label: say('undo'), run: () => put(saved, () => toast({ text: say('saved.undone') })) };
  const save = () =>
    put(offerIn(draft), () => {
      keep(null);
      toast({ text: say('saved.offer'), action: undo });
    });
  return (
    <DeskFrame
      here="/desk/offer"
      action={
        <ActionBar>
          {kept && <Button onClick={() => keep(null)}>{say('saved.discard')}</Button>}
          <Button appearance="primary" disabledFocusable={!kept || change.isPending} onClick={save}>
            {say('saved.save')}
          </Button>
        </ActionBar>
      }
    >
      <PauseNotice />
      <div className={styles.form}>
        {change.isError && <Notice intent="warning">{errorTitle(change.error, say)}</Notice>}
        <Field label={say('offer.loves')} hint={say('offer.loves-hint')}>
          <Textarea
            value={draft.lovesToHelpWith}
            rows={4}
            maxLength={600}
            resize="vertical"
            onChange={(_, { value }) => edit({ lovesToHelpWith: value })}
          />
        </Field>
        <SkillRows draft={draft} onChange={(skills) => edit({ skills })} />
        <Field label={say('offer.capacity')} hint={say('offer.capacity-hint')}>
          <Input
            className={styles.short}
            type="number"
            min={0}
            max={40}
            value={String(draft.capacityPerWeek)}
            onChange={(_, { value }) => edit({ capacityPerWeek: sessionsIn(value) })}
          />
        </Field>
        <PauseField until={draft.pausedUntil} onChange={(pausedUntil) => edit({ pausedUntil })} />
      </div>
    </DeskFrame>
  );
}

type PauseFieldProps = { until: string | null; onChange: (until: string | null) => void };

function PauseField({ until, onChange }: PauseFieldProps) {
  const styles = useStyles();
  const reading = useReading();
  return (
    <Field label={reading.say('offer.pause')} hint={reading.say('offer.pause-hint')}>
      <Input
        className={styles.short}
        type="date"
        min={dateIn(1, reading)}
        value={until ?? ''}
        onChange={(_, { value }) => onChange(value || null)}
      />
    </Field>
  );
}

/** What the contract takes, whatever is typed. */
function sessionsIn(typed: string): number {
  return Math.min(40, Math.max(0, Math.round(Number(typed)) || 0));
}
