import type { Attachment } from './graph-message.ts';
import { escaped, plainOf, sanitise } from './sanitise.ts';

const mostLines = 40;
const longestWords = 4_000;
const deepest = 8;
const longestContent = 200_000;
const longestName = 300;

/** What is attached to a message as html that anybody can read; sanitised with the message it stands in. Empty: nothing to say. */
export function sayAttachment(attachment: Attachment): string {
  const { contentType, contentUrl, content } = attachment;
  const name = (attachment.name ?? '').trim().slice(0, longestName);
  const parsed = jsonIn(content ?? '');
  switch (contentType) {
    case 'reference':
      return `<p>📎 ${contentUrl ? `<a href="${escaped(contentUrl)}">${escaped(name || contentUrl)}</a>` : escaped(name)}</p>`;
    case 'messageReference':
    case 'forwardedMessageReference':
      return quote([sayQuoted(parsed)]);
    default: {
      const lines = wordsOfCard(parsed);
      return quote(lines.length || !name ? lines : [`📎 ${name}`]);
    }
  }
}

/** `Rita Sousa: I tried …` */
function sayQuoted(content: unknown): string {
  const original = textAt(content, 'originalMessageContent');
  const words = textAt(content, 'messagePreview') ?? (original ? plainOf(sanitise(original)) : '');
  const who =
    textAt(content, 'messageSender', 'user', 'displayName') ??
    textAt(content, 'originalMessageSender', 'user', 'displayName');
  return who ? `${who}: ${words}` : words;
}

function textAt(content: unknown, ...path: string[]): string | undefined {
  const found = path.reduce((held, key) => (isObject(held) ? held[key] : undefined), content);
  return typeof found === 'string' ? found : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Where cards of whatever kind keep words, in the order in which they are shown. */
const wordy = ['title', 'subtitle', 'text', 'value'] as const;
const holding = ['body', 'items', 'columns', 'inlines', 'facts', 'rows', 'cells', 'sections'] as const;

/** The words of a card, a line each; what it draws, asks for or does is left out. */
function wordsOfCard(card: unknown, depth = 0): string[] {
  if (typeof card === 'string') return [card];
  if (!isObject(card) || depth > deepest) return [];
  const isInput = textAt(card, 'type')?.startsWith('Input.');
  if (isInput || card.isVisible === false) return [];
  const own = wordy.map((key) => card[key]).filter((words) => typeof words === 'string' && words.trim() !== '');
  const lines: string[] = own.length ? [own.join(' ')] : [];
  for (const key of holding) {
    const held = Array.isArray(card[key]) ? card[key] : [];
    for (const one of held) {
      if (lines.length >= mostLines) return lines;
      lines.push(...wordsOfCard(one, depth + 1));
    }
  }
  return lines.slice(0, mostLines);
}

function quote(lines: readonly string[]): string {
  const said = lines
    .join('\n')
    .slice(0, longestWords)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return said.length ? `<blockquote>${said.map((line) => `<p>${escaped(line)}</p>`).join('')}</blockquote>` : '';
}

function jsonIn(content: string): unknown {
  try {
    return content.length <= longestContent ? JSON.parse(content) : null;
  } catch {
    return null;
  }
}
