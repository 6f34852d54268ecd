-- The live queue: who serves it, who waits, what became of each ticket, and how well the wait was foretold.

create table queues (
  tenant_id uuid not null references tenants,
  queue_id uuid not null,
  host_id uuid not null,                   -- the champion whose queue it is; others may help at it
  name text not null check (name <> ''),
  -- 'paused': nobody is called just now; 'closing': nobody can join, those who wait are still served
  state text not null default 'closed' check (state in ('closed', 'open', 'paused', 'closing')),
  changed_at timestamptz not null,         -- since when it is in this state
  note text not null default '',           -- what its champions tell those waiting: "back at 11:20"
  -- The published rule, and how long things may take.
  line_order text not null default 'first-come' check (line_order in ('first-come', 'fewer-recent-helps-first', 'escalated-first')),
  misses_last boolean not null default true,
  long_wait_minutes smallint not null default 45 check (long_wait_minutes between 5 and 480),
  help_half_life_days smallint not null default 7 check (help_half_life_days between 1 and 90),
  reach_turns smallint not null default 3 check (reach_turns between 1 and 10), -- 1: nobody is overtaken
  overtakings smallint not null default 2 check (overtakings between 0 and 10),
  ready_check_seconds smallint not null default 90 check (ready_check_seconds between 30 and 600),
  hold_minutes smallint not null default 30 check (hold_minutes between 5 and 240),
  primary key (tenant_id, queue_id),
  unique (tenant_id, host_id),
  foreign key (tenant_id, host_id) references champions (tenant_id, person_id)
);
create index queues_live on queues (tenant_id, queue_id) where state <> 'closed';
call keep_to_tenant('queues');

