import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { languageChoices, languageName } from './languages.ts';
import { MailboxZone } from './mailbox-zone.tsx';
import { useProfile } from './profile.ts';
import { ZoneSelect } from './zone-select.tsx';

/** What the contract takes. */
const mostLanguages = 8;

const useStyles = makeStyles({
  field: { maxWidth: '24rem' },
  language: {
    display: 'inline-flex',
    alignItems: 'center',
    paddingInlineStart: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
  },
  languages: { flexDirection: 'row', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** Time zone and languages; each change is kept at once and can be undone. */
export function AboutProfile() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { me, edit } = useProfile();
  return (
    <section className={surface.stack}>
      <Heading>{say('about.profile')}</Heading>
      <Field className={styles.field} label={say('about.zone')} hint={say('about.zone-hint')}>
        <ZoneSelect value={me.timeZone} onChange={(timeZone) => edit({ timeZone })} />
      </Field>
      <MailboxZone />
      <Languages mine={me.languages} onChange={(languages) => edit({ languages })} />
    </section>
  );
}

function Languages({ mine, onChange }: { mine: readonly string[]; onChange: (languages: string[]) => void }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  const add = useRef<HTMLDivElement>(null);
  const choices = languageChoices(locale, mine).slice(mine.length);
  const remove = (tag: string) => {
    onChange(mine.filter((one) => one !== tag));
    // The button that was pressed is about to go away.
    add.current?.querySelector('select')?.focus();
  };
  return (
    <>
      <ul className={`${surface.list} ${styles.languages}`} aria-label={say('about.languages')}>
        {mine.map((tag) => (
          <li key={tag} className={styles.language}>
            {languageName(tag, locale)}
            <Button
              appearance="transparent"
              shape="circular"
              icon={<DismissRegular />}
              aria-label={say('about.remove-language', { language: languageName(tag, locale) })}
              onClick={() => remove(tag)}
            />
          </li>
        ))}
      </ul>
      <div ref={add}>
        <Field className={styles.field} label={say('about.add-language')} hint={say('about.languages-hint')}>
          <Select
            value=""
            disabled={mine.length >= mostLanguages}
            onChange={(_, { value }) => value && onChange([...mine, value])}
          >
            <option value="">{say('about.choose-language')}</option>
            {choices.map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </>
  );
}
