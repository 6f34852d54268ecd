import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { Link } from 'wouter';
import { useSteady } from './steady.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  link: {
    ...typographyStyles.body1,
    display: 'block',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: tokens.strokeWidthThick,
    },
  },
  here: {
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorBrandBackground2,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
  },
});

type PartLinksProps = {
  /** What the parts are parts of. */
  label: string;
  parts: readonly {
    path: string;
    name: string;
    /** How many wait there. */
    count?: number | undefined;
  }[];
  /** Path of the part that is shown. */
  here: string;
};

const wordsOf = (name: string, count: number) => (count > 0 ? `${name} (${count})` : name);

/** The parts of a page that is too much for one screen, each with an address of its own. */
export function PartLinks({ label, parts, here }: PartLinksProps) {
  const styles = useStyles();
  const steady = useSteady();
  return (
    <nav aria-label={label}>
      <ul className={styles.list}>
        {parts.map(({ path, name, count = 0 }) => (
          <li key={path}>
            <Link
              href={path}
              className={mergeClasses(steady.words, styles.link, path === here && styles.here)}
              data-words={wordsOf(name, count)}
              aria-current={path === here ? 'page' : undefined}
            >
              {wordsOf(name, count)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
