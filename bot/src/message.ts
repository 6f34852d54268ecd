import type { IAdaptiveCard } from '@microsoft/teams.cards';

/** What the bot says: a sentence that can be read alone, and a card that says it better. */
export type Message = {
  text: string;
  card?: IAdaptiveCard;
  /** The card has something to fill in. */
  asks?: boolean;
};

/** What the bot does about an activity. */
export type Answer =
  /** New messages in the conversation. */
  | { messages: Message[] }
  /** The card whose button was pressed becomes this one. */
  | { replaced: Message }
  /** Words beside the card whose button was pressed; the card stays. */
  | { words: string };
