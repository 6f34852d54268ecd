import {
  AdaptiveCard,
  type CardElement,
  ExecuteAction,
  OpenUrlAction,
  RichTextBlock,
  TextBlock,
  TextRun,
  type TextRunOptions,
} from '@microsoft/teams.cards';
import { type ActionData, cardVersion, type Verb } from '../card-actions.ts';
import type { Links } from '../links.ts';
import type { Message } from '../message.ts';
import type { Reader } from '../when.ts';

/** Whom a card is made for. */
export type Addressee = Reader & { personId: string; links: Links };

export type CardAction = ExecuteAction | OpenUrlAction;

/** A message with a card. `text` says the same in a sentence, for clients and notifications that show no card. */
export function message(text: string, body: CardElement[], actions: CardAction[] = []): Message {
  // 1.5 is the newest version that every Teams client renders.
  const card = new AdaptiveCard(...body).withOptions({
    version: '1.5',
    fallbackText: text,
  });
  if (actions.length > 0) card.withActions(...actions);
  return { text, card, asks: body.some(({ type }) => type.startsWith('Input.')) };
}

/** Our own words only: a heading's text is read as Markdown. */
export function heading(text: string): TextBlock {
  return new TextBlock(text, { style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true });
}

/** Words exactly as they are: what people write must not become links or formatting. */
export function words(text: string, options: TextRunOptions = {}): RichTextBlock {
  return new RichTextBlock({ inlines: [new TextRun(text, options)], spacing: 'Small' });
}

export const strong = (text: string) => words(text, { weight: 'Bolder' });
export const quiet = (text: string) => words(text, { isSubtle: true, size: 'Small' });

/** A line with its name before it, such as "With: Mei Tan". */
export function fact(name: string, value: string): RichTextBlock {
  const inlines = [new TextRun(`${name}: `, { isSubtle: true }), new TextRun(value)];
  return new RichTextBlock({ inlines, spacing: 'Small' });
}

/** A button that has this card replaced; what is typed into the card comes with it. */
export function press<Name extends Verb>(
  title: string,
  verb: Name,
  data: ActionData<Name>,
  { personId }: Addressee,
): ExecuteAction {
  return new ExecuteAction({
    title,
    verb,
    data: { version: cardVersion, for: personId, ...data },
    associatedInputs: 'auto',
  });
}

/**
 * A button for something that could as well be written. The answer is a new message; the card stays. (An `imBack` button
 * would write it in the person's name, but not every client that renders our cards knows those.)
 */
export function sayButton(words: string, to: Addressee): ExecuteAction {
  return press(words, 'say', { said: words }, to);
}

export function openButton(title: string, url: string): OpenUrlAction {
  return new OpenUrlAction(url, { title });
}
