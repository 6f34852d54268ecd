import { Caption1 } from '@fluentui/react-components';
import type { PersonSummary } from '@open-door/api/people/schema.ts';
import { PersonLine } from '../../components/person-line.tsx';
import { useReading } from '../../reader.tsx';
import { isPaused } from '../champions/pause.ts';

/** Somebody in the directory; a champion's line says what they help with. */
export function DirectoryLine({ person }: { person: PersonSummary }) {
  return <PersonLine person={person} detail={person.champion && <ChampionDetail champion={person.champion} />} />;
}

function ChampionDetail({ champion }: { champion: NonNullable<PersonSummary['champion']> }) {
  const reading = useReading();
  const best = champion.skills.toSorted((one, other) => other.level - one.level).slice(0, 3);
  const words = [
    reading.say(`people.${champion.kind}`),
    best.map(({ label }) => label).join(', '),
    isPaused(champion.pausedUntil, reading) ? reading.say('people.paused') : '',
  ];
  return <Caption1>{words.filter(Boolean).join(' · ')}</Caption1>;
}
