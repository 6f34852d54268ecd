import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { EmojiAddRegular } from '@fluentui/react-icons';
import type { Post } from '@open-door/api/leadership/schema.ts';
import { useId, useState } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { postReads } from './feed.ts';
import { OneselfRefusal } from './oneself-refusal.tsx';
import { type Given, names, offered, toggled } from './reaction.ts';

const useStyles = makeStyles({
  reactions: {
    margin: 0,
    padding: 0,
    minWidth: 0,
    border: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
  },
  one: {
    ...typographyStyles.body1,
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    minHeight: '28px',
    minWidth: '32px',
    justifyContent: 'center',
    padding: `0 ${tokens.spacingHorizontalS}`,
    cursor: 'pointer',
    fontVariantNumeric: 'tabular-nums',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    ':hover': { border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1Hover}` },
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
    '[aria-pressed="true"]': {
      fontWeight: tokens.fontWeightSemibold,
      backgroundColor: tokens.colorBrandBackground2,
      border: `${tokens.strokeWidthThin} solid ${tokens.colorCompoundBrandStroke}`,
    },
    '@media (forced-colors: active)': { '[aria-pressed="true"]': { border: '2px solid Highlight' } },
  },
});

type ReactionsProps = {
  message: Pick<Post, 'messageId' | 'reactions' | 'webUrl'> /** Whose message it is. */;
  of: string;
};

/** What colleagues feel about a message. A press gives or takes back at once; what Teams refuses is undone, and says why. */
export function Reactions({ message, of }: ReactionsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [choosing, setChoosing] = useState(false);
  const choices = useId();
  const { shown, error, react, again } = useReact(message);
  const others = offered.filter((reaction) => !shown.some((given) => given.reaction === reaction));
  const chip = ({ reaction, count, mine }: Given) => (
    <button
      key={reaction}
      type="button"
      className={styles.one}
      aria-pressed={mine}
      aria-label={say('leaders.reaction', { name: nameOf(reaction, say), count })}
      title={nameOf(reaction, say)}
      onClick={() => {
        setChoosing(false);
        react(reaction, !mine);
      }}
    >
      <span aria-hidden>{reaction}</span>
      {count > 0 && count}
    </button>
  );
  return (
    <div className={surface.tight}>
      <fieldset aria-label={say('leaders.reactions-of', { name: of })} className={styles.reactions}>
        {shown.map(chip)}
        <Button
          size="small"
          appearance="subtle"
          icon={<EmojiAddRegular />}
          aria-expanded={choosing}
          aria-controls={choices}
          onClick={() => setChoosing(!choosing)}
        >
          {say('leaders.react')}
        </Button>
        <span id={choices} className={choosing ? styles.reactions : undefined} hidden={!choosing}>
          {choosing && others.map((reaction) => chip({ reaction, count: 0, mine: false }))}
        </span>
      </fieldset>
      <OneselfRefusal error={error} webUrl={message.webUrl} onAllowed={again} />
    </div>
  );
}

function nameOf(reaction: string, say: ReturnType<typeof useReader>['say']): string {
  const name = names[reaction];
  return name ? say(`leaders.reaction-${name}`) : reaction;
}

/** The reactions as they will be once Teams has taken the reader's, without waiting for it; one after the other. */
function useReact({ messageId, reactions }: Pick<Post, 'messageId' | 'reactions'>) {
  // `instead` holds until something newer is read.
  const [ahead, setAhead] = useState<{ instead: readonly Given[]; of: readonly Given[] }>();
  const [before, setBefore] = useState<Promise<unknown>>();
  const { mutateAsync, error, variables } = useWrite('PUT /api/leadership/posts/{messageId}/reaction', {
    refreshes: postReads,
  });
  const shown = ahead?.of === reactions ? ahead.instead : reactions;
  const react = (reaction: string, given: boolean) => {
    setAhead({ instead: toggled(shown, reaction, given), of: reactions });
    const send = () => mutateAsync({ params: { messageId }, body: { reaction, given } });
    const sent = (before ?? Promise.resolve()).then(send).catch(() => setAhead(undefined));
    setBefore(sent);
  };
  return { shown, react, error, again: () => variables && react(variables.body.reaction, variables.body.given) };
}
