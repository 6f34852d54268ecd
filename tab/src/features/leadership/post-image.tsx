import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Modal } from '../../components/modal.tsx';
import { useApi } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

const useStyles = makeStyles({
  // Its size is known before it is here, so that nothing moves when it comes.
  frame: {
    display: 'block',
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '32rem',
    aspectRatio: '16 / 9',
    padding: 0,
    overflow: 'hidden',
    marginBlock: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground2,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    font: 'inherit',
    breakInside: 'avoid',
  },
  opens: {
    cursor: 'zoom-in',
    ':focus-visible': { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  inFrame: { display: 'block', width: '100%', height: '100%', objectFit: 'contain' },
  words: {
    display: 'grid',
    placeItems: 'center',
    height: '100%',
    padding: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
  },
  plain: {
    display: 'block',
    maxWidth: '100%',
    maxHeight: '60vh',
    marginBlock: tokens.spacingVerticalS,
    breakInside: 'avoid',
  },
  large: { display: 'block', maxWidth: '100%', maxHeight: '75vh', marginInline: 'auto' },
});

type PostImageProps = {
  messageId: string;
  image: number;
  alt: string;
  /** For paper and for walls: there from the start, in its own shape, and nothing to press. */
  plain?: boolean;
};

/** An image of a post: read when it is about to be seen, and shown large when it is pressed. */
export function PostImage({ messageId, image, alt, plain = false }: PostImageProps) {
  const styles = useStyles();
  const { say } = useReader();
  const [large, setLarge] = useState(false);
  const [frame, near] = useNear<HTMLSpanElement>(plain);
  const { address, isError } = useImage(messageId, image, near);
  const name = alt || say('leaders.image');
  if (!address) {
    return (
      <span ref={frame} className={styles.frame}>
        <span className={styles.words}>{isError ? say('leaders.image-failed', { alt: name }) : name}</span>
      </span>
    );
  }
  if (plain) return <img src={address} alt={name} className={styles.plain} />;
  return (
    <>
      <button
        type="button"
        className={`${styles.frame} ${styles.opens}`}
        aria-label={say('leaders.image-larger', { alt: name })}
        onClick={() => setLarge(true)}
      >
        <img src={address} alt={name} className={styles.inFrame} />
      </button>
      {large && (
        <Modal title={name} onClose={() => setLarge(false)}>
          <img src={address} alt={name} className={styles.large} />
        </Modal>
      )}
    </>
  );
}

/** The image as an address of this page, once it is wanted and here. */
function useImage(messageId: string, image: number, wanted: boolean) {
  const api = useApi();
  const key = 'GET /api/leadership/images/{messageId}/{image}';
  const { data, isError } = useQuery({
    queryKey: [key, messageId, image],
    queryFn: ({ signal }) => api(key, { params: { messageId, image: String(image) } }, { signal }),
    enabled: wanted,
    // Another image is another post, or another number.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 300_000,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setAddress(made);
    return () => {
      setAddress(undefined);
      URL.revokeObjectURL(made);
    };
  }, [data]);
  return { address, isError };
}

/** True from when an element is less than a screen away; `always` from the start. */
function useNear<Watched extends Element>(always: boolean) {
  const element = useRef<Watched>(null);
  const [near, setNear] = useState(always);
  useEffect(() => {
    const { current } = element;
    if (near || !current) return;
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      // Without a root of its own, a page inside another one sees no further than its edge.
      { root: document, rootMargin: '100%' },
    );
    watch.observe(current);
    return () => watch.disconnect();
  }, [near]);
  return [element, near || always] as const;
}
