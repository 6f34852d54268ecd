-- Leaders learning in public: a Teams channel is the source of truth; what stands here is a copy of it, kept in step.

-- The channel that the programme owner chose. One at a time; those before stay, so that what they led to stays counted.
create table leadership_channels (
  tenant_id uuid not null references tenants,
  channel_key uuid not null,
  team_id text not null,                     -- Graph's ids and names
  channel_id text not null,
  team_name text not null,
  channel_name text not null,
  web_url text not null,
  chosen_by uuid not null,
  chosen_at timestamptz not null,
  ended_at timestamptz,                      -- another channel was chosen, or none
  -- How far the copy is.
  state text not null default 'reading' check (state in ('reading', 'following', 'not-allowed', 'gone')), -- 'not-allowed': Open Door is not (any more) in the team
  trouble_since timestamptz,                 -- since when Graph could not be reached or asked to wait
  reading_link text,                         -- where the first reading goes on; null: from the beginning
  messages_read integer not null default 0,  -- progress of the first reading
  delta_link text,                           -- where the next delta begins; null: from the beginning
  caught_up_at timestamptz,                  -- when everything was last compared; null before the first reading is over
  gaps integer not null default 0,           -- how often something may have been missed since the channel was chosen
  gaps_closed integer not null default 0,    -- of them made up for
  certain_until timestamptz,                 -- everything that happened before is here
  leased_until timestamptz,                  -- one process at a time reads; another takes over after this
  -- The subscription to its messages; null: none, and the next run makes one.
  subscription_id uuid,
  client_state text,
  expires_at timestamptz,
  primary key (tenant_id, channel_key),
  foreign key (tenant_id, chosen_by) references people (tenant_id, person_id),
  check ((subscription_id is null) = (client_state is null)),
  check ((subscription_id is null) = (expires_at is null))
);
create unique index one_leadership_channel on leadership_channels (tenant_id) where ended_at is null;
create unique index leadership_subscriptions on leadership_channels (tenant_id, subscription_id) where subscription_id is not null;
call keep_to_tenant('leadership_channels');

-- Messages that Graph told of and that were not read yet: who answers Graph and dies before reading leaves them here.
create table leadership_told (
  tenant_id uuid not null,
  channel_key uuid not null,
  message_id text collate "C" not null,
  root_id text collate "C",
  told_at timestamptz not null,
  times integer not null default 1,          -- told again while it is read, it is read again
  primary key (tenant_id, channel_key, message_id),
  foreign key (tenant_id, channel_key) references leadership_channels (tenant_id, channel_key)
);
call keep_to_tenant('leadership_told');

-- Who counts as a leader by the reporting line: everyone down to so many levels below somebody. No row: nobody by the line.
create table leadership_rules (
  tenant_id uuid primary key references tenants,
  head_id uuid,                              -- null: by hand only
  levels smallint not null default 2 check (levels between 0 and 9), -- 0: the head alone
  nudge_weeks smallint not null default 3 check (nudge_weeks between 0 and 26), -- of silence until a leader is reminded; 0: never
  changed_by uuid not null,
  changed_at timestamptz not null,
  foreign key (tenant_id, head_id) references people (tenant_id, person_id)
);
call keep_to_tenant('leadership_rules');

