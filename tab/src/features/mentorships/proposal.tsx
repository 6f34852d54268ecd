import { Button, Field, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { type FormEvent, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { useMentorshipWrite } from './mentorship-writes.ts';
import { otherSide } from './mentorships.ts';

const useStyles = makeStyles({
  reasons: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, listStyleType: 'disc' },
});

/** Why these two, and yes or no; it begins when both have said yes. */
export function Proposal({ mentorship }: { mentorship: Mentorship }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const accept = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/acceptance');
  const [declining, setDeclining] = useState(false);
  const { mentorshipId, accepted, reasons, yourPart } = mentorship;
  const name = givenName(otherSide(mentorship).displayName);
  return (
    <section className={surface.stack}>
      {reasons.length > 0 && (
        <div className={surface.tight}>
          <span className={surface.quiet}>{say(`mentoring.why-${yourPart}`, { name })}</span>
          <ul className={styles.reasons}>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {accepted.you ? (
        <Notice>{say('mentoring.you-said-yes', { name })}</Notice>
      ) : (
        <span className={surface.quiet}>{say(`mentoring.yes-means-${yourPart}`, { name })}</span>
      )}
      {accept.isError && <Notice intent="warning">{errorTitle(accept.error, say)}</Notice>}
      <div className={surface.row}>
        {!accepted.you && (
          <Button
            appearance="primary"
            disabledFocusable={accept.isPending}
            onClick={() => accept.mutate({ params: { mentorshipId }, body: {} })}
          >
            {say(`mentoring.accept-${yourPart}`, { name })}
          </Button>
        )}
        <Button onClick={() => setDeclining(true)}>
          {say(accepted.you ? 'mentoring.take-back' : 'mentoring.decline')}
        </Button>
      </div>
      {declining && <DeclineDialog mentorship={mentorship} onClose={() => setDeclining(false)} />}
    </section>
  );
}

const causes = ['no-time', 'not-a-fit', 'other'] as const;

/** Says no with a reason that the other side does not read. */
function DeclineDialog({ mentorship, onClose }: { mentorship: Mentorship; onClose: () => void }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const decline = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/decline');
  const [because, setBecause] = useState<(typeof causes)[number]>('no-time');
  const [note, setNote] = useState('');
  const { mentorshipId, yourPart } = mentorship;
  const name = givenName(otherSide(mentorship).displayName);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (decline.isPending) return;
    decline.mutate(
      { params: { mentorshipId }, body: { because, note } },
      {
        onSuccess: () => {
          onClose();
          toast({ text: say(`mentoring.declined-${yourPart}`) });
        },
      },
    );
  };
  return (
    <Modal title={say('mentoring.decline-title', { name })} onClose={onClose}>
      <form onSubmit={send} className={surface.stack}>
        <span>{say('mentoring.decline-means', { name })}</span>
        <Field label={say('mentoring.decline-why')}>
          <RadioGroup
            value={because}
            onChange={(_, { value }) => setBecause(causes.find((cause) => cause === value) ?? 'other')}
          >
            {causes.map((cause) => (
              <Radio key={cause} value={cause} label={say(`mentoring.because-${cause}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={say('mentoring.note')} hint={say('mentoring.note-who')}>
          <Textarea value={note} rows={2} maxLength={600} onChange={(_, { value }) => setNote(value)} />
        </Field>
        {decline.isError && <Notice intent="warning">{errorTitle(decline.error, say)}</Notice>}
        <div className={surface.row}>
          <Button type="submit" appearance="primary" disabledFocusable={decline.isPending}>
            {say('mentoring.decline-send')}
          </Button>
          <Button onClick={onClose}>{say('mentoring.not-yet')}</Button>
        </div>
      </form>
    </Modal>
  );
}
