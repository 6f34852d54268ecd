import { makeStyles, tokens } from '@fluentui/react-components';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { Blocks } from '../mentorships/blocks.tsx';
import { AboutHeld } from './about-held.tsx';
import { AboutNotices } from './about-notices.tsx';
import { AboutProfile } from './about-profile.tsx';
import { useMyself } from './me.ts';
import { Permissions } from './permissions.tsx';

const useStyles = makeStyles({
  sections: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (min-width: 1200px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL, minWidth: 0 },
  who: { margin: 0 },
});

/** What Open Door holds on me, and what I can change about it. */
export default function AboutPage() {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { displayName, jobTitle, department, office, organisation } = useMyself();
  return (
    <PageFrame title={say('nav.about')}>
      <p className={`${styles.who} ${surface.quiet}`}>
        {[displayName, jobTitle, department, office, organisation].filter(Boolean).join(' · ')}
      </p>
      <div className={styles.sections}>
        <div className={styles.column}>
          <AboutProfile />
          <AboutNotices />
          <Blocks />
        </div>
        <div className={styles.column}>
          <AboutHeld />
          <Permissions />
        </div>
      </div>
    </PageFrame>
  );
}
