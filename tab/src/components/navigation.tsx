import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Page } from '../pages.ts';
import { useReader } from '../reader.tsx';
import { useSteady } from './steady.ts';

const useStyles = makeStyles({
  navigation: {
    backgroundColor: tokens.colorNeutralBackground2,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    overflowX: 'auto',
    scrollbarWidth: 'none',
  },
  list: {
    display: 'flex',
    width: 'max-content',
    minWidth: '100%',
    maxWidth: '1280px',
    boxSizing: 'border-box',
    margin: '0 auto',
    paddingBlock: 0,
    paddingInline: tokens.spacingHorizontalM,
    listStyleType: 'none',
    '@media (max-width: 480px)': { paddingInline: tokens.spacingHorizontalXS },
  },
  link: {
    ...typographyStyles.body1,
    display: 'block',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalMNudge}`,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    borderBottom: `${tokens.strokeWidthThick} solid transparent`,
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: `calc(-1 * ${tokens.strokeWidthThick})`,
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
  },
});

/** The quiet strip above every page. On a narrow screen it scrolls by itself, never the page. */
export function Navigation({ pages }: { pages: readonly Page[] }) {
  const styles = useStyles();
  const steady = useSteady();
  const { say } = useReader();
  const [location] = useLocation();
  const current = useRef<HTMLAnchorElement>(null);
  const here = `/${location.split('/')[1] ?? ''}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link to bring into view
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [here]);
  return (
    <nav aria-label={say('nav.label')} className={styles.navigation}>
      <ul className={styles.list}>
        {pages.map(({ path: pattern, name }) => {
          const path = pattern.split('/:')[0] ?? pattern;
          return (
            name && (
              <li key={path}>
                <Link
                  ref={path === here ? current : undefined}
                  href={path}
                  className={mergeClasses(steady.words, styles.link, path === here && styles.here)}
                  data-words={say(name)}
                  aria-current={path === here ? 'page' : undefined}
                >
                  {say(name)}
                </Link>
              </li>
            )
          );
        })}
      </ul>
    </nav>
  );
}
