import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Link } from 'wouter';
import { Heading } from '../../components/heading.tsx';
import { Initials } from '../../components/initials.tsx';
import { useLineLink } from '../../components/line-link.ts';
import { useSurface } from '../../components/surface.ts';
import { TextLink } from '../../components/text-link.tsx';
import { When } from '../../components/when.tsx';
import { useReader } from '../../reader.tsx';
import { allPosts } from './feed.ts';
import { useKeptFeed } from './use-kept-feed.ts';

const useStyles = makeStyles({
  part: { maxWidth: '44rem' },
  line: {
    alignItems: 'flex-start',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
});

/** The newest leader's post, on Home; nothing while there is none. */
export function NewestPost() {
  const styles = useStyles();
  const surface = useSurface();
  const line = useLineLink();
  const { say } = useReader();
  const [post] = useKeptFeed(allPosts).items ?? [];
  if (!post) return null;
  const { messageId, author, postedAt, html } = post;
  return (
    <section className={mergeClasses(surface.tight, styles.part)}>
      <Heading>{say('leaders.newest')}</Heading>
      <Link href={`/leaders/${messageId}`} className={mergeClasses(line.link, line.person, styles.line)}>
        <Initials name={author.displayName} />
        <span className={line.words}>
          <span className={line.name}>{author.displayName || say('leaders.somebody')}</span>
          <span className={line.quiet}>
            {author.jobTitle && `${author.jobTitle} · `}
            <When instant={postedAt} />
          </span>
          <span dir="auto" className={line.excerpt}>
            {wordsOf(html)}
          </span>
        </span>
      </Link>
      <div>
        <TextLink to="/leaders">{say('leaders.newest-all')}</TextLink>
      </div>
    </section>
  );
}

/** What a post says in one line, without its headings, which are much the same in each. */
function wordsOf(html: string): string {
  const body = new DOMParser().parseFromString(
    html.replace(/<(?=\/?(?:p|div|li|h\d|br|tr|td))/g, ' <'),
    'text/html',
  ).body;
  const inOneLine = () => body.textContent.replace(/\s+/g, ' ').trim();
  const all = inOneLine();
  for (const heading of body.querySelectorAll('h3, h4, h5, h6')) heading.remove();
  return inOneLine() || all;
}
