/** Why a notice could not be delivered. The programme owner reads each in words (`failure.…` in the messages). */
export type Failure =
  /** The person blocked or removed the bot. */
  | 'bot-removed'
  /** The conversation is not there any more. */
  | 'conversation-gone'
  /** Teams asked the bot to slow down. */
  | 'throttled'
  /** No answer, or a fault on the other side. */
  | 'unreachable'
  /** Teams did not take the message as it is, or not from this bot. */
  | 'refused'
  /** A kind of notice, or a form of one, that this version does not know. */
  | 'not-understood';
