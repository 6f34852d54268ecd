import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReading } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { askedOf, isOver, otherSide, useInvitations, useMentorships } from './mentorships.ts';

const useStyles = makeStyles({ part: { maxWidth: '44rem', rowGap: tokens.spacingVerticalXS } });

const mostShown = 3;

/** What mentoring asks of the reader, on Home: a proposal, a check-in, an invitation; else the way to who they meet. */
export function MentoringNow() {
  const styles = useStyles();
  const surface = useSurface();
  const { say, now } = useReading();
  const mentorships = useMentorships().data?.items ?? [];
  const invitations = useInvitations().data?.items ?? [];
  const asks = mentorships.flatMap((each) => {
    const asked = askedOf(each, now);
    if (!asked) return [];
    const values = { part: each.yourPart, name: givenName(otherSide(each).displayName) };
    return [{ to: `/mentoring/${each.mentorshipId}`, words: say(`mentoring.now.${asked}`, values) }];
  });
  const invited = invitations
    .filter(({ state }) => state === 'asked')
    .map(({ name }) => ({ to: '/mentoring', words: say('mentoring.now.asked', { cohort: name }) }));
  const going = mentorships.filter((each) => !isOver(each));
  const lines = [...asks, ...invited].slice(0, mostShown);
  if (lines.length === 0 && going[0]) {
    const values = { count: going.length, name: otherSide(going[0]).displayName, part: going[0].yourPart };
    lines.push({ to: '/mentoring', words: say('mentoring.now.going', values) });
  }
  if (lines.length === 0) return null;
  return (
    <section className={mergeClasses(surface.tight, styles.part)}>
      <Heading>{say('mentoring.now.title')}</Heading>
      <ul className={surface.list}>
        {lines.map(({ to, words }) => (
          <li key={to + words}>
            <TextLink to={to}>{words}</TextLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
