-- Office hours, and the bookings made in them.

create table office_hours_rules (
  tenant_id uuid not null,
  champion_id uuid not null,
  session_minutes integer not null default 30 check (session_minutes between 5 and 480),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
  minimum_notice_minutes integer not null default 120 check (minimum_notice_minutes between 0 and 43200),
  horizon_days integer not null default 28 check (horizon_days between 1 and 365),
  primary key (tenant_id, champion_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id)
);
call keep_to_tenant('office_hours_rules');

create table office_hours_windows (
  tenant_id uuid not null,
  window_id uuid not null,
  champion_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7), -- ISO: Monday is 1
  starts_at time not null,                 -- wall time in time_zone
  ends_at time not null,                   -- at or before starts_at: the next day
  time_zone text not null,                 -- IANA
  every_weeks smallint not null default 1 check (every_weeks between 1 and 8),
  valid_from date not null,                -- also the week that every_weeks counts from
  valid_until date,
  primary key (tenant_id, window_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id)
);
create index office_hours_windows_by_champion on office_hours_windows (tenant_id, champion_id);
call keep_to_tenant('office_hours_windows');

create table office_hours_exceptions (
  tenant_id uuid not null,
  exception_id uuid not null,
  champion_id uuid not null,
  on_date date not null,
  kind text not null check (kind in ('off', 'extra')),
  starts_at time,
  ends_at time,
  time_zone text not null,
  primary key (tenant_id, exception_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  check (kind = 'off' or (starts_at is not null and ends_at is not null))
);
create index office_hours_exceptions_by_champion on office_hours_exceptions (tenant_id, champion_id, on_date);
call keep_to_tenant('office_hours_exceptions');

create table bookings (
  tenant_id uuid not null,
  booking_id uuid not null,
  champion_id uuid not null,
  learner_id uuid not null check (learner_id <> champion_id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  topic text,                              -- a key of the topic catalogue
  question text not null default '',
  state text not null check (state in ('booked', 'cancelled', 'released')),
  ended_by uuid,                           -- who cancelled; null when released because somebody left
  ended_note text not null default '',
  ended_at timestamptz,
  booked_at timestamptz not null,
  primary key (tenant_id, booking_id),
  foreign key (tenant_id, champion_id) references champions (tenant_id, person_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  check (starts_at < ends_at),
  check ((state = 'booked') = (ended_at is null))
);
create index bookings_by_learner on bookings (tenant_id, learner_id, starts_at, booking_id);
create index bookings_by_champion on bookings (tenant_id, champion_id, starts_at, booking_id);
call keep_to_tenant('bookings');

-- Nobody is in two places at once, whichever side of a booking they are on: one row per booking and person while the
-- booking stands. The constraint, not the code above it, keeps this promise.
create table engagements (
  tenant_id uuid not null,
  person_id uuid not null,
  booking_id uuid not null,
  during tstzrange not null,
  ends_at timestamptz generated always as (upper(during)) stored, -- range operators are not leakproof, comparing times is
  primary key (tenant_id, booking_id, person_id),
  foreign key (tenant_id, booking_id) references bookings (tenant_id, booking_id),
  constraint nobody_double_booked exclude using gist (tenant_id with =, person_id with =, during with &&)
);
create index engagements_by_end on engagements (tenant_id, person_id, ends_at);
call keep_to_tenant('engagements');
