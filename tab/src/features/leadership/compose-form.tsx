import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { ComposeImage } from './compose-image.tsx';
import { ComposeSection } from './compose-section.tsx';
import { ComposeTopics } from './compose-topics.tsx';
import { linkAddress, moved, type Prompt, prompts, type Writing, withAgain, withHtml, without } from './draft.ts';
import { imageIn } from './draft-image.ts';
import type { DraftKeeper, Keeping } from './draft-keeper.ts';
import type { useDraftImage } from './draft-keeping.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXL, minWidth: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
});

export type ComposeFormProps = {
  keeper: DraftKeeper;
  keeping: Keeping;
  image: ReturnType<typeof useDraftImage>;
};

/** Everything a post is made of. A picture may be pasted or dropped anywhere in it. */
export function ComposeForm({ keeper, keeping, image }: ComposeFormProps) {
  const styles = useStyles();
  const [file, setFile] = useState<File>();
  const { writing } = keeping;
  const edit = (changed: Partial<Writing>) => keeper.edit({ ...keeper.snapshot().writing, ...changed });
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer | null) => {
    const picture = imageIn(data);
    // What is copied from a document brings its words and a picture of them.
    if (!picture || data?.types.includes('text/html')) return;
    event.preventDefault();
    setFile(picture);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pasting and dropping are ways besides the button that is there
    <div
      className={styles.form}
      onPaste={(event) => take(event, event.clipboardData)}
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer)}
    >
      <Sections keeper={keeper} keeping={keeping} />
      <Link link={writing.link} onEdit={(link) => edit({ link })} />
      <ComposeImage image={image} given={file} alt={writing.imageAlt} onDescribe={(imageAlt) => edit({ imageAlt })} />
      <ComposeTopics writing={writing} onEdit={(topics) => edit({ topics })} />
    </div>
  );
}

/** The prompts that are kept, in their order, and the ways to move, drop and bring back each. */
function Sections({ keeper, keeping: { writing, edition } }: Pick<ComposeFormProps, 'keeper' | 'keeping'>) {
  const surface = useSurface();
  const { say } = useReader();
  const dropped = useRef(new Map<Prompt, string>());
  const [told, tell] = useState('');
  const now = () => keeper.snapshot().writing;
  const { sections } = writing;
  const out = prompts.filter((prompt) => !sections.some((section) => section.prompt === prompt));
  const move = (prompt: Prompt, by: 1 | -1) => {
    const next = moved(now(), prompt, by);
    keeper.edit(next);
    const place = next.sections.findIndex((section) => section.prompt === prompt) + 1;
    tell(say('compose.moved', { section: say(`compose.prompt-${prompt}`), place, of: next.sections.length }));
  };
  const drop = (prompt: Prompt) => {
    dropped.current.set(prompt, now().sections.find((section) => section.prompt === prompt)?.html ?? '');
    keeper.edit(without(now(), prompt));
    tell(say('compose.dropped', { section: say(`compose.prompt-${prompt}`) }));
  };
  const bringBack = (prompt: Prompt) => keeper.edit(withAgain(now(), prompt, dropped.current.get(prompt) ?? ''));
  return (
    <>
      {sections.map(({ prompt, html }, place) => (
        <ComposeSection
          key={`${prompt} ${edition}`}
          prompt={prompt}
          html={html}
          isFirst={place === 0}
          isLast={place === sections.length - 1}
          onChange={(words) => keeper.edit(withHtml(now(), prompt, words))}
          onMove={(by) => move(prompt, by)}
          onDrop={() => drop(prompt)}
        />
      ))}
      {out.length > 0 && (
        <div className={surface.row}>
          {out.map((prompt) => (
            <Button key={prompt} size="small" icon={<AddRegular />} onClick={() => bringBack(prompt)}>
              {say(`compose.prompt-${prompt}`)}
            </Button>
          ))}
        </div>
      )}
      <span role="status" className={surface.unseen}>
        {told}
      </span>
    </>
  );
}

type LinkProps = { link: Writing['link']; onEdit: (link: Writing['link']) => void };

/** One link under the words, with what it leads to. */
function Link({ link, onEdit }: LinkProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const [left, setLeft] = useState(false);
  const isWrong = left && link.url.trim() !== '' && !linkAddress(link.url);
  return (
    <section className={surface.tight}>
      <Heading>{say('compose.link')}</Heading>
      <div className={styles.fields}>
        <Field label={say('compose.link-address')} {...(isWrong && { validationMessage: say('compose.link-wrong') })}>
          <Input
            type="url"
            value={link.url}
            maxLength={2_000}
            placeholder="https://"
            onBlur={() => setLeft(true)}
            onChange={(_, { value }) => onEdit({ ...link, url: value })}
          />
        </Field>
        <Field label={say('compose.link-title')}>
          <Input value={link.title} maxLength={200} onChange={(_, { value }) => onEdit({ ...link, title: value })} />
        </Field>
      </div>
    </section>
  );
}
