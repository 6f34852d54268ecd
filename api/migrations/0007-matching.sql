-- Matching: what the programme owner decides about the order, cohorts of mentors, and mentorships.

-- How much each criterion counts when champions are ranked. No row: the usual weights.
create table ranking_rules (
  tenant_id uuid primary key references tenants,
  weights jsonb not null default '{}',     -- criterion → 0 to 10; what is missing is as usual
  departments text not null default 'same' check (departments in ('same', 'other', 'ignore')),
  changed_by uuid not null,
  changed_at timestamptz not null
);
call keep_to_tenant('ranking_rules');

-- Who is not to be brought together. Only who set it sees it, and nobody is told.
create table blocks (
  tenant_id uuid not null,
  person_id uuid not null,                 -- who set it
  blocked_id uuid not null check (blocked_id <> person_id),
  since timestamptz not null,
  primary key (tenant_id, person_id, blocked_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id),
  foreign key (tenant_id, blocked_id) references people (tenant_id, person_id)
);
create index blocks_of on blocks (tenant_id, blocked_id);
call keep_to_tenant('blocks');

-- A cohort: learners who are given mentors together.
create table cohorts (
  tenant_id uuid not null references tenants,
  cohort_id uuid not null,
  name text not null check (name <> ''),
  preset text not null default 'usual' check (preset in ('usual', 'pilot')), -- 'pilot': early adopters
  state text not null default 'draft' check (state in ('draft', 'published', 'closed')),
  -- Whom it asks: see api/src/cohorts/schema.ts. Nobody is in it who did not say yes.
  departments text[] not null default '{}',  -- empty: all
  titles text[] not null default '{}',       -- words of job titles; empty: all
  volunteers_only boolean not null default false, -- true: nobody is asked; who wants in says so
  -- Hard rules.
  allow_line_manager boolean not null default false,
  allow_past_partner boolean not null default false,
  same_language boolean not null default true,
  shared_hours smallint not null default 2 check (shared_hours between 0 and 8), -- working hours in common, at least
  department_rule text not null default 'any' check (department_rule in ('any', 'same', 'other')),
  places_per_mentor smallint not null default 2 check (places_per_mentor between 1 and 20), -- who set no limit of their own
  mentors_only boolean not null default true,  -- false: champions are mentors too
  weights jsonb not null default '{}',
  worst_off_first boolean not null default true, -- raises who is served worst before the average
  next_run_on date,                          -- when those left over are matched again
  created_by uuid not null,
  created_at timestamptz not null,
  published_at timestamptz,
  primary key (tenant_id, cohort_id),
  check ((state = 'draft') = (published_at is null))
);
call keep_to_tenant('cohorts');

