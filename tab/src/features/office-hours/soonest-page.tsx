import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { BackLink } from '../../components/back-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { PersonLine } from '../../components/person-line.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, forThem } from '../../times.ts';
import { useTopics, type Way, wishIn } from '../matching/matching.ts';
import { languageChoices } from '../people/languages.ts';
import { useMyself } from '../people/me.ts';
import { bookPath } from './book-path.ts';
import { seatsLeft } from './slot-words.ts';
import { useSoonest } from './slots.ts';

const useStyles = makeStyles({
  /** Names, buttons and their notes line up; on a phone they stand below one another. */
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 22rem) minmax(12rem, max-content) 1fr',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalXS },
  },
});

/** Champions by their soonest free time, for whoever needs somebody today rather than the best fit. */
export default function SoonestPage() {
  const surface = useSurface();
  const reading = useReading();
  const { say, locale } = reading;
  const { languages } = useMyself();
  const topics = useTopics();
  // Kept on the way to a champion and back.
  const before = wishIn(useHistoryState());
  const [topic, setTopic] = useState(before?.topics[0] ?? '');
  const [language, setLanguage] = useState(before?.language ?? '');
  return (
    <PageFrame before={<BackLink to="/find-help">{say('find.title')}</BackLink>} title={say('soonest.title')}>
      <div className={surface.row}>
        <Field label={say('book.topic')}>
          <Select value={topic} onChange={(_, { value }) => setTopic(value)}>
            <option value="">{say('soonest.any-topic')}</option>
            {topics.map(({ topic: key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={say('filters.language')}>
          <Select value={language} onChange={(_, { value }) => setLanguage(value)}>
            <option value="">{say('filters.any-language')}</option>
            {languageChoices(locale, languages).map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Soonest topic={topic} language={language} />
    </PageFrame>
  );
}

function Soonest({ topic, language }: { topic: string; language: string }) {
  const styles = useStyles();
  const surface = useSurface();
  const reading = useReading();
  const { say } = useReader();
  const [, go] = useLocation();
  const { data, error, isPending, refetch } = useSoonest(topic, language);
  if (isPending) return <PersonSkeletons count={4} />;
  if (!data) return <ErrorState error={error} onRetry={refetch} />;
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={say('soonest.none')}
        text={say('soonest.none-next')}
        action={<Button onClick={() => go('/find-help')}>{say('find.title')}</Button>}
      />
    );
  }
  const wish = { goal: '', topics: topic ? [topic] : [], ...(language && { language }) };
  return (
    <div className={surface.stack}>
      {data.calendar === 'not-checked' && <Notice>{say('soonest.calendar-not-checked')}</Notice>}
      <ul className={surface.list}>
        {data.items.map(({ champion, slot }, place) => (
          <li key={champion.personId} className={styles.line}>
            <PersonLine person={champion} />
            <Button
              appearance={place === 0 ? 'primary' : 'secondary'}
              onClick={() =>
                go(bookPath(champion.personId, slot.startsAt), { state: { wish, from: '/soonest' } satisfies Way })
              }
            >
              {say('match.book', { when: dayAndClock(slot.startsAt, reading) })}
            </Button>
            <span className={surface.quiet}>
              {[forThem(slot.startsAt, champion, reading), seatsLeft(slot, say)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
