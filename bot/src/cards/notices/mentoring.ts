import { sayDate } from '@open-door/api/office-hours/say-time.ts';
import type { Message } from '../../message.ts';
import { say } from '../../say.ts';
import { answerButtons, checkInCard, cohortCard, goalFact, openMentorship } from '../mentoring.ts';
import { type Addressee, fact, heading, message, openButton, quiet, sayButton, words } from '../parts.ts';
import type { Payload } from './session-notice.ts';

/** Would somebody like a mentor? */
export function cohortAsked(to: Addressee, payload: Payload<'cohort-asked'>): Message {
  return cohortCard(to, payload);
}

type Told = Pick<Payload<'mentorship-proposed'>, 'to' | 'learnerName' | 'mentorName'>;

const otherName = ({ to, learnerName, mentorName }: Told) => (to === 'learner' ? mentorName : learnerName);

/** These two could work together: yes, or no with a reason that the other side does not read. */
export function mentorshipProposed(to: Addressee, payload: Payload<'mentorship-proposed'>): Message {
  const { locale } = to;
  const text = say(locale, `mentorship.proposed-${payload.to}`, { name: otherName(payload) });
  const { cohortName } = payload;
  return message(
    text,
    [
      heading(say(locale, 'mentorship.proposed-title')),
      words(text),
      ...goalFact(to, payload),
      ...(cohortName ? [fact(say(locale, 'mentorship.cohort'), cohortName)] : []),
      quiet(say(locale, 'mentorship.both')),
    ],
    [...answerButtons(to, payload), openMentorship(to, payload)],
  );
}

/** Both said yes. */
export function mentorshipStarted(to: Addressee, payload: Payload<'mentorship-started'>): Message {
  const { locale, links } = to;
  const text = say(locale, `mentorship.started-${payload.to}`, { name: otherName(payload) });
  const book = openButton(say(locale, 'mentorship.book'), links.book(payload.mentorId));
  return message(
    text,
    [heading(say(locale, 'mentorship.started-title')), words(text), ...goalFact(to, payload)],
    [...(payload.to === 'learner' ? [book] : []), openMentorship(to, payload)],
  );
}

/** What became of a mentorship; of a proposal that came to nothing, neither through whom nor why. */
export function mentorshipNews(to: Addressee, payload: Payload<'mentorship-news'>): Message {
  const { locale, links } = to;
  const { news, until, outcome, nextRunOn, mentorshipId } = payload;
  const values = { name: otherName(payload), until: until ? sayDate(until, to) : '' };
  const lines = [
    say(locale, `mentorship.news-${news}`, values),
    ...(outcome ? [say(locale, `mentorship.outcome-${outcome}`)] : []),
    ...whatFollows(to, payload.to, news, nextRunOn),
  ];
  const isOver = news !== 'paused' && news !== 'resumed';
  const open = isOver
    ? openButton(say(locale, 'open.mentoring'), links.mentoring)
    : openMentorship(to, { mentorshipId });
  const find = isOver && payload.to === 'learner' ? [sayButton(say(locale, 'say.find'), to)] : [];
  return message(
    lines.join(' '),
    lines.map((line) => words(line)),
    [open, ...find],
  );
}

/** For a learner who lost a mentor or a proposal: that another is looked for, and when. */
function whatFollows(
  to: Addressee,
  side: Told['to'],
  news: Payload<'mentorship-news'>['news'],
  nextRunOn: string | null,
): string[] {
  const searches = news === 'declined' || news === 'new-partner' || news === 'left';
  if (side === 'mentor' || !searches) return [];
  const { locale } = to;
  return [
    nextRunOn
      ? say(locale, 'mentorship.next-run', { date: sayDate(nextRunOn, to) })
      : say(locale, 'mentorship.looked-for'),
  ];
}

export function checkInDue(to: Addressee, payload: Payload<'check-in-due'>): Message {
  return checkInCard(to, { ...payload, name: otherName(payload) });
}
