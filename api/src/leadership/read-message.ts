import type { Temporal } from 'temporal-polyfill';
import { topicsIn } from '../topics/topics-in-text.ts';
import type { Attachment, GraphMessage } from './graph-message.ts';
import { escaped, type PlaceOf, plainOf, sanitise, writable } from './sanitise.ts';
import { sayAttachment } from './say-attachment.ts';

/** A message of the channel as it is kept: nothing in it that a browser would act on. */
export type MessageReading = {
  messageId: string;
  /** The message it replies to; null for one that stands by itself. */
  rootId: string | null;
  /** Entra object id; null for apps and strangers. */
  authorId: string | null;
  authorName: string;
  postedAt: Temporal.Instant;
  /** Milliseconds; grows with every change, reactions included. */
  version: number;
  editedAt: Temporal.Instant | null;
  /** A deleted message has no content. */
  deletedAt: Temporal.Instant | null;
  /** Sanitised; an image stands as `<img data-image="n" alt="…">`, where n counts from 0 in `images`. */
  html: string;
  plain: string;
  /** `hosted`: Graph's id of the content. */
  images: { hosted: string; alt: string }[];
  /** Who gave which, in the order in which a reaction was first given. */
  reactions: { reaction: string; by: string[] }[];
  /** Keys of the catalogue found in the words of a message that stands by itself, the clearest first. */
  topics: string[];
  webUrl: string;
};

const longestName = 200;
const mostTopics = 5;
/** Below the title of the page, and of the post. */
const lower = 2;

/** A message of Graph as it is kept, or null for one that Teams wrote by itself, such as "… was added to the team". */
export function readMessage(message: GraphMessage): MessageReading | null {
  if ((message.messageType ?? 'message') !== 'message') return null;
  const { id, replyToId, createdDateTime, deletedDateTime, from } = message;
  const content = deletedDateTime ? { html: '', plain: '', images: [] } : readContent(message);
  return {
    messageId: id,
    rootId: replyToId ?? null,
    authorId: memberId(from?.user),
    authorName: writable(from?.user?.displayName ?? from?.application?.displayName ?? '').slice(0, longestName),
    postedAt: createdDateTime,
    version: versionOf(message),
    editedAt: message.lastEditedDateTime ?? null,
    deletedAt: deletedDateTime ?? null,
    ...content,
    reactions: deletedDateTime ? [] : readReactions(message),
    topics: replyToId
      ? []
      : topicsIn(content.plain)
          .slice(0, mostTopics)
          .map(({ topic }) => topic),
    webUrl: safeAddress(message.webUrl),
  };
}

/** Graph's etag is the milliseconds of the last change; where it is missing, the last change is said otherwise. */
export function versionOf({ etag, lastModifiedDateTime, createdDateTime }: GraphMessage): number {
  const digits = /\d{10,15}/.exec(etag ?? '')?.[0];
  return digits ? Number(digits) : (lastModifiedDateTime ?? createdDateTime).epochMilliseconds;
}

type Content = Pick<MessageReading, 'html' | 'plain' | 'images'>;

function readContent(message: GraphMessage): Content {
  const { body, subject } = message;
  const words = body?.content ?? '';
  const written = body?.contentType === 'text' ? escaped(words) : readable(words, message.attachments ?? []);
  const images: Content['images'] = [];
  const titled = subject?.trim() ? `<h1>${escaped(subject.trim())}</h1>${written}` : written;
  const clean = sanitise(titled, { placeOf: placesIn(message.id, images), lower });
  return { html: clean, plain: plainOf(clean), images };
}

/** Teams' own tags as html: mentions, emoji, and what is attached, where it stands or else at the end. */
function readable(html: string, attachments: readonly Attachment[]): string {
  const said = new Map(attachments.map((one) => [one.id ?? '', sayAttachment(one)]));
  const placed = html
    .replace(/<at\b[^<>]{0,300}>/gi, '@')
    .replace(/<\/at>/gi, '')
    .replace(/<emoji\b[^<>]{0,500}>/gi, (tag) => escaped(/\balt="([^"<>]{1,40})"/i.exec(tag)?.[1] ?? ''))
    .replace(/<attachment\b[^<>]{0,300}>(?:<\/attachment>)?/gi, (tag) => {
      const id = /\bid="([^"]+)"/i.exec(tag)?.[1] ?? '';
      const words = said.get(id) ?? '';
      said.delete(id);
      return words;
    });
  return placed + [...said.values()].join('');
}

const hostedPath =
  /(?:\/messages\/(?<root>\d+)(?:\/replies\/(?<reply>\d+))?|^\.\.)\/hostedContents\/(?<hosted>[\w=+%-]{1,2000})\/\$value$/;
/** As many as the contract tells apart. */
const mostImages = 50;

/** Images that Teams keeps with this very message are shown. */
function placesIn(messageId: string, images: Content['images']): PlaceOf {
  return (source, alt) => {
    const { root, reply, hosted } = hostedPath.exec(source)?.groups ?? {};
    const isOwn = root === undefined || (reply ?? root) === messageId;
    if (!hosted || !isOwn || images.length >= mostImages) return null;
    images.push({ hosted: decoded(hosted), alt });
    return images.length - 1;
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const named: Record<string, string> = {
  like: '👍',
  heart: '❤️',
  '❤': '❤️',
  laugh: '😆',
  surprised: '😮',
  sad: '😢',
  angry: '😡',
};

function readReactions({ reactions }: GraphMessage): MessageReading['reactions'] {
  const by = new Map<string, Set<string>>();
  for (const { reactionType, displayName, user } of reactions ?? []) {
    const who = memberId(user?.user);
    const reaction = named[reactionType] ?? sayReaction(reactionType, displayName);
    if (who && reaction) by.set(reaction, (by.get(reaction) ?? new Set()).add(who));
  }
  return [...by].map(([reaction, people]) => ({ reaction, by: [...people] }));
}

/** One of an organisation's own has a name only. */
function sayReaction(reactionType: string, displayName: string | null | undefined): string {
  const own = (words: string) => [...writable(words)].slice(0, 14).join('');
  return reactionType === 'custom' ? `:${own(displayName || 'custom')}:` : own(reactionType);
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function memberId(
  user: { id?: string | null | undefined; userIdentityType?: string | null | undefined } | null | undefined,
) {
  const isMember = (user?.userIdentityType ?? 'aadUser') === 'aadUser';
  return isMember && user?.id && guid.test(user.id) ? user.id.toLowerCase() : null;
}

function safeAddress(address: string | null | undefined): string {
  const url = URL.parse(address ?? '');
  return url && ['http:', 'https:'].includes(url.protocol) ? url.href : '';
}
