import { Button, Field, makeStyles, Radio, RadioGroup, Textarea, tokens } from '@fluentui/react-components';
import type { CheckIn, Mentorship } from '@open-door/api/mentorships/schema.ts';
import type { FormEvent } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDraft } from '../../kept.ts';
import { useReader, useReading } from '../../reader.tsx';
import { day, givenName } from '../../times.ts';
import { useMentorshipWrite } from './mentorship-writes.ts';
import { dueCheckIn, otherSide } from './mentorships.ts';

const useStyles = makeStyles({
  said: { margin: 0, paddingInlineStart: tokens.spacingHorizontalL, listStyleType: 'disc' },
  words: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** The check-in that is due, if one is. */
export function DueCheckIn({ mentorship }: { mentorship: Mentorship }) {
  const { now } = useReading();
  const due = dueCheckIn(mentorship, now);
  return due ? <CheckInForm key={due.point} mentorship={mentorship} point={due.point} /> : null;
}

const answers = ['well', 'slowly', 'not'] as const;
type Draft = { going: (typeof answers)[number] | ''; changed: string };

/** How it is going; after the first session, whether the two fit, and another partner without blame if not. */
function CheckInForm({ mentorship, point }: { mentorship: Mentorship; point: CheckIn['point'] }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const { mentorshipId } = mentorship;
  const name = givenName(otherSide(mentorship).displayName);
  const [draft, setDraft] = useDraft<Draft>(`check-in ${mentorshipId} ${point}`, { going: '', changed: '' });
  const answer = useMentorshipWrite('POST /api/mentorships/{mentorshipId}/check-ins/{point}');
  const kind = point === 'fit' ? 'fit' : 'week';
  const { going, changed } = draft;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (going === '' || answer.isPending) return;
    const thank = () =>
      toast({ text: say(kind === 'fit' && going === 'not' ? 'mentoring.rematched' : 'mentoring.thanks') });
    answer.mutate({ params: { mentorshipId, point }, body: { going, changed } }, { onSuccess: thank });
  };
  return (
    <form onSubmit={send} className={surface.stack}>
      <Heading as="h3">{say(`mentoring.ask-${point}`, { name })}</Heading>
      <Field label={say(`mentoring.going-${kind}`, { name })} hint={say('mentoring.check-in-who', { name })}>
        <RadioGroup
          value={going}
          onChange={(_, { value }) => setDraft({ ...draft, going: answers.find((each) => each === value) ?? '' })}
        >
          {answers.map((each) => (
            <Radio key={each} value={each} label={say(`mentoring.${kind}-${each}`)} />
          ))}
        </RadioGroup>
      </Field>
      {kind === 'fit' && going === 'not' && <span role="status">{say('mentoring.not-means', { name })}</span>}
      {kind === 'week' && (
        <Field label={say(`mentoring.changed-${mentorship.yourPart}`, { name })}>
          <Textarea
            value={changed}
            rows={2}
            maxLength={1000}
            resize="vertical"
            onChange={(_, { value }) => setDraft({ ...draft, changed: value })}
          />
        </Field>
      )}
      {answer.isError && <Notice intent="warning">{errorTitle(answer.error, say)}</Notice>}
      <div>
        <Button type="submit" appearance="primary" disabledFocusable={going === '' || answer.isPending}>
          {say('mentoring.check-in-send')}
        </Button>
      </div>
    </form>
  );
}

/** What the reader answered so far. */
export function CheckInsSaid({ checkIns }: { checkIns: readonly CheckIn[] }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const said = checkIns.filter(({ answeredAt }) => answeredAt !== null);
  if (said.length === 0) return null;
  return (
    <section className={surface.tight}>
      <span className={surface.quiet}>{say('mentoring.your-answers')}</span>
      <ul className={styles.said}>
        {said.map(({ point, going, changed, answeredAt }) => (
          <li key={point} className={styles.words}>
            {[
              answeredAt && day(answeredAt, reading),
              going && say(`mentoring.${point === 'fit' ? 'fit' : 'week'}-${going}`),
              changed,
            ]
              .filter(Boolean)
              .join(' · ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
