import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons';
import type { Person } from '@open-door/api/people/schema.ts';
import type { ReactNode } from 'react';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { useReader, useReading } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { chatWith } from '../../teams-links.ts';
import { clock, givenName, type Reading, wallDay } from '../../times.ts';
import { directoryPath } from './directory.ts';
import { languageName } from './languages.ts';
import { useMyself } from './me.ts';
import { zoneName } from './time-zones.ts';

const useStyles = makeStyles({
  facts: { margin: 0, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  fact: { margin: 0 },
  actions: { display: 'flex', marginTop: tokens.spacingVerticalL },
});

/** What helps to reach somebody: their clock, languages, manager and department. */
export function PersonFacts({ person }: { person: Person }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  const me = useMyself();
  const { displayName, department, languages, manager, timeZone, active, personId, username } = person;
  const names = languages.map((tag) => languageName(tag, locale));
  return (
    <div className={surface.box}>
      <dl className={styles.facts}>
        {timeZone && active && <Fact name={say('person.clock')}>{<LocalTime person={person} />}</Fact>}
        {names.length > 0 && <Fact name={say('person.languages')}>{new Intl.ListFormat(locale).format(names)}</Fact>}
        {manager && (
          <Fact name={say('person.manager')}>
            <TextLink to={`/people/${manager.personId}`}>{manager.displayName}</TextLink>
            {manager.jobTitle && `, ${manager.jobTitle}`}
          </Fact>
        )}
        {department && (
          <Fact name={say('filters.department')}>
            <TextLink to={directoryPath({ department })}>{department}</TextLink>
          </Fact>
        )}
      </dl>
      {active && personId !== me.personId && (
        <div className={styles.actions}>
          <Button icon={<ChatRegular />} onClick={() => void openLink(chatWith(username))}>
            {say('person.chat', { name: givenName(displayName) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const styles = useStyles();
  const surface = useSurface();
  return (
    <div>
      <dt className={surface.quiet}>{name}</dt>
      <dd className={styles.fact}>{children}</dd>
    </div>
  );
}

/** "18:05 in Singapore, tomorrow" */
function LocalTime({ person }: { person: Person }) {
  const reading = useReading();
  return localTimeWords(person.timeZone ?? reading.timeZone, reading);
}

function localTimeWords(timeZone: string, reading: Reading): string {
  const { say, now, timeZone: mine } = reading;
  const time = clock(now, { ...reading, timeZone });
  const place = zoneName(timeZone);
  const away = wallDay(now, timeZone) - wallDay(now, mine);
  if (away === 0 && time === clock(now, reading)) return say('person.clock-same', { time, place });
  return say('person.clock-other', { time, place, day: away === 0 ? 'same' : away > 0 ? 'next' : 'previous' });
}
