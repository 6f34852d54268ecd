import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { focusTitle, useFocusOnArrival } from '../../components/arrival.ts';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { CardSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader } from '../../reader.tsx';
import { AnswersAbout } from '../answers/answers-about.tsx';
import { GoalForm } from './goal-form.tsx';
import { MatchCard } from './match-card.tsx';
import { type BecauseOf, noWish, postIn, useMatches, useTopics, type Wish, wishIn } from './matching.ts';
import { WishFilters } from './wish-filters.tsx';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(18rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    // One that has much to explain does not stretch the others.
    '&:has([aria-expanded="true"])': { alignItems: 'start' },
  },
  wish: { margin: 0, maxWidth: '60ch', overflowWrap: 'anywhere' },
});

/** From a goal to three champions. The wish lives in the history entry, so that back and reload keep it. */
export default function FindHelpPage() {
  const { say } = useReader();
  const [, go] = useLocation();
  const state = useHistoryState();
  const wish = wishIn(state);
  const post = postIn(state);
  const [changing, setChanging] = useState(false);
  const look = (next: Wish) => {
    setChanging(false);
    go('/find-help', { replace: wish !== undefined, state: { wish: next, post } });
  };
  const keep = () => {
    setChanging(false);
    focusTitle();
  };
  return (
    <PageFrame title={say('find.title')} before={post && <BackToPost post={post} />}>
      {!wish || changing ? (
        <GoalForm
          first={wish ?? noWish}
          onFind={look}
          focused={changing}
          beside={
            changing ? (
              <Button onClick={keep}>{say('find.keep')}</Button>
            ) : (
              <TextLink to="/soonest">{say('soonest.open')}</TextLink>
            )
          }
        />
      ) : (
        <WishLine wish={wish} onChange={look} onRewrite={() => setChanging(true)} />
      )}
      {wish && <Matches wish={wish} post={post} onWiden={look} onRewrite={() => setChanging(true)} />}
    </PageFrame>
  );
}

/** The way back to what made somebody look; what they book is counted as what the post led to. */
function BackToPost({ post: { messageId, author } }: { post: BecauseOf }) {
  const { say } = useReader();
  return <BackLink to={`/leaders/${messageId}`}>{say('find.because', { name: author })}</BackLink>;
}

type WishLineProps = { wish: Wish; onChange: (wish: Wish) => void; onRewrite: () => void };

/** What is looked for, with the two ways to change it in place. */
function WishLine({ wish, onChange, onRewrite }: WishLineProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const topics = useTopics();
  const filters = useId();
  const filtered = [wish.department, wish.language].filter(Boolean).length;
  const [open, setOpen] = useState(filtered > 0);
  const labels = topics.filter(({ topic }) => wish.topics.includes(topic)).map(({ label }) => label);
  return (
    <div className={surface.stack}>
      {wish.goal && <p className={styles.wish}>{say('find.goal', { goal: wish.goal })}</p>}
      {labels.length > 0 && <p className={styles.wish}>{say('find.topics', { topics: labels.join(', ') })}</p>}
      <div className={surface.row}>
        <Button size="small" onClick={onRewrite}>
          {say('find.change')}
        </Button>
        <Button size="small" aria-expanded={open} aria-controls={filters} onClick={() => setOpen(!open)}>
          {say('find.filters', { count: filtered })}
        </Button>
      </div>
      <div id={filters} hidden={!open}>
        {open && <WishFilters wish={wish} onChange={onChange} />}
      </div>
    </div>
  );
}

type MatchesProps = { wish: Wish; post: BecauseOf | undefined; onWiden: (wish: Wish) => void; onRewrite: () => void };

function Matches({ wish, post, onWiden, onRewrite }: MatchesProps) {
  const styles = useStyles();
  const { say } = useReader();
  const { data, error, isPending, refetch } = useMatches(wish);
  // Filters take effect while they are in use, and must not lose the focus.
  const heading = useFocusOnArrival(data ? JSON.stringify([wish.goal, wish.topics]) : '');
  if (isPending) return <CardSkeletons count={3} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  const { department: _d, language: _l, ...unfiltered } = wish;
  const filtered = Boolean(wish.department || wish.language);
  return (
    <>
      <Heading ref={heading} tabIndex={-1} aria-live="polite" hidden={data.matches.length === 0}>
        {say('find.found', { count: data.matches.length })}
      </Heading>
      {data.matches.length === 0 ? (
        <EmptyState
          title={say('find.nobody')}
          text={say(filtered ? 'find.nobody-filtered' : 'find.nobody-yet')}
          action={
            <Button onClick={filtered ? () => onWiden(unfiltered) : onRewrite}>
              {say(filtered ? 'find.widen' : 'find.change')}
            </Button>
          }
        />
      ) : (
        <ul className={styles.cards}>
          {data.matches.map((match, place) => (
            <MatchCard
              key={match.person.personId}
              match={match}
              wish={wish}
              post={post}
              recognised={data.topics.map(({ topic }) => topic)}
              first={place === 0 ? undefined : data.matches[0]?.person}
            />
          ))}
        </ul>
      )}
      <AnswersAbout topics={data.topics} />
    </>
  );
}
