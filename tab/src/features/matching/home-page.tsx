import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useContext } from 'react';
import { useLocation } from 'wouter';
import { PageFrame } from '../../components/page-frame.tsx';
import { TextLink } from '../../components/text-link.tsx';
import { LateContext } from '../../late.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';
import { MentoringNow } from '../mentorships/home-mentoring.tsx';
import { NextSession } from '../office-hours/next-session.tsx';
import { useMyself } from '../people/me.ts';
import { LiveNow, MyPlaceNow } from '../queue/home-queue.tsx';
import { GoalForm } from './goal-form.tsx';
import { noWish } from './matching.ts';

const useStyles = makeStyles({
  kind: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** Says the next step: the place in line or the next session, and one field that leads to a champion; who is live now; the newest leader's post. */
export default function HomePage() {
  const styles = useStyles();
  const { say } = useReader();
  const { displayName, firstVisit } = useMyself();
  const [, go] = useLocation();
  const Late = useContext(LateContext);
  return (
    <PageFrame title={say('home.hello', { name: givenName(displayName) })}>
      {firstVisit && <p className={styles.kind}>{say('home.welcome')}</p>}
      <MyPlaceNow />
      <NextSession />
      <MentoringNow />
      <GoalForm first={noWish} onFind={(wish) => go('/find-help', { state: { wish } })} />
      <TextLink to="/soonest">{say('soonest.open')}</TextLink>
      <LiveNow />
      {Late && <Late at="home" />}
    </PageFrame>
  );
}
