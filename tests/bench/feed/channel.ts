import type { MessageReading } from '@open-door/api/leadership/read-message.ts';
import { topics } from '@open-door/api/topics/topics.ts';
import { Temporal } from 'temporal-polyfill';
import { type Random, seededRandom } from '../../../infra/local/demo/random.ts';

const size = { posts: 8_000, besides: 3_000, replies: 39_000 };
/** Leaders' posts and what stands beside them come over two years. */
const begins = Temporal.Instant.from('2024-11-25T08:00:00Z');
const minutesApart = 95;
const emoji = ['👍', '❤️', '😆', '😮', '🙏'];

type Named = { id: string; displayName: string };

/** 50,000 messages as they are read from Teams, oldest first: few leaders write most posts, few posts get most replies. */
export function largeChannel(leaders: readonly Named[], others: readonly Named[]): MessageReading[] {
  const random = seededRandom('feed');
  const vocabulary = inventWords(random);
  const keys = Object.keys(topics);
  let id = 1_700_000_000_000;
  const written = (by: Named, at: Temporal.Instant, rootId: string | null, words: number, reacted: number) => {
    const text = Array.from({ length: words }, () => vocabulary[rankOf(random, vocabulary.length)]).join(' ');
    id += 1;
    return {
      messageId: String(id),
      rootId,
      authorId: by.id,
      authorName: by.displayName,
      postedAt: at,
      version: at.epochMilliseconds,
      editedAt: null,
      deletedAt: null,
      html: `<p><b>What I tried</b></p><p>${text}</p>`,
      plain: `What I tried ${text}`,
      images: [],
      reactions: reactions(random, others, reacted),
      topics: rootId === null ? random.shuffle(keys).slice(0, 1 + random.below(3)) : [],
      webUrl: `https://teams.example/l/message/${id}`,
    } satisfies MessageReading;
  };
  const kinds = random.shuffle(
    Array.from({ length: size.posts + size.besides }, (_, place) => (place < size.posts ? 'post' : 'beside')),
  );
  const roots = kinds.map((kind, place) => {
    const at = begins.add({ minutes: minutesApart * place });
    return kind === 'post'
      ? written(leaders[rankOf(random, leaders.length)] as Named, at, null, 160, rankOf(random, 300))
      : written(random.pick(others), at, null, 30, random.below(3));
  });
  const order = random.shuffle(roots);
  const replies = Array.from({ length: size.replies }, () => {
    const root = order[rankOf(random, order.length)] as MessageReading;
    const at = root.postedAt.add({ minutes: 1 + random.below(10_000) });
    return written(random.pick(others), at, root.messageId, 20, random.below(4));
  });
  return [...roots, ...replies];
}

/** A place drawn so that each is as likely as 1 / (place + 10), roughly: as words, authors and threads are. */
function rankOf(random: Random, count: number): number {
  return Math.min(count - 1, Math.floor(10 * ((count / 10 + 1) ** random.fraction() - 1)));
}

function reactions(random: Random, people: readonly Named[], count: number): MessageReading['reactions'] {
  const by = new Map<string, string[]>();
  for (const { id } of Array.from({ length: count }, () => random.pick(people))) {
    const reaction = emoji[rankOf(random, emoji.length)] as string;
    by.set(reaction, [...(by.get(reaction) ?? []), id]);
  }
  return [...by].map(([reaction, ids]) => ({ reaction, by: ids }));
}

/** 6,000 words, the commonest first. */
function inventWords(random: Random): string[] {
  const known = Object.values(topics).flatMap(({ says }) => says.filter((word) => !word.includes(' ')));
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'la', 'me', 'ni', 'po', 'ru', 'sa', 'te', 'vi', 'xo', 'zu'];
  const invented = Array.from({ length: 6_000 - known.length }, () =>
    Array.from({ length: 2 + random.below(3) }, () => random.pick(syllables)).join(''),
  );
  return random.shuffle([...known, ...invented]);
}
