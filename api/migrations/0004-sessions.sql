-- Sessions with seats, holds, series, the waiting list, calendars, and what happens after a session.

-- What a window offers. Existing windows go on as one-to-one sessions in Teams.
alter table office_hours_windows
  add column seats smallint not null default 1 check (seats between 1 and 100),
  add column place text not null default 'teams' check (place in ('teams', 'room', 'either')),
  add column room text not null default '',
  add column topics text[] not null default '{}',       -- keys of the topic catalogue; empty: any
  add column languages text[] not null default '{}',    -- BCP 47 primary tags; empty: the champion's
  add check (place = 'teams' or room <> '');
alter table office_hours_exceptions
  add column seats smallint not null default 1 check (seats between 1 and 100),
  add column place text not null default 'teams' check (place in ('teams', 'room', 'either')),
  add column room text not null default '',
  add column topics text[] not null default '{}',
  add column languages text[] not null default '{}',
  add check (place = 'teams' or room <> '');
alter table office_hours_rules add column sessions_per_day smallint check (sessions_per_day between 1 and 48); -- null: no limit

-- What the programme owner asks of everybody who books. No row: the defaults.
create table booking_policies (
  tenant_id uuid primary key references tenants,
  open_bookings_per_learner smallint not null default 6 check (open_bookings_per_learner between 1 and 100),
  late_cancellation_hours smallint not null default 4 check (late_cancellation_hours between 0 and 168),
  late_cancellations_allowed smallint not null default 3 check (late_cancellations_allowed between 0 and 100), -- in late_cancellation_days
  late_cancellation_days smallint not null default 30 check (late_cancellation_days between 1 and 365),
  hold_minutes smallint not null default 5 check (hold_minutes between 1 and 60),
  offer_minutes smallint not null default 120 check (offer_minutes between 5 and 2880)
);
call keep_to_tenant('booking_policies');

-- Sessions of one champion and one learner at regular intervals.
create table series (
  tenant_id uuid not null,
  series_id uuid not null,
  champion_id uuid not null,
  learner_id uuid not null,
  every_weeks smallint not null check (every_weeks between 1 and 8),
  time_zone text not null,                 -- IANA: the sessions keep their wall time in it
  booked_at timestamptz not null,
  primary key (tenant_id, series_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id)
);
call keep_to_tenant('series');

-- A champion at a time, with one seat or several. It takes place while a seat is taken.
create table sessions (
  tenant_id uuid not null,
  session_id uuid not null,
  champion_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  seats smallint not null default 1 check (seats between 1 and 100),
  taken smallint not null default 0,       -- held and booked seats, counted by a trigger on bookings
  place text not null default 'teams' check (place in ('teams', 'room', 'either')), -- 'either': nobody has chosen yet
  room text not null default '',
  meeting_url text,                        -- where it takes place in Teams, once a calendar event has made the meeting
  series_id uuid,
  primary key (tenant_id, session_id),
  -- What bookings follow: a session that moves takes them along.
  unique (tenant_id, session_id, champion_id, starts_at, ends_at),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  foreign key (tenant_id, series_id) references series (tenant_id, series_id),
  check (starts_at < ends_at),
  constraint no_more_than_seats check (taken between 0 and seats)
);
create index sessions_by_champion on sessions (tenant_id, champion_id, starts_at) where taken > 0;

-- Until now a booking was its own session. The migration sees every tenant's rows only while row-level security is not forced.
alter table bookings no force row level security;
insert into sessions (tenant_id, session_id, champion_id, starts_at, ends_at, taken)
select tenant_id, booking_id, champion_id, starts_at, ends_at, case state when 'booked' then 1 else 0 end from bookings;
call keep_to_tenant('sessions');

-- A booking is one seat of a session.
alter table bookings
  add column session_id uuid,
  add column held_until timestamptz,       -- a hold ends by itself then
  add column waiting_id uuid,              -- the place in the waiting list that this seat was offered to
  add column changes integer not null default 0, -- how often it was moved or ended: the calendar's SEQUENCE
  add column cancelled_late boolean not null default false,
  add column absent text check (absent in ('learner', 'champion')),
  add column absence_by uuid,              -- who said so
  add column absence_at timestamptz,
  add column helped text check (helped in ('yes', 'partly', 'no')),
  add column helped_at timestamptz;
