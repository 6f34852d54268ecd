/** One static tab of the app, as the manifest lists it. */
export type Entity = { id: string; name: string; contentUrl: string };

/** What the page's server tells the page once, when it opens. */
export type Settings = {
  app: { id: string; entities: Entity[] };
  /** The only origin the page listens to and answers. */
  contentOrigin: string;
};

/** Somebody the tab can be opened as. `role` is a label for people, such as "Champion". */
export type HostPerson = {
  tid: string;
  oid: string;
  name: string;
  title: string;
  role: string;
  /** User principal name; the page makes one up from the object id when there is none. */
  username?: string | undefined;
};
