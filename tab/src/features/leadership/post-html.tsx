import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { createElement, Fragment, type ReactNode, useMemo } from 'react';

const useStyles = makeStyles({
  words: {
    ...typographyStyles.body1,
    overflowWrap: 'anywhere',
    maxWidth: '70ch',
    '& p, & ul, & ol, & blockquote, & pre, & table': { margin: `0 0 ${tokens.spacingVerticalS}` },
    '& > :last-child': { marginBottom: 0 },
    '& h3, & h4, & h5, & h6': { ...typographyStyles.body1Strong, margin: `0 0 ${tokens.spacingVerticalXS}` },
    '& ul, & ol': { paddingInlineStart: tokens.spacingHorizontalXXL },
    '& a': { color: tokens.colorBrandForegroundLink },
    '& a:focus-visible': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      borderRadius: tokens.borderRadiusMedium,
    },
    '& blockquote': {
      paddingInlineStart: tokens.spacingHorizontalM,
      color: tokens.colorNeutralForeground2,
      borderInlineStartWidth: tokens.strokeWidthThicker,
      borderInlineStartStyle: 'solid',
      borderInlineStartColor: tokens.colorNeutralStroke1,
    },
    '& pre': { whiteSpace: 'pre-wrap', fontFamily: tokens.fontFamilyMonospace },
    '& code': { fontFamily: tokens.fontFamilyMonospace },
    '& th, & td': {
      padding: tokens.spacingHorizontalXS,
      textAlign: 'start',
      verticalAlign: 'top',
      border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
    '& table': { borderCollapse: 'collapse' },
    '& hr': {
      width: '100%',
      border: 'none',
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
});

/** What a post may be made of; of anything else only the words are shown. */
const tags = new Set(
  'p div br hr b strong i em u s sub sup ul ol li blockquote pre code h3 h4 h5 h6 table caption thead tbody tfoot tr th td'.split(
    ' ',
  ),
);

type PostHtmlProps = {
  /** Sanitised by the API; images stand as `<img data-image="n" alt="…">`. */
  html: string;
  /** Draws the image with this number. */
  image: (number: number, alt: string) => ReactNode;
  className?: string | undefined;
};

/**
 * What somebody wrote in Teams. It is built node by node from the tags named here, never handed to the browser as html: what
 * the API let through by mistake would still do nothing.
 */
export function PostHtml({ html, image, className }: PostHtmlProps) {
  const styles = useStyles();
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html]);
  const levels = useMemo(() => levelsIn(body), [body]);
  return (
    // Whatever direction its author writes in.
    <div dir="auto" className={mergeClasses(styles.words, className)}>
      {childrenOf(body, { image, levels })}
    </div>
  );
}

type Drawing = Pick<PostHtmlProps, 'image'> & { levels: ReadonlyMap<string, string> };

/** Which heading becomes which: the largest of a post stands right below its author, with no level left out. */
function levelsIn(body: Element): Drawing['levels'] {
  const used = new Set([...body.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => localName));
  return new Map([...used].sort().map((tag, place) => [tag, `h${Math.min(place + 3, 6)}`]));
}

function childrenOf(node: Node, drawing: Drawing): ReactNode[] {
  return [...node.childNodes].map((child, place) => {
    // The order within what was written once is all there is to tell them apart.
    const key = String(place);
    if (child.nodeType === Node.TEXT_NODE) return child.textContent;
    return child instanceof Element && <Fragment key={key}>{drawn(child, drawing)}</Fragment>;
  });
}

function drawn(element: Element, drawing: Drawing): ReactNode {
  const { localName } = element;
  const tag = drawing.levels.get(localName) ?? localName;
  if (tag === 'img')
    return drawing.image(Number(element.getAttribute('data-image')), element.getAttribute('alt') ?? '');
  const children = childrenOf(element, drawing);
  const href = tag === 'a' && element.getAttribute('href');
  // What can be pressed does not stand inside a link.
  if (href && /^(https?|mailto):/.test(href) && !element.querySelector('img')) {
    return (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  }
  if (!tags.has(tag)) return children;
  return children.length > 0 ? createElement(tag, null, withoutGaps(tag, children)) : createElement(tag);
}

const rows = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

/** Spaces between rows and cells are no content. */
function withoutGaps(tag: string, children: ReactNode[]): ReactNode[] {
  return rows.has(tag) ? children.filter((child) => typeof child !== 'string' || child.trim() !== '') : children;
}