-- Leaders, derived from the rule and from what the programme owner decided by hand; written anew when either or the
-- organisation changes. Who is one no longer keeps a row, so that what they wrote as one stays a leader's post.
create table leaders (
  tenant_id uuid not null,
  person_id uuid not null,
  because text not null check (because in ('line', 'hand')),
  since timestamptz not null,
  ended_at timestamptz,
  -- The leader's own.
  nudges_paused_until date,
  nudged_at timestamptz,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
call keep_to_tenant('leaders');

-- Whom the programme owner made a leader, or left out of the line, by hand: the one place for it.
create table leader_choices (
  tenant_id uuid not null,
  person_id uuid not null,
  choice text not null check (choice in ('in', 'out')),
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
call keep_to_tenant('leader_choices');
-- Until now the role stood among the others that are given. The migration sees every tenant's rows only while row-level
-- security is not forced.
alter table people no force row level security;
alter table leader_choices no force row level security;
alter table leaders no force row level security;
insert into leader_choices (tenant_id, person_id, choice) select tenant_id, person_id, 'in' from people where 'leader' = any (roles);
insert into leaders (tenant_id, person_id, because, since) select tenant_id, person_id, 'hand', now() from people where 'leader' = any (roles);
update people set roles = array_remove(roles, 'leader') where 'leader' = any (roles);
alter table people drop constraint people_roles_check, add constraint people_roles_check check (roles <@ array['owner', 'specialist']);
alter table people force row level security;
alter table leader_choices force row level security;
alter table leaders force row level security;

-- The channel's messages as they were last read. A message is told apart by Graph's id, which is unique in its channel.
create table leadership_messages (
  tenant_id uuid not null,
  channel_key uuid not null,
  message_id text collate "C" not null,
  root_id text collate "C",                  -- the message it replies to; null for one that stands by itself
  author_id uuid,                            -- Entra object id; null for apps and strangers
  author_name text not null default '',
  posted_at timestamptz not null,
  version bigint not null,                   -- Graph's etag: milliseconds; an older reading never replaces a newer one
  edited_at timestamptz,
  deleted_at timestamptz,                    -- kept without its content, so that a late reading does not bring it back
  html text not null default '',             -- sanitised when it was read; images are <img data-image="n">
  plain text not null default '',
  images jsonb not null default '[]',        -- [{ hosted: Graph's id or url, alt }]
  topics text[] not null default '{}',       -- keys of the catalogue: said when it was composed, else found in its words
  topics_said boolean not null default false,
  reactions jsonb not null default '[]',     -- [{ reaction: '👍', by: [object ids] }]
  web_url text not null default '',
  by_leader boolean not null default false,  -- kept by triggers: stands by itself, and its author is or was a leader
  primary key (tenant_id, channel_key, message_id),
  foreign key (tenant_id, channel_key) references leadership_channels (tenant_id, channel_key)
);
-- With authors and topics, so that going along the feed for them, or counting them, reads no messages.
create index leadership_feed on leadership_messages (tenant_id, channel_key, posted_at desc, message_id desc)
  include (author_id, topics) where by_leader and deleted_at is null;
create index leadership_feed_of on leadership_messages (tenant_id, channel_key, author_id, posted_at desc, message_id desc)
  where by_leader and deleted_at is null;
create index leadership_replies on leadership_messages (tenant_id, channel_key, root_id, posted_at, message_id)
  where root_id is not null and deleted_at is null;
-- What others wrote into the channel without replying: shown below the leader's post before it.
create index leadership_beside on leadership_messages (tenant_id, channel_key, posted_at, message_id)
  where root_id is null and not by_leader and deleted_at is null;
call keep_to_tenant('leadership_messages');

create function mark_leaders_post() returns trigger language plpgsql as $$
begin
  new.by_leader := new.root_id is null and exists (
    select from leaders where leaders.tenant_id = new.tenant_id and leaders.person_id = new.author_id);
  return new;
end $$;
create trigger mark_leaders_post before insert or update on leadership_messages
  for each row execute function mark_leaders_post();

create function mark_posts_of_leaders() returns trigger language plpgsql as $$
begin
  update leadership_messages as message set by_leader = by_leader   -- the trigger of the messages decides
  where message.tenant_id = coalesce(new.tenant_id, old.tenant_id)
    and message.author_id = coalesce(new.person_id, old.person_id) and root_id is null;
  return null;
end $$;
create index leadership_messages_by_author on leadership_messages (tenant_id, author_id) where root_id is null;
create trigger mark_posts_of_leaders after insert or delete on leaders
  for each row execute function mark_posts_of_leaders();

-- Neither of the two triggers sees what another transaction has not committed yet: a message by somebody who is just being
-- made a leader would stay unmarked. So whoever changes leaders waits for whoever saves messages, and the other way round;
-- messages do not wait for each other. Taken once for a statement, before it locks a row, as the other side waits for rows.
create function leaders_key() returns bigint language sql stable
  return hashtextextended('leaders ' || coalesce(app_tenant()::text, ''), 0);
create function let_leaders_stand() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(leaders_key());
  return null;
end $$;
create trigger let_leaders_stand before insert or update on leadership_messages
  for each statement execute function let_leaders_stand();
create function let_messages_stand() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(leaders_key());
  return null;
end $$;
create trigger let_messages_stand before insert or delete on leaders
  for each statement execute function let_messages_stand();

-- The words of messages that stand by themselves, whoever wrote them: every word in lower case without accents, so that
-- search is equality and range (see person_words).
create table leadership_words (
  tenant_id uuid not null,
  channel_key uuid not null,
  word text collate "C" not null,
  posted_at timestamptz not null,
  message_id text collate "C" not null,
  primary key (tenant_id, channel_key, word, posted_at, message_id),
  foreign key (tenant_id, channel_key, message_id) references leadership_messages (tenant_id, channel_key, message_id) on delete cascade
);
create index leadership_words_of on leadership_words (tenant_id, channel_key, message_id, word);
call keep_to_tenant('leadership_words');

-- What a leader is writing; one draft each, on whichever device.
create table leadership_drafts (
  tenant_id uuid not null,
  person_id uuid not null,
  content jsonb not null,                    -- see api/src/leadership/schema.ts
  image bytea,
  image_type text check (image_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')),
  version integer not null default 1,        -- every save compares it: two devices do not overwrite each other unseen
  saved_at timestamptz not null,
  posting_until timestamptz,                 -- being posted; nobody else posts it before then
  posting_since timestamptz,                 -- a post whose fate is not known is looked for in the channel from here on
  posted_id text collate "C",                -- the message that the draft of this version became: who asks again is told again
  posted_version integer,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id),
  check ((image is null) = (image_type is null)),
  check ((posted_id is null) = (posted_version is null))
);
call keep_to_tenant('leadership_drafts');

-- The reply that somebody sent last, so that it is in the channel once however often it is sent.
create table leadership_sent_replies (
  tenant_id uuid not null,
  person_id uuid not null,
  key text not null,                         -- the request's own name
  channel_key uuid not null,
  root_id text collate "C" not null,
  words text not null,
  sending_until timestamptz not null,        -- being sent; nobody else sends before then
  sending_since timestamptz not null,        -- while its fate is not known, it is looked for in the channel from here on
  message_id text collate "C",               -- what it became; null while that is not known
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id),
  foreign key (tenant_id, channel_key) references leadership_channels (tenant_id, channel_key)
);
call keep_to_tenant('leadership_sent_replies');

-- The learning post that led to a booking, when one did.
alter table bookings add column post_channel uuid, add column post_id text collate "C",
  add constraint because_of_a_post foreign key (tenant_id, post_channel, post_id)
    references leadership_messages (tenant_id, channel_key, message_id),
  add check ((post_channel is null) = (post_id is null));
create index bookings_because_of_posts on bookings (tenant_id, post_channel, post_id) where post_id is not null;

-- Who can mend what is wrong is said with every look at the feed.
create index people_owners on people (tenant_id, sort_name, person_id) where active and 'owner' = any (roles);
