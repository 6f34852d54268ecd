-- Messages owed to people: written in the transaction that causes them, delivered by the bot afterwards.

create table notices (
  tenant_id uuid not null,
  notice_id uuid not null,
  person_id uuid not null,
  kind text not null,
  key text not null,                       -- the same key is never owed twice
  payload jsonb not null,
  due_at timestamptz not null,
  state text not null default 'owed' check (state in ('owed', 'delivered', 'dropped', 'failed')),
  attempts integer not null default 0,
  leased_until timestamptz,                -- a deliverer that dies gives its notices back when this passes
  settled_at timestamptz,
  failure text,                            -- why the last attempt failed, or why it was dropped
  created_at timestamptz not null,
  primary key (tenant_id, notice_id),
  unique (tenant_id, key),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
create index notices_owed on notices (tenant_id, due_at) where state = 'owed';
create index notices_failed on notices (tenant_id, settled_at desc, notice_id) where state = 'failed';
call keep_to_tenant('notices');

-- Where the bot can reach a person: the conversation they or their organisation opened with it.
create table conversations (
  tenant_id uuid not null,
  person_id uuid not null,
  reference jsonb not null,
  updated_at timestamptz not null,
  primary key (tenant_id, person_id),
  foreign key (tenant_id, person_id) references people (tenant_id, person_id)
);
call keep_to_tenant('conversations');