-- Who was asked, and who said yes. Asked again never; left at any time.
create table cohort_learners (
  tenant_id uuid not null,
  cohort_id uuid not null,
  learner_id uuid not null,
  state text not null check (state in ('asked', 'in', 'declined', 'left')),
  goal text not null default '',             -- in their own words
  work text not null default '',             -- the piece of real work it is about: words or a link
  topic text,
  answered_at timestamptz,
  missed_runs smallint not null default 0,   -- published runs that left them without a mentor: their priority in the next
  primary key (tenant_id, cohort_id, learner_id),
  foreign key (tenant_id, cohort_id) references cohorts (tenant_id, cohort_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  check ((state = 'asked') = (answered_at is null))
);
create index cohort_learners_by_person on cohort_learners (tenant_id, learner_id);
call keep_to_tenant('cohort_learners');

-- What the programme owner decides for one pair.
create table cohort_pairs (
  tenant_id uuid not null,
  cohort_id uuid not null,
  learner_id uuid not null,
  mentor_id uuid not null check (mentor_id <> learner_id),
  rule text not null check (rule in ('locked', 'forbidden')),
  primary key (tenant_id, cohort_id, learner_id, mentor_id),
  foreign key (tenant_id, cohort_id) references cohorts (tenant_id, cohort_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  foreign key (tenant_id, mentor_id) references champions (tenant_id, person_id)
);
create unique index one_locked_mentor on cohort_pairs (tenant_id, cohort_id, learner_id) where rule = 'locked';
call keep_to_tenant('cohort_pairs');

-- A run is a stored job: it survives the process that began it.
create table cohort_runs (
  tenant_id uuid not null,
  cohort_id uuid not null,
  run integer not null check (run > 0),
  state text not null check (state in ('queued', 'scoring', 'matching', 'done', 'failed', 'cancelled')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  leased_until timestamptz,                  -- one process at a time works on it; another takes over after this
  scored integer not null default 0,         -- learners, of
  of integer not null default 0,
  finished_at timestamptz,
  failure text,
  -- The result in figures.
  matched integer,
  cost bigint,
  optimal boolean,                           -- proven by prices
  milliseconds integer,
  summary jsonb,                             -- spread, load, why some are left, beside the run before
  rematch boolean not null default false,    -- asked for by a decline: published by itself, and misses nobody
  published boolean not null default false,
  primary key (tenant_id, cohort_id, run),
  foreign key (tenant_id, cohort_id) references cohorts (tenant_id, cohort_id),
  check ((state in ('done', 'failed', 'cancelled')) = (finished_at is not null))
);
-- One run of a cohort at a time, whoever asks and however close together.
create unique index one_run_at_a_time on cohort_runs (tenant_id, cohort_id) where state in ('queued', 'scoring', 'matching');
create unique index one_published_run on cohort_runs (tenant_id, cohort_id) where published;
create index cohort_runs_waiting on cohort_runs (tenant_id, asked_at) where state in ('queued', 'scoring', 'matching');
call keep_to_tenant('cohort_runs');

-- What a run found for each learner: a mentor, or why there is none.
create table cohort_matches (
  tenant_id uuid not null,
  cohort_id uuid not null,
  run integer not null,
  learner_id uuid not null,
  mentor_id uuid,
  fit smallint check (fit between 0 and 1000), -- thousandths; for order and spread only, people are told reasons
  reasons jsonb not null default '[]',
  unmatched_because text check (unmatched_because in
    ('no-mentor-fits', 'language', 'hours', 'department', 'line-manager-only', 'past-partners-only', 'all-places-taken', 'blocked', 'forbidden')),
  candidates smallint not null default 0,    -- mentors whom the hard rules leave
  primary key (tenant_id, cohort_id, run, learner_id),
  foreign key (tenant_id, cohort_id, run) references cohort_runs (tenant_id, cohort_id, run) on delete cascade,
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  foreign key (tenant_id, mentor_id) references champions (tenant_id, person_id),
  check ((mentor_id is null) = (unmatched_because is not null))
);
create index cohort_matches_by_mentor on cohort_matches (tenant_id, cohort_id, run, mentor_id);
call keep_to_tenant('cohort_matches');

-- Two people who work together for some weeks, from the proposal on.
create table mentorships (
  tenant_id uuid not null,
  mentorship_id uuid not null,
  cohort_id uuid,
  learner_id uuid not null,
  mentor_id uuid not null check (mentor_id <> learner_id),
  state text not null check (state in ('proposed', 'active', 'paused', 'declined', 'ended')),
  goal text not null default '',
  work text not null default '',
  topic text,
  reasons jsonb not null default '[]',
  proposed_at timestamptz not null,
  learner_accepted_at timestamptz,
  mentor_accepted_at timestamptz,
  started_at timestamptz,                    -- when both had said yes
  paused_at timestamptz,
  paused_until date,                         -- it goes on by itself on this day
  ended_at timestamptz,
  ended_by uuid,
  ended_because text check (ended_because in
    ('reached', 'partly-reached', 'not-reached', 'not-a-fit', 'no-time', 'declined', 'withdrawn', 'left-organisation', 'superseded')),
  declined_because text check (declined_because in ('no-time', 'not-a-fit', 'other')), -- for the programme owner only
  ended_note text not null default '',       -- for the programme owner only
  changes integer not null default 0,        -- every change compares it before it sets it
  primary key (tenant_id, mentorship_id),
  foreign key (tenant_id, cohort_id) references cohorts (tenant_id, cohort_id),
  foreign key (tenant_id, learner_id) references people (tenant_id, person_id),
  foreign key (tenant_id, mentor_id) references champions (tenant_id, person_id),
  check ((state in ('declined', 'ended')) = (ended_at is not null)),
  check ((ended_at is null) = (ended_because is null)),
  check ((state = 'paused') = (paused_until is not null)),
  check ((paused_at is null) = (paused_until is null)),
  check (state not in ('active', 'paused') or started_at is not null)
);
-- One mentor at a time in a cohort.
create unique index one_mentorship_in_a_cohort on mentorships (tenant_id, cohort_id, learner_id)
  where state in ('proposed', 'active', 'paused') and cohort_id is not null;
create index mentorships_of_learner on mentorships (tenant_id, learner_id, proposed_at desc);
create index mentorships_of_mentor on mentorships (tenant_id, mentor_id, proposed_at desc);
create index mentorships_live on mentorships (tenant_id, mentorship_id) where state in ('proposed', 'active', 'paused');
create index mentorships_ended on mentorships (tenant_id, ended_at desc, mentorship_id desc) where ended_at is not null;
call keep_to_tenant('mentorships');

-- What the two say at each point: the fit after the first session, then at 2, 6 and 12 weeks.
create table check_ins (
  tenant_id uuid not null,
  mentorship_id uuid not null,
  person_id uuid not null,                   -- whose answer
  point text not null check (point in ('fit', 'week-2', 'week-6', 'week-12')),
  due_at timestamptz not null,
  answered_at timestamptz,
  going text check (going in ('well', 'slowly', 'not')), -- for 'fit': 'not' asks for another partner, blaming nobody
  changed text not null default '',          -- what changed in their work since
  primary key (tenant_id, mentorship_id, person_id, point),
  foreign key (tenant_id, mentorship_id) references mentorships (tenant_id, mentorship_id),
  check ((answered_at is null) = (going is null))
);
create index check_ins_due on check_ins (tenant_id, due_at) where answered_at is null;
call keep_to_tenant('check_ins');
