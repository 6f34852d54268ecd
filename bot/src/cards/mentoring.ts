import { ChoiceSetInput, type ExecuteAction, TextInput } from '@microsoft/teams.cards';
import type { CheckIn, Mentorship } from '@open-door/api/mentorships/schema.ts';
import { type ActionData, declineCauses } from '../card-actions.ts';
import type { Message } from '../message.ts';
import { say } from '../say.ts';
import { type Addressee, type CardAction, fact, heading, message, openButton, press, quiet, words } from './parts.ts';

export type CohortAsking = { cohortId: string; name: string };

/** Asks somebody to join a cohort with a goal; `before` is said first, such as that the goal is missing. */
export function cohortCard(to: Addressee, { cohortId, name }: CohortAsking, before?: string): Message {
  const { locale, links } = to;
  const text = say(locale, 'cohort.text', { cohort: name });
  const goal = new TextInput({
    id: 'goal',
    label: say(locale, 'cohort.goal'),
    placeholder: say(locale, 'cohort.goal-hint'),
    isMultiline: true,
    maxLength: 600,
  });
  const work = new TextInput({ id: 'work', label: say(locale, 'cohort.work'), maxLength: 600 });
  return message(
    before ?? text,
    [
      heading(say(locale, 'cohort.title')),
      ...(before ? [words(before)] : []),
      words(text),
      words(say(locale, 'cohort.means')),
      goal,
      work,
      quiet(say(locale, 'cohort.no-one-asks')),
    ],
    [
      press(say(locale, 'cohort.join'), 'join-cohort', { cohortId, name }, to),
      press(say(locale, 'cohort.decline'), 'decline-cohort', { cohortId, name }, to),
      openButton(say(locale, 'open.mentoring'), links.mentoring),
    ],
  );
}

/** What was answered to a cohort; the way back from either is in the app. */
export function cohortAnsweredCard(to: Addressee, { name }: { name: string }, what: 'joined' | 'declined'): Message {
  const { locale, links } = to;
  const text = say(locale, `cohort.${what}`, { cohort: name });
  return message(text, [words(text)], [openButton(say(locale, 'open.mentoring'), links.mentoring)]);
}

/** A mentorship as it stands after a press; `before` is said instead of it. */
export function mentorshipCard(to: Addressee, mentorship: Mentorship, before?: string): Message {
  const { locale } = to;
  const { state, accepted, yourPart, goal } = mentorship;
  const name = otherSide(mentorship);
  const standing =
    state === 'proposed' && accepted.you
      ? say(locale, 'mentorship.waits', { name })
      : say(locale, `mentorship.is-${state}`, { name, part: yourPart });
  const text = before ?? standing;
  const asked = state === 'proposed' && !accepted.you;
  return message(
    text,
    [words(text), ...goalFact(to, { goal, to: yourPart })],
    [...(asked ? answerButtons(to, mentorship) : []), openMentorship(to, mentorship)],
  );
}

export function otherSide({ yourPart, learner, mentor }: Mentorship): string {
  return (yourPart === 'learner' ? mentor : learner).displayName;
}

/** Yes, or the way to a no. */
export function answerButtons(to: Addressee, { mentorshipId }: { mentorshipId: string }): ExecuteAction[] {
  const { locale } = to;
  return [
    press(say(locale, 'mentorship.accept'), 'accept-mentorship', { mentorshipId }, to),
    press(say(locale, 'mentorship.decline'), 'ask-decline-mentorship', { mentorshipId }, to),
  ];
}

/** Asks why not, for the programme owner alone. */
export function askDeclineCard(to: Addressee, mentorship: Mentorship): Message {
  const { locale } = to;
  const { mentorshipId } = mentorship;
  const title = say(locale, 'mentorship.decline-title', { name: otherSide(mentorship) });
  const choices = declineCauses.map((value) => ({ title: say(locale, `mentorship.because-${value}`), value }));
  const because = new ChoiceSetInput(...choices)
    .withOptions({ id: 'because', style: 'expanded', wrap: true })
    .withLabel(say(locale, 'mentorship.decline-why'))
    .withValue('no-time');
  return message(
    title,
    [heading(title), words(say(locale, 'mentorship.decline-means')), because, noteInput(to)],
    [
      press(say(locale, 'mentorship.decline-go'), 'decline-mentorship', { mentorshipId }, to),
      press(say(locale, 'mentorship.back'), 'mentorship', { mentorshipId }, to).withAssociatedInputs('none'),
    ],
  );
}

function noteInput({ locale }: Addressee): TextInput {
  return new TextInput({ id: 'note', label: say(locale, 'mentorship.note'), isMultiline: true, maxLength: 600 });
}

type Point = CheckIn['point'];
type Going = NonNullable<CheckIn['going']>;
const answers: readonly Going[] = ['well', 'slowly', 'not'];

/** How is it going? Answered in one press; after some weeks with what changed in the work. */
export function checkInCard(
  to: Addressee,
  { mentorshipId, point, name }: { mentorshipId: string; point: Point; name: string },
): Message {
  const { locale } = to;
  const kind = kindOf(point);
  const text = say(locale, `check-in.text-${point}`, { name });
  const changed = new TextInput({
    id: 'changed',
    label: say(locale, 'check-in.changed'),
    isMultiline: true,
    maxLength: 1_000,
  });
  const give = (going: Going) =>
    press(say(locale, `check-in.${kind}-${going}`), 'check-in', { mentorshipId, point, going }, to);
  return message(
    text,
    [
      heading(say(locale, 'check-in.title')),
      words(text),
      ...(kind === 'week' ? [changed] : []),
      quiet(say(locale, 'check-in.who-sees', { name })),
    ],
    [...answers.map(give), openMentorship(to, { mentorshipId })],
  );
}

/** Asks once more before a mentorship ends because the two do not fit. */
export function askPartCard(to: Addressee, { mentorshipId, name }: { mentorshipId: string; name: string }): Message {
  const { locale } = to;
  const text = say(locale, 'check-in.part-means', { name });
  const sure: ActionData<'check-in'> = { mentorshipId, point: 'fit', going: 'not', isSure: true };
  return message(
    text,
    [heading(say(locale, 'check-in.part-title')), words(text)],
    [
      press(say(locale, 'check-in.fit-not'), 'check-in', sure, to),
      press(say(locale, 'check-in.fit-slowly'), 'check-in', { mentorshipId, point: 'fit', going: 'slowly' }, to),
    ],
  );
}

/** What was answered, and what follows from it. */
export function checkedInCard(to: Addressee, mentorship: Mentorship, point: Point): Message {
  const { locale } = to;
  const going = mentorship.checkIns.find((each) => each.point === point)?.going;
  const text = say(locale, point === 'fit' && going === 'not' ? 'check-in.parted' : 'check-in.thanks');
  return message(text, [words(text)], [openMentorship(to, mentorship)]);
}

const kindOf = (point: Point) => (point === 'fit' ? 'fit' : 'week');

/** What the learner wants to get done, for either side. */
export function goalFact({ locale }: Addressee, { goal, to }: { goal: string; to: 'learner' | 'mentor' }) {
  return goal ? [fact(say(locale, `mentorship.goal-${to}`), goal)] : [];
}

export function openMentorship({ locale, links }: Addressee, { mentorshipId }: { mentorshipId: string }): CardAction {
  return openButton(say(locale, 'open.mentorship'), links.mentorship(mentorshipId));
}
