-- People, the champions among them, and the imports that brought them.
-- Every table: tenant_id first in every key (also what an elastic cluster distributes by), row-level security forced,
-- and the application connects as open_door_app, which owns nothing.

create extension if not exists btree_gist;

create function app_tenant() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

-- Gives one table the house rule: only rows of the transaction's tenant exist.
create procedure keep_to_tenant(name regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', name);
  execute format('alter table %s force row level security', name);
  execute format('create policy own_tenant on %s using (tenant_id = app_tenant()) with check (tenant_id = app_tenant())', name);
  execute format('grant select, insert, update, delete on %s to open_door_app', name);
end $$;

create table tenants (
  tenant_id uuid primary key,
  name text not null,
  created_at timestamptz not null
);
alter table tenants enable row level security;
alter table tenants force row level security;
-- Without a tenant set (timers choosing whose turn it is) the ids may be listed; nothing else has rows then.
create policy own_tenant on tenants using (tenant_id = app_tenant() or app_tenant() is null) with check (tenant_id = app_tenant());
grant select, insert, update on tenants to open_door_app;

create table people (
  tenant_id uuid not null references tenants,
  person_id uuid not null,                 -- the Entra object id: it survives every rename
  username text not null,                  -- userPrincipalName, lower case
  display_name text not null,
  given_name text not null default '',
  surname text not null default '',
  job_title text not null default '',
  department text not null default '',
  office text not null default '',
  usage_location text not null default '', -- ISO 3166 country
  preferred_language text not null default '', -- BCP 47, as the directory says
  is_guest boolean not null default false,
  manager_id uuid,
  active boolean not null default true,    -- false once the directory no longer has (or disabled) them; never deleted
  left_at timestamptz,
  -- What people say of themselves; an import never overwrites it.
  time_zone text,                          -- IANA; null until the person's mailbox or browser says
  languages text[] not null default '{}',  -- BCP 47 primary tags, most fluent first; empty means the preferred language only
  wants_notices boolean not null default true,
  roles text[] not null default '{}' check (roles <@ array['owner', 'leader', 'specialist']),
  sort_name text collate "C" not null,     -- display name without accents or case: the order of lists
  first_seen_at timestamptz,               -- when they first opened the app
  primary key (tenant_id, person_id),
  foreign key (tenant_id, manager_id) references people (tenant_id, person_id) deferrable initially deferred,
  check (active = (left_at is null))
);
create unique index people_username on people (tenant_id, username) where active;
create index people_by_name on people (tenant_id, sort_name, person_id) where active;
create index people_by_department on people (tenant_id, department, sort_name, person_id) where active;
create index people_by_manager on people (tenant_id, manager_id);
call keep_to_tenant('people');

-- The directory's search index: every word an active person can be found by. Trigram and full-text operators are not
-- leakproof, so under row-level security PostgreSQL may not use their indexes; equality and range on text are. The name
-- stands beside the word, so that a page of a broad search is sorted from the index alone. The rows are derived from
-- people and champion_skills and written anew with them; a foreign key here would be half the time of an import.
create table person_words (
  tenant_id uuid not null,
  word text collate "C" not null,          -- lower case, without accents
  person_id uuid not null,
  field text collate "C" not null check (field in ('name', 'department', 'title', 'skill', 'language')),
  sort_name text collate "C" not null,     -- as in people
  primary key (tenant_id, word, person_id, field) include (sort_name)
);
create index person_words_by_person on person_words (tenant_id, person_id);
call keep_to_tenant('person_words');

create table imports (
  tenant_id uuid not null references tenants,
  import_id uuid not null,
  source text not null check (source in ('csv', 'graph')),
  state text not null check (state in ('reading', 'ready', 'applying', 'applied', 'discarded', 'failed')),
  requested_by uuid not null,
  started_at timestamptz not null,
  touched_at timestamptz not null,         -- last sign of life; an import that shows none for minutes has died
  finished_at timestamptz,
  lists_everybody boolean not null default true, -- false: only what changed since the last import from Graph
  next_position text,                      -- where the next import from Graph begins, once this one is applied
  rows_read integer not null default 0,
  rows_expected integer,                   -- null while unknown: the progress bar then counts instead of filling
  rows_applied integer not null default 0, -- of added + changed + departed
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  departed integer not null default 0,     -- in the directory but not in this import
  refused integer not null default 0,
  failure text,                            -- a closed set of reasons, worded at the screen
  failure_facts jsonb,                     -- what those words need: the missing columns, the line
  primary key (tenant_id, import_id)
);
create index imports_by_time on imports (tenant_id, started_at desc, import_id);
-- One import at a time, whoever asks and however close together.
create unique index one_running_import on imports (tenant_id) where state in ('reading', 'applying');
call keep_to_tenant('imports');

-- What an import read, kept between the dry run and its application.
create table import_rows (
  tenant_id uuid not null,
  import_id uuid not null,
  line integer not null,                   -- line of the file where the row began; counted on for those it lacks
  verdict text not null check (verdict in ('added', 'changed', 'unchanged', 'departed', 'refused')),
  reason text,                             -- why it was refused, or what changed; a closed set, worded at the screen
  note text,                               -- what was left out of a row that was kept
  label text not null,                     -- how to recognise the row on the report: a name, an address or the raw start
  person_id uuid,
  username text,
  person jsonb,                            -- the readable fields of the row; a field that is missing is left as it is
  primary key (tenant_id, import_id, line),
  foreign key (tenant_id, import_id) references imports (tenant_id, import_id) on delete cascade
);
create index import_rows_by_verdict on import_rows (tenant_id, import_id, verdict, line);
call keep_to_tenant('import_rows');

-- Where the last import from Graph ended; the next one asks only for what changed since.
create table graph_positions (
  tenant_id uuid primary key references tenants,
  delta_link text not null,
  taken_at timestamptz not null
);
call keep_to_tenant('graph_positions');

create table champions (
  tenant_id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('champion', 'mentor')),
  state text not null check (state in ('nominated', 'confirmed', 'declined', 'ended')),
  nominated_by uuid,
  nomination_note text not null default '',
  decided_by uuid,
  decided_at timestamptz,
  loves_to_help_with text not null default '',
  capacity_per_week integer not null default 4 check (capacity_per_week between 0 and 40),
  paused_until date,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id),
  foreign key (tenant_id, nominated_by) references people (tenant_id, person_id),
  foreign key (tenant_id, decided_by) references people (tenant_id, person_id)
);
create index champions_by_state on champions (tenant_id, state, person_id);
call keep_to_tenant('champions');

create table champion_skills (
  tenant_id uuid not null,
  person_id uuid not null,
  topic text not null,
  level smallint not null check (level between 1 and 3),
  primary key (tenant_id, person_id, topic),
  foreign key (tenant_id, person_id) references champions (tenant_id, person_id)
);
create index champion_skills_by_topic on champion_skills (tenant_id, topic, person_id);
call keep_to_tenant('champion_skills');