update bookings set session_id = booking_id, changes = case state when 'booked' then 0 else 1 end;
alter table bookings force row level security;
alter table bookings
  alter column session_id set not null,
  drop constraint bookings_state_check,
  add constraint bookings_state_check check (state in ('held', 'booked', 'cancelled', 'released')),
  drop constraint bookings_check2,
  add constraint ended_or_not check ((state in ('cancelled', 'released')) = (ended_at is not null)),
  add constraint held_or_not check ((state = 'held') = (held_until is not null)),
  add constraint absence_is_said_by_somebody check ((absent is null) = (absence_by is null) and (absent is null) = (absence_at is null)),
  add constraint asked_once check ((helped is null) = (helped_at is null)),
  add foreign key (tenant_id, session_id, champion_id, starts_at, ends_at)
    references sessions (tenant_id, session_id, champion_id, starts_at, ends_at) on update cascade;
create index bookings_by_session on bookings (tenant_id, session_id);
create index bookings_held on bookings (tenant_id, held_until) where state = 'held';
-- Whoever begins to book elsewhere lets the first place go; places offered to them are not theirs to hoard, but not counted.
create unique index one_hold_per_learner on bookings (tenant_id, learner_id) where state = 'held' and waiting_id is null;

-- An engagement is a person's time in a session: the champion's with their buffers, a learner's without.
alter table engagements drop constraint engagements_tenant_id_booking_id_fkey;
alter table engagements drop constraint engagements_pkey;
alter table engagements rename column booking_id to session_id;
alter table engagements add primary key (tenant_id, session_id, person_id);
alter table engagements add foreign key (tenant_id, session_id) references sessions (tenant_id, session_id);

-- Seats are counted, and time is given back, wherever a booking begins, ends or changes its session: no code can forget it,
-- and no_more_than_seats refuses whatever would be one too many.
create function follow_booking() returns trigger language plpgsql as $$
declare
  stood boolean := tg_op <> 'INSERT' and old.state in ('held', 'booked');
  stands boolean := tg_op <> 'DELETE' and new.state in ('held', 'booked');
begin
  if stands and (not stood or old.session_id <> new.session_id) then
    update sessions set taken = taken + 1 where tenant_id = new.tenant_id and session_id = new.session_id;
  end if;
  if stood and (not stands or old.session_id <> new.session_id) then
    delete from engagements
    where tenant_id = old.tenant_id and session_id = old.session_id and person_id = old.learner_id;
    update sessions set taken = taken - 1 where tenant_id = old.tenant_id and session_id = old.session_id;
    delete from engagements using sessions
    where engagements.tenant_id = old.tenant_id and engagements.session_id = old.session_id
      and sessions.tenant_id = old.tenant_id and sessions.session_id = old.session_id and sessions.taken = 0;
  end if;
  return null;
end $$;
create trigger follow_booking after insert or update of state, session_id or delete on bookings
  for each row execute function follow_booking();

