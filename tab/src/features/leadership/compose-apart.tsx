import { Button } from '@fluentui/react-components';
import type { Draft } from '@open-door/api/leadership/schema.ts';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReading } from '../../reader.tsx';
import { dayAndClock } from '../../times.ts';
import { hasWords, isEmpty, writingOf } from './draft.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { useChoice } from './draft-keeping.ts';
import { PostHtml } from './post-html.tsx';

type ComposeApartProps = { keeper: DraftKeeper; theirs: Draft };

/** Two devices kept two drafts: shows the other one, and lets the writer choose. Nothing is lost by either choice. */
export function ComposeApart({ keeper, theirs }: ComposeApartProps) {
  const surface = useSurface();
  const reading = useReading();
  const { say } = reading;
  const choice = useChoice(keeper);
  const isGone = isEmpty(writingOf(theirs.content));
  return (
    <section className={`${surface.box} ${surface.stack}`}>
      <Notice intent="warning">
        {isGone || !theirs.savedAt
          ? say('compose.gone-elsewhere')
          : say('compose.changed-elsewhere', { when: dayAndClock(theirs.savedAt, reading) })}
      </Notice>
      {!isGone && (
        <div className={surface.stack}>
          <Heading>{say('compose.theirs')}</Heading>
          {theirs.content.sections.filter(hasWords).map(({ prompt, html }) => (
            <div key={prompt} className={surface.tight}>
              <span className={surface.quiet}>{say(`compose.prompt-${prompt}`)}</span>
              <PostHtml html={html} image={() => null} />
            </div>
          ))}
        </div>
      )}
      <div className={surface.row}>
        <Button appearance="primary" onClick={() => choice.keepMine(theirs)}>
          {say('compose.keep-mine')}
        </Button>
        <Button onClick={() => choice.takeTheirs(theirs)}>
          {say(isGone ? 'compose.begin-anew' : 'compose.take-theirs')}
        </Button>
      </div>
    </section>
  );
}
