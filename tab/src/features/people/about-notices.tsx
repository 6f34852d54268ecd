import { Button, Switch } from '@fluentui/react-components';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useRead } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { openLink } from '../../teams.ts';
import { useProfile } from './profile.ts';

/** Whether Open Door may write to me, and whether it can. */
export function AboutNotices() {
  const surface = useSurface();
  const { say } = useReader();
  const { me, edit } = useProfile();
  const settings = useRead('GET /api/settings', {});
  const botId = settings.data?.botId;
  return (
    <section className={surface.stack}>
      <Heading>{say('about.notices')}</Heading>
      <Switch
        label={say('about.wants-notices')}
        checked={me.wantsNotices}
        onChange={(_, { checked }) => edit({ wantsNotices: checked })}
      />
      <span className={surface.quiet}>{say(me.botInstalled ? 'about.bot-there' : 'about.bot-missing')}</span>
      {botId && (
        <div>
          <Button onClick={() => void openLink(chatWithBot(botId))}>
            {say(me.botInstalled ? 'about.open-bot' : 'about.add-bot')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Opens the bot's chat, and offers to add the app where it is not there yet. `28:` marks a bot among Teams' ids. */
function chatWithBot(botId: string): string {
  return `https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(botId)}`;
}