-- Who serves which queue just now. A champion is in one place at a time.
create table queue_champions (
  tenant_id uuid not null,
  champion_id uuid not null,
  queue_id uuid not null,
  state text not null check (state in ('here', 'paused')),
  since timestamptz not null,
  until timestamptz,                       -- when they mean to go; null: they see the line through
  primary key (tenant_id, champion_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  foreign key (tenant_id, queue_id) references queues (tenant_id, queue_id)
);
create index queue_champions_by_queue on queue_champions (tenant_id, queue_id, champion_id);
call keep_to_tenant('queue_champions');

-- By what a person is blinded on one day. Destroyed when the day is over and nobody can be in line from it any more: from
-- then on nothing tells whose a key was.
create table queue_secrets (
  tenant_id uuid not null references tenants,
  day date not null,                       -- UTC
  secret bytea not null check (length(secret) = 32),
  primary key (tenant_id, day)
);
call keep_to_tenant('queue_secrets');

create table tickets (
  tenant_id uuid not null,
  ticket_id uuid not null,
  queue_id uuid not null,
  topic text,                              -- key of the topic catalogue
  question text not null check (question <> ''),
  attachment_url text,
  anonymity text not null check (anonymity in ('named', 'until-claimed', 'for-good')),
  learner_id uuid,                         -- null for good when nobody is to know: there is no other way to the person
  asker_key bytea,                         -- SHA-256 of the random key in the browser of such an asker
  once_key bytea,                          -- stands for the person for one day; null when the ticket is over
  group_id uuid not null,
  groupable boolean not null,
  state text not null check (state in
    ('waiting', 'transferred', 'escalated', 'on-hold', 'called', 'claimed', 'resolved', 'no-show', 'withdrawn', 'converted')),
  waits_for text not null default 'anyone' check (waits_for in ('anyone', 'champion', 'specialist')),
  waits_for_id uuid,
  champion_id uuid,                        -- who called or has it; of a ticket that is over, who had it last
  helpers uuid[] not null default '{}',    -- everyone who ever claimed it, in order
  joined_at timestamptz not null,
  place_at timestamptz,                    -- since when its place in line counts
  since timestamptz not null,              -- since when it is in this state
  until timestamptz,                       -- when the ready check or the hold runs out
  missed_checks smallint not null default 0,
  overtaken smallint not null default 0,
  waiting_ms bigint not null default 0,
  held_ms bigint not null default 0,
  served_ms bigint not null default 0,
  ended_by text,                           -- the event that ended it
  reopened boolean not null default false,
  changes integer not null default 0,      -- every change compares it before it sets it
  what_helped text not null default '',    -- written by the champion when it was resolved
  helped text check (helped in ('yes', 'partly', 'no')), -- said by the asker afterwards
  helped_at timestamptz,
  told_next_at timestamptz,                -- when the asker was told that they are next
  booking_id uuid,                         -- what it became
  primary key (tenant_id, ticket_id),
  foreign key (tenant_id, queue_id) references queues (tenant_id, queue_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  foreign key (tenant_id, champion_id) references people (tenant_id, person_id), -- a specialist need not be a champion
  foreign key (tenant_id, waits_for_id) references people (tenant_id, person_id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, booking_id),
  constraint anonymous_for_good_or_a_person check (
    (anonymity = 'for-good') = (learner_id is null) and (anonymity = 'for-good') = (asker_key is not null)),
  constraint over_or_not check (
    (state in ('resolved', 'no-show', 'withdrawn', 'converted')) = (once_key is null)
    and (state in ('resolved', 'no-show', 'withdrawn', 'converted')) = (ended_by is not null)),
  constraint somebody_has_it check (state not in ('called', 'claimed') or champion_id is not null),
  constraint runs_out_or_not check ((state in ('called', 'on-hold')) = (until is not null)),
  constraint waits_for_somebody check ((waits_for = 'champion') = (waits_for_id is not null)),
  constraint becomes_a_booking check ((state = 'converted') = (booking_id is not null)),
  constraint asked_once check ((helped is null) = (helped_at is null)),
  check (champion_id <> learner_id),
  -- A champion has one turn at a time: one ticket, or those of one group.
  constraint one_claim_per_champion exclude using gist (tenant_id with =, champion_id with =, group_id with <>)
    where (state in ('called', 'claimed'))
);
-- One live ticket per person in the whole tenant: however they ask, and (as keys change at midnight) for who has a name twice.
create unique index one_live_ticket on tickets (tenant_id, once_key) where once_key is not null;
create unique index one_live_ticket_by_name on tickets (tenant_id, learner_id)
  where state not in ('resolved', 'no-show', 'withdrawn', 'converted');
create unique index tickets_by_asker_key on tickets (tenant_id, asker_key) where asker_key is not null;
create index tickets_live on tickets (tenant_id, queue_id, place_at, ticket_id)
  where state not in ('resolved', 'no-show', 'withdrawn', 'converted');
create index tickets_of_champion on tickets (tenant_id, champion_id, since desc, ticket_id);
create index tickets_of_learner on tickets (tenant_id, learner_id, joined_at desc, ticket_id);
create index tickets_running_out on tickets (tenant_id, until) where until is not null;
create index tickets_escalated on tickets (tenant_id, place_at) where waits_for = 'specialist' and state = 'escalated';
call keep_to_tenant('tickets');

-- Every event of a ticket's life. The number is the ticket's `changes` after it: no two events can both be the next one.
create table ticket_events (
  tenant_id uuid not null,
  ticket_id uuid not null,
  change integer not null,
  does text not null,                      -- 'join' and the events of api/src/queue/life.ts
  by_role text not null check (by_role in ('asker', 'champion', 'clock')),
  champion_id uuid,                        -- who did it, where a champion did: an asker is never written here
  at timestamptz not null,
  queue_id uuid not null,                  -- where the ticket was before
  from_state text,
  to_state text not null,
  held_by uuid,                            -- who had it until then
  note text not null default '',           -- the reason of a pick, the note of a hold, a transfer or an escalation
  -- How the time in the state that ended is counted.
  passed_as text check (passed_as in ('waiting', 'held', 'served')),
  passed_ms bigint,
  primary key (tenant_id, ticket_id, change),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, ticket_id),
  check ((by_role = 'champion') = (champion_id is not null))
);
-- What expected waits are learned from.
create index ticket_events_served on ticket_events (tenant_id, queue_id, at desc) where passed_as = 'served';
create index ticket_events_waited on ticket_events (tenant_id, queue_id, at desc) where passed_as = 'waiting';
call keep_to_tenant('ticket_events');

-- What is written on a ticket while it lives; a question without a name is answered here.
create table ticket_messages (
  tenant_id uuid not null,
  message_id uuid not null,
  ticket_id uuid not null,
  champion_id uuid,                        -- null: the asker
  body text not null check (body <> ''),
  written_at timestamptz not null,
  primary key (tenant_id, message_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, ticket_id),
  foreign key (tenant_id, champion_id) references people (tenant_id, person_id)
);
create index ticket_messages_in_order on ticket_messages (tenant_id, ticket_id, written_at, message_id);
call keep_to_tenant('ticket_messages');

-- What people were told when they joined, and how long it was in the end.
create table wait_forecasts (
  tenant_id uuid not null,
  ticket_id uuid not null,
  queue_id uuid not null,
  made_at timestamptz not null,
  ahead smallint not null,                 -- turns ahead
  minutes real not null,                   -- the expected wait
  low real not null,                       -- the range as it was said
  high real not null,
  waited_minutes real,                     -- until they were first called, without the time they paused; null: not yet, or never
  primary key (tenant_id, ticket_id),
  foreign key (tenant_id, ticket_id) references tickets (tenant_id, ticket_id)
);
create index wait_forecasts_by_time on wait_forecasts (tenant_id, made_at desc);
call keep_to_tenant('wait_forecasts');
