import { makeStyles, tokens } from '@fluentui/react-components';
import type { Draft } from '@open-door/api/leadership/schema.ts';
import { ActionBar } from '../../components/action-bar.tsx';
import { BackLink } from '../../components/back-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { useSides } from '../../components/sides.ts';
import { CardSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { ComposeApart } from './compose-apart.tsx';
import { ComposeForm } from './compose-form.tsx';
import { ComposeKept } from './compose-kept.tsx';
import { PostButton, PostRefusal, usePosting } from './compose-posting.tsx';
import { ComposePreview } from './compose-preview.tsx';
import { MaybePosted } from './compose-settle.tsx';
import { useDraftImage, useDraftKeeper, useStoredDraft } from './draft-keeping.ts';
import { allPosts, useFeed } from './feed.ts';

const useStyles = makeStyles({
  words: { margin: 0, maxWidth: '70ch' },
  preview: {
    '@media (min-width: 1200px)': { position: 'sticky', top: tokens.spacingVerticalL },
  },
});

/** Where a leader writes what they tried and learned, and posts it as themselves. */
export default function ComposePage() {
  const { say } = useReader();
  const { draft, error, refetch } = useStoredDraft();
  if (draft) return <Composer stored={draft} />;
  return (
    <PageFrame title={say('compose.title')} before={<Back />}>
      {error ? <ErrorState error={error} onRetry={refetch} /> : <CardSkeletons count={3} />}
    </PageFrame>
  );
}

function Back() {
  const { say } = useReader();
  return <BackLink to="/leaders">{say('compose.back')}</BackLink>;
}

function Composer({ stored }: { stored: Draft }) {
  const styles = useStyles();
  const surface = useSurface();
  const sides = useSides();
  const { say } = useReader();
  const { keeper, keeping } = useDraftKeeper(stored);
  const image = useDraftImage(keeper, keeping.draft);
  const posting = usePosting(keeper);
  const feed = useFeed(allPosts, 1).first;
  const channel = feed?.channel ?? null;
  const settled = keeping.draft.posting === 'no';
  return (
    <PageFrame
      title={say('compose.title')}
      before={<Back />}
      action={
        settled &&
        keeping.state !== 'apart' && (
          <ActionBar>
            <PostButton posting={posting} />
          </ActionBar>
        )
      }
    >
      <p className={styles.words}>
        {say('compose.intro')} {channel && say('compose.who-reads', { channel: channel.channelName })}
      </p>
      {feed?.standing === 'none' && <Notice>{say('compose.no-channel')}</Notice>}
      <PostRefusal posting={posting} channel={channel} />
      <div className={sides.wideFirst}>
        <div className={surface.stack}>
          {!settled && <MaybePosted keeper={keeper} draft={keeping.draft} />}
          {keeping.theirs && <ComposeApart keeper={keeper} theirs={keeping.theirs} />}
          {settled && <ComposeKept keeper={keeper} keeping={keeping} image={image} />}
          {settled && <ComposeForm keeper={keeper} keeping={keeping} image={image} />}
        </div>
        <div className={styles.preview}>
          <ComposePreview writing={keeping.writing} picture={image.picture} />
        </div>
      </div>
    </PageFrame>
  );
}
