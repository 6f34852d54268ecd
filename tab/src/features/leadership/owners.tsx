import { Button } from '@fluentui/react-components';
import { ChatRegular } from '@fluentui/react-icons';
import type { FeedStanding } from '@open-door/api/leadership/schema.ts';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { chatWith } from '../../teams-links.ts';

/** Who can mend it, each a chat away; nothing where nobody is known. */
export function Owners({ owners, words }: { owners: FeedStanding['owners']; words: string }) {
  const surface = useSurface();
  const { say } = useReader();
  if (owners.length === 0) return null;
  return (
    <div className={surface.row}>
      {words}
      {owners.map(({ personId, displayName, username }) => (
        <Button
          key={personId}
          size="small"
          icon={<ChatRegular />}
          aria-label={say('leaders.chat-with', { name: displayName })}
          onClick={() => void openLink(chatWith(username))}
        >
          {displayName}
        </Button>
      ))}
    </div>
  );
}
