import pg from 'pg';
import type { Filter } from './asked.ts';

/** The feed as most write it: everything joined and counted, words found by ILIKE, and then the newest page cut off. */
export async function openObvious(appUrl: string, tenantId: string, readerId: string) {
  const client = new pg.Client(appUrl);
  await client.connect();
  await client.query(`set app.tenant_id = '${tenantId}'`);
  return {
    page: async ({ leader, department, topic, search }: Filter, limit: number): Promise<string[]> => {
      const words = search?.split(' ') ?? [];
      const { rows } = await client.query(
        `select message.*, author.display_name, author.job_title, author.department,
           count(distinct reply.message_id) as replies, count(distinct bookings.booking_id) as bookings,
           (select jsonb_agg(jsonb_build_object('reaction', reaction, 'count', given, 'mine', mine)) from (
             select one ->> 'reaction' as reaction, count(*) as given, bool_or(person = $2) as mine
             from jsonb_array_elements(message.reactions) as one, jsonb_array_elements_text(one -> 'by') as person
             group by 1) as counted) as counted
         from leadership_messages as message
           join leaders on leaders.tenant_id = message.tenant_id and leaders.person_id = message.author_id
           join people as author on author.tenant_id = message.tenant_id and author.person_id = message.author_id
           left join leadership_messages as reply on reply.tenant_id = message.tenant_id
             and reply.channel_key = message.channel_key and reply.root_id = message.message_id and reply.deleted_at is null
           left join bookings on bookings.tenant_id = message.tenant_id and bookings.post_id = message.message_id
         where message.tenant_id = $1 and message.root_id is null and message.deleted_at is null
           and ($3::uuid is null or message.author_id = $3) and ($4::text is null or author.department = $4)
           and ($5::text is null or $5 = any(message.topics))
           and message.plain ilike all ($6::text[])
         group by message.tenant_id, message.channel_key, message.message_id, author.tenant_id, author.person_id
         order by message.posted_at desc, message.message_id desc limit $7`,
        [
          tenantId,
          readerId,
          leader ?? null,
          department ?? null,
          topic ?? null,
          words.map((word) => `%${word}%`),
          limit,
        ],
      );
      return rows.map((row) => row.message_id);
    },
    close: () => client.end(),
  };
}
