import { makeStyles } from '@fluentui/react-components';
import type { Person } from '@open-door/api/people/schema.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { givenName } from '../../times.ts';

const useStyles = makeStyles({ words: { margin: 0, whiteSpace: 'pre-wrap', maxWidth: '70ch' } });

type Champion = NonNullable<Person['champion']>;
type PersonOfferProps = { champion: Champion; offer: Person['offer']; name: string };

/** What a champion loves to help with, and what they know, best first, in words. */
export function PersonOffer({ champion, offer, name }: PersonOfferProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  // Without an "and", which topics such as "SQL and databases" have themselves.
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
  return (
    <>
      {offer?.lovesToHelpWith && (
        <section className={surface.tight}>
          <Heading>{say('person.loves', { name: givenName(name) })}</Heading>
          <p className={styles.words}>{offer.lovesToHelpWith}</p>
        </section>
      )}
      {champion.skills.length > 0 && (
        <section className={surface.tight}>
          <Heading>{say('person.skills')}</Heading>
          {([3, 2, 1] as const).map((level) => {
            const labels = champion.skills.filter((skill) => skill.level === level).map(({ label }) => label);
            if (labels.length === 0) return null;
            return (
              <p key={level} className={styles.words}>
                {say(`skill.knows-${level}`, { topics: list.format(labels) })}
              </p>
            );
          })}
        </section>
      )}
    </>
  );
}
