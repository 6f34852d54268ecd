import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { DraftContent } from '@open-door/api/leadership/schema.ts';
import { useEffect, useId, useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Initials } from '../../components/initials.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useWide } from '../../components/wide.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { useMyself } from '../people/me.ts';
import { contentOf, isEmpty, type Writing, writingOf } from './draft.ts';
import { usePictureAddress } from './draft-picture.ts';
import { PostHtml } from './post-html.tsx';

const useStyles = makeStyles({
  author: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalM },
  name: { ...typographyStyles.body1Strong },
  picture: { display: 'block', maxWidth: '100%', borderRadius: tokens.borderRadiusMedium },
});

/** Milliseconds without a change after which it is looked at anew. */
const pause = 600;
/** Hundredths of what Teams takes from which on it is said. */
const nearlyFull = 80;

/** How it will look in Teams, and what readers could book a champion on; a moment behind what is typed. */
export function usePreview(writing: Writing) {
  const content = JSON.stringify(contentOf(writing));
  const [settled, setSettled] = useState(content);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(content), pause);
    return () => clearTimeout(timer);
  }, [content]);
  const body = { content: JSON.parse(settled) as DraftContent };
  return useRead('POST /api/leadership/preview', { body }, { enabled: !isEmpty(writingOf(body.content)) });
}

type ComposePreviewProps = { writing: Writing; picture: Blob | undefined };

/** The post as Teams will show it: beside the form where there is room, else behind a button. */
export function ComposePreview({ writing, picture }: ComposePreviewProps) {
  const surface = useSurface();
  const { say } = useReader();
  const isWide = useWide();
  const [open, setOpen] = useState(false);
  const id = useId();
  const isShown = isWide || open;
  return (
    <section aria-label={say('compose.preview')} className={surface.stack}>
      {isWide ? (
        <Heading>{say('compose.preview')}</Heading>
      ) : (
        <div>
          <Button aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {say('compose.preview')}
          </Button>
        </div>
      )}
      <div id={id} hidden={!isShown}>
        {isShown && <InTeams writing={writing} picture={picture} />}
      </div>
    </section>
  );
}

function InTeams({ writing, picture }: ComposePreviewProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { displayName } = useMyself();
  const { data, error, refetch } = usePreview(writing);
  const address = usePictureAddress(picture);
  if (isEmpty(writing) && !picture) return <span className={surface.quiet}>{say('compose.preview-empty')}</span>;
  if (!data && error) return <ErrorState error={error} onRetry={refetch} stillWorks={say('compose.still-kept')} />;
  const image = (_: number, alt: string) => address && <img src={address} alt={alt} className={styles.picture} />;
  return (
    <div className={surface.stack}>
      {data && data.fills >= nearlyFull && (
        <Notice intent={data.fills > 100 ? 'warning' : 'neutral'}>
          {say(data.fills > 100 ? 'compose.too-long' : 'compose.nearly-full', { share: data.fills })}
        </Notice>
      )}
      <div className={`${surface.box} ${surface.stack}`}>
        <div className={styles.author}>
          <Initials name={displayName} />
          <span className={styles.name}>{displayName}</span>
        </div>
        {data && <PostHtml html={data.html} image={image} />}
      </div>
    </div>
  );
}
