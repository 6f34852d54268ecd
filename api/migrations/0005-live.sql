-- How often what people look at has changed. What a screen shows is current while the version it was read at is.
create table live_topics (
  tenant_id uuid not null references tenants,
  topic text collate "C" not null,         -- such as person:<id>; see api/src/live/topic.ts
  version bigint not null,
  changed_at timestamptz not null,         -- by this server's clock
  primary key (tenant_id, topic)
) with (fillfactor = 70);                  -- a row is written again and again in its place
call keep_to_tenant('live_topics');
