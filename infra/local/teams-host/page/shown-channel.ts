/** What the page of a channel shows. */
export type ShownChannel = {
  /** Those the person is in, by team. */
  channels: { teamId: string; channelId: string; name: string }[];
  teamId: string;
  channelId: string;
  name: string;
  /** Whether Open Door was added to the team. */
  hasApp: boolean;
  messages: (ShownMessage & { replies: ShownMessage[] })[];
};

export type ShownMessage = {
  id: string;
  rootId: string | null;
  author: string;
  /** ISO instants. */
  at: string;
  isEdited: boolean;
  isDeleted: boolean;
  isOwn: boolean;
  html: string;
  /** Names of files, cards and quotes. */
  attachments: string[];
  reactions: { reaction: string; count: number; mine: boolean }[];
};
