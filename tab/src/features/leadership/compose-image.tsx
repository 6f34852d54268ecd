import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { fitImage } from './draft-image.ts';
import type { useDraftImage } from './draft-keeping.ts';
import { usePictureAddress } from './draft-picture.ts';

const useStyles = makeStyles({
  picture: {
    display: 'block',
    maxWidth: 'min(100%, 16rem)',
    maxHeight: '10rem',
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

type ComposeImageProps = {
  image: ReturnType<typeof useDraftImage>;
  /** A picture that was pasted or dropped. */
  given: File | undefined;
  alt: string;
  onDescribe: (alt: string) => void;
};

/** One picture, with words for those who cannot see it. */
export function ComposeImage({ image, given, alt, onDescribe }: ComposeImageProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const chooser = useRef<HTMLInputElement>(null);
  const { add, unreadable } = useAdding(image, given);
  const address = usePictureAddress(image.picture);
  return (
    <section className={surface.stack}>
      <Heading>{say('compose.image')}</Heading>
      {unreadable && <Notice intent="warning">{say('compose.image-unreadable')}</Notice>}
      {image.error && <Notice intent="warning">{errorTitle(image.error, say)}</Notice>}
      {address && (
        <>
          <img src={address} alt={alt || say('compose.image-yours')} className={styles.picture} />
          <Field label={say('compose.image-alt')} hint={say('compose.image-alt-hint')}>
            <Input value={alt} maxLength={300} onChange={(_, { value }) => onDescribe(value)} />
          </Field>
        </>
      )}
      <div className={surface.row}>
        <input
          ref={chooser}
          type="file"
          hidden
          accept="image/*"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) add(file);
            target.value = '';
          }}
        />
        <Button disabledFocusable={image.isBusy} onClick={() => chooser.current?.click()}>
          {say(address ? 'compose.image-other' : 'compose.image-add')}
        </Button>
        {address && (
          <Button appearance="subtle" disabledFocusable={image.isBusy} onClick={() => void image.drop()}>
            {say('compose.image-drop')}
          </Button>
        )}
        {!address && <span className={surface.quiet}>{say('compose.image-ways')}</span>}
      </div>
    </section>
  );
}

/** Makes a picture small enough and adds it; those that come from outside are added as they come. */
function useAdding({ put }: ComposeImageProps['image'], given: File | undefined) {
  const [unreadable, setUnreadable] = useState(false);
  const add = async (file: File) => {
    const fits = await fitImage(file);
    setUnreadable(!fits);
    if (fits) await put(fits);
  };
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    if (given) void latest.current(given);
  }, [given]);
  return { add, unreadable };
}
