import { Button, makeStyles, Select, tokens } from '@fluentui/react-components';
import { AddRegular, DismissRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useTopics } from '../matching/matching.ts';
import { levelOf, levels } from './offer.ts';
import { freeTopics, mostSkills, type OfferDraft } from './offer-draft.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
    '@media (max-width: 480px)': {
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      '> :nth-child(2)': { gridRow: 2, gridColumn: 1 },
    },
  },
  list: { rowGap: tokens.spacingVerticalM },
});

type SkillRowsProps = { draft: OfferDraft; onChange: (skills: OfferDraft['skills']) => void };

/** What a champion knows: a topic and how well, in words, row by row. */
export function SkillRows({ draft, onChange }: SkillRowsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const topics = useTopics();
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLDivElement>(null);
  const { skills } = draft;
  const free = freeTopics(topics, draft, '');
  const change = (key: string, changed: Partial<(typeof skills)[number]>) =>
    onChange(skills.map((skill) => (skill.key === key ? { ...skill, ...changed } : skill)));
  const addRow = () => {
    onChange([...skills, { key: crypto.randomUUID(), topic: '', level: 2 }]);
    // The new row is there after this render.
    setTimeout(() => list.current?.querySelector<HTMLElement>('li:last-child select')?.focus());
  };
  const remove = (key: string) => {
    onChange(skills.filter((skill) => skill.key !== key));
    add.current?.querySelector('button')?.focus();
  };
  return (
    <section className={surface.stack}>
      <Heading>{say('person.skills')}</Heading>
      <ul ref={list} className={`${surface.list} ${styles.list}`}>
        {skills.map(({ key, topic, level }) => (
          <li key={key} className={styles.row}>
            <Select
              aria-label={say('people.topic')}
              value={topic}
              onChange={(_, { value }) => change(key, { topic: value })}
            >
              {topic === '' && <option value="">{say('skill.choose')}</option>}
              {freeTopics(topics, draft, topic).map(({ topic: one, label }) => (
                <option key={one} value={one}>
                  {label}
                </option>
              ))}
            </Select>
            <Select
              aria-label={say('skill.level')}
              value={String(level)}
              onChange={(_, { value }) => change(key, { level: levelOf(Number(value)) })}
            >
              {levels.map((one) => (
                <option key={one} value={one}>
                  {say(`skill.level-${one}`)}
                </option>
              ))}
            </Select>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={say('skill.remove', { topic: labelOf(topic, topics) })}
              onClick={() => remove(key)}
            />
          </li>
        ))}
      </ul>
      <div ref={add}>
        <Button
          icon={<AddRegular />}
          disabledFocusable={free.length === 0 || skills.length >= mostSkills}
          onClick={addRow}
        >
          {say('skill.add')}
        </Button>
      </div>
    </section>
  );
}

function labelOf(key: string, topics: readonly { topic: string; label: string }[]): string {
  return topics.find(({ topic }) => topic === key)?.label ?? key;
}