-- Who waits for a place: in one session, or for any time of a champion's.
create table waiting_list (
  tenant_id uuid not null,
  waiting_id uuid not null,
  champion_id uuid not null,
  session_id uuid,                         -- null: any time of this champion's
  learner_id uuid not null check (learner_id <> champion_id),
  topic text,
  question text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'left', 'ended')),
  ended_because text check (ended_because in ('offers-missed', 'session-over', 'champion-left', 'learner-left', 'booked-otherwise')),
  joined_at timestamptz not null,          -- the order of the line
  ended_at timestamptz,                    -- when it was accepted, left or ended
  offers_missed smallint not null default 0, -- let pass by without an answer
  primary key (tenant_id, waiting_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  foreign key (tenant_id, session_id) references sessions (tenant_id, session_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  check ((state = 'ended') = (ended_because is not null)),
  check ((state = 'waiting') = (ended_at is null))
);
-- One place in each line.
create unique index waiting_once on waiting_list (tenant_id, learner_id, champion_id, session_id) nulls not distinct
  where state = 'waiting';
create index waiting_in_order on waiting_list (tenant_id, champion_id, joined_at, waiting_id) where state = 'waiting';
create index waiting_by_learner on waiting_list (tenant_id, learner_id, joined_at);
call keep_to_tenant('waiting_list');

-- What was offered to whom, and what became of it: the proof that nobody was skipped silently.
create table offers (
  tenant_id uuid not null,
  waiting_id uuid not null,
  starts_at timestamptz not null,          -- the same time is offered to the same person once
  booking_id uuid,                         -- the seat held for them; null when they were busy then
  offered_at timestamptz not null,
  until timestamptz not null,
  answer text check (answer in ('accepted', 'passed', 'missed', 'busy', 'withdrawn')), -- null: they may still answer
  answered_at timestamptz,
  primary key (tenant_id, waiting_id, starts_at),
  foreign key (tenant_id, waiting_id) references waiting_list (tenant_id, waiting_id),
  check ((answer is null) = (answered_at is null))
);
create unique index one_open_offer on offers (tenant_id, waiting_id) where answer is null;
create index offers_open on offers (tenant_id, until) where answer is null;
call keep_to_tenant('offers');

-- After a session: what the two of them wrote down, for each other only.
create table session_notes (
  tenant_id uuid not null,
  booking_id uuid not null,
  author_id uuid not null,
  body text not null,
  written_at timestamptz not null,
  primary key (tenant_id, booking_id, author_id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, booking_id)
);
call keep_to_tenant('session_notes');

-- Answers that champions share with everybody. Nothing leads back to who asked.
create table answers (
  tenant_id uuid not null,
  answer_id uuid not null,
  champion_id uuid not null,
  department text not null,                -- the champion's when they shared it
  topic text,
  question text not null,
  answer text not null,
  shared_at timestamptz not null,
  primary key (tenant_id, answer_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id)
);
create index answers_by_topic on answers (tenant_id, topic, shared_at desc, answer_id);
create index answers_by_champion on answers (tenant_id, champion_id, shared_at desc, answer_id);
call keep_to_tenant('answers');

-- A booking's event in Outlook: whose calendar has it, and what was last written there. It is in step while written_changes
-- is what bookings.changes is.
create table calendar_events (
  tenant_id uuid not null,
  booking_id uuid not null,
  -- Whose calendar has the event. Set before Graph is asked to make it, so that the two never make one each.
  organizer_id uuid,
  event_id text,                           -- Graph's immutable id in the organizer's mailbox
  copy_id text,                            -- and in the mailbox of whom it invites, once it was seen there
  arrived boolean not null default false,  -- their calendar showed the invitation: when it is not there, they took it out
  ical_uid text,                           -- the same in every mailbox
  invites_in uuid,                         -- the session to which it invites the other side; null: it marks the organizer's own time only
  written_changes integer,                 -- bookings.changes when the event was last brought into step; null: never
  written_as text check (written_as in ('invitation', 'entry', 'cancelled')), -- 'entry': invites nobody
  written_starts_at timestamptz,           -- what Outlook shows: this time is no other plan of theirs
  written_ends_at timestamptz,
  written_at timestamptz,
  failure text,                            -- why the last attempt did not succeed
  leased_until timestamptz,                -- one at a time brings it into step
  primary key (tenant_id, booking_id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, booking_id)
);
create index calendar_events_by_event on calendar_events (tenant_id, event_id);
create index calendar_events_by_copy on calendar_events (tenant_id, copy_id);
create index calendar_events_by_uid on calendar_events (tenant_id, ical_uid);
create index calendar_events_by_time on calendar_events (tenant_id, written_starts_at) where written_as = 'invitation';
-- However many seats a session has, its champion is invited once.
create unique index one_invitation_per_session on calendar_events (tenant_id, invites_in) where invites_in is not null;
call keep_to_tenant('calendar_events');

-- How far each person's own calendar was read.
create table calendar_positions (
  tenant_id uuid not null,
  person_id uuid not null,
  delta_link text not null,
  since timestamptz not null,              -- the span of days that it covers; a new one is begun before it ends
  until timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
call keep_to_tenant('calendar_positions');

-- Subscriptions to changes of people's calendars, where an administrator granted the application permission.
create table calendar_watches (
  tenant_id uuid not null,
  person_id uuid not null,
  subscription_id text not null,
  client_state text not null,              -- Graph sends it along; a notification without it is forged
  expires_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
create unique index calendar_watches_by_subscription on calendar_watches (tenant_id, subscription_id);
call keep_to_tenant('calendar_watches');

-- What was answered to a request that carried an Idempotency-Key: the same key gets the same answer.
create table idempotent_answers (
  tenant_id uuid not null,
  person_id uuid not null,
  key text not null,
  request text not null,                   -- a digest of operation and input: a key is for one request
  answer json,                             -- byte for byte; null only inside the transaction that is deciding it
  answered_at timestamptz not null,
  primary key (tenant_id, person_id, key),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
create index idempotent_answers_by_age on idempotent_answers (tenant_id, answered_at);
call keep_to_tenant('idempotent_answers');
