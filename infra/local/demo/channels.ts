import { readFileSync } from 'node:fs';
import { Temporal } from 'temporal-polyfill';
import type { Channels } from '../graph/channels.ts';
import type { MessageDraft } from '../graph/message-draft.ts';
import type { ChannelMessage } from '../graph/messages.ts';
import { leadersChannelOf, openLeadersChannel } from './heads-channel.ts';
import { leadersPosts, type PostPlan, type ReplyPlan, writtenBeside } from './leaders-posts.ts';

type Colleague = { id: string; displayName: string; timeZone: string; officeLocation: string };

/** Where leaders post: a channel of the team that everybody is in, in which Open Door was added. */
export const leadersChannel = leadersChannelOf('caldervale.example');

/**
 * The teams of the demo organisation with ten weeks of leaders' posts, counted back from `now`; and what else an owner meets
 * who looks for a channel: a private one, and a team without Open Door.
 */
export function writeDemoChannels(channels: Channels, people: readonly Colleague[], now: Temporal.Instant): void {
  openLeadersChannel(channels, leadersChannel);
  const pen = penOf(channels, people, now);
  const owner = pen.idOf('Teresa Almada');
  channels.createChannel(leadersChannel.teamId, {
    name: 'AI programme, planning',
    membershipType: 'private',
    members: [owner],
  });
  const lisbon = people.filter(({ officeLocation }) => officeLocation === 'Lisbon').map(({ id }) => id);
  const office = channels.createTeam({ name: 'Lisbon office', members: lisbon });
  channels.createChannel(office.id, { name: 'General' });
  channels.createChannel(office.id, { name: 'AI at lunch' });
  for (const plan of leadersPosts) pen.write(plan);
  const beside = channels.post(leadersChannel, pen.idOf(writtenBeside.by), writtenBeside.html, {
    at: pen.at(writtenBeside),
  });
  pen.react(beside, writtenBeside.reactions);
}

/** The message that a planned post became. */
export function findPost({ messages }: Channels, by: string, daysAgo: number): ChannelMessage {
  const plan = leadersPosts.find((post) => post.by === by && post.daysAgo === daysAgo);
  const { html = '' } = plan?.edited ?? plan ?? {};
  const words = html.split('@')[0] ?? '';
  const found = messages.of(leadersChannel.channelId).find(({ content }) => content.body.content.startsWith(words));
  if (!plan || !found) throw new Error(`${by} wrote no post ${daysAgo} days ago.`);
  return found;
}

function penOf(channels: Channels, people: readonly Colleague[], now: Temporal.Instant) {
  const byName = new Map(people.map((person) => [person.displayName, person]));
  const named = (name: string): Colleague => {
    const person = byName.get(name);
    if (!person) throw new Error(`Nobody here is called ${name}.`);
    return person;
  };
  const idOf = (name: string) => named(name).id;

  /** On the Friday before, where it would be a weekend, and never after now. */
  function at({ by, daysAgo, at: time }: Pick<PostPlan, 'by' | 'daysAgo' | 'at'>): Temporal.Instant {
    const { timeZone } = named(by);
    const day = now.toZonedDateTimeISO(timeZone).toPlainDate().subtract({ days: daysAgo });
    const workday = day.subtract({ days: Math.max(0, day.dayOfWeek - 5) });
    return notAfter(workday.toZonedDateTime({ timeZone, plainTime: time }).toInstant());
  }
  function notAfter(instant: Temporal.Instant): Temporal.Instant {
    return Temporal.Instant.compare(instant, now) < 0 ? instant : now.subtract({ minutes: 1 });
  }
  function react(message: ChannelMessage, reactions: Readonly<Record<string, number>> = {}) {
    const { personId = '' } = message.from && 'personId' in message.from ? message.from : {};
    const others = people.filter(({ id }) => id !== personId);
    let next = message.createdAt % others.length;
    for (const [reactionType, count] of Object.entries(reactions)) {
      for (let given = 0; given < count; given++, next += 7) {
        const person = others[next % others.length];
        if (person)
          channels.react(message, person.id, reactionType, { at: instantOf(message.createdAt).add({ minutes: 5 }) });
      }
    }
  }

  function write(plan: PostPlan) {
    const at_ = at(plan);
    const hosted = plan.image ? [imageFrom(plan.image)] : [];
    const post = channels.post(
      leadersChannel,
      idOf(plan.by),
      { ...draft(plan.html, plan.mentions), hostedContents: hosted },
      { at: at_ },
    );
    react(post, plan.reactions);
    if (plan.edited) {
      const editedAt = notAfter(at_.add({ hours: plan.edited.hoursLater }));
      channels.edit(post, draft(plan.edited.html, plan.mentions), { at: editedAt });
    }
    for (const reply of plan.replies) writeReply(post, reply);
  }
  function writeReply(post: ChannelMessage, { by, hoursLater, html, mentions, card, reactions }: ReplyPlan) {
    const words = draft(html, mentions);
    const carded = card && {
      body: { ...words.body, content: `${html}<attachment id="card"></attachment>` },
      attachments: [
        { id: 'card', contentType: 'application/vnd.microsoft.card.adaptive', content: JSON.stringify(card) },
      ],
    };
    const when = { at: notAfter(instantOf(post.createdAt).add({ hours: hoursLater })) };
    react(channels.reply(post, idOf(by), { ...words, ...carded }, when), reactions);
  }
  /** `@Name` in the words becomes a mention, as Teams writes it. */
  function draft(html: string, mentions: readonly string[] = []): Pick<MessageDraft, 'body' | 'mentions'> {
    const marked = mentions.reduce((text, name, id) => text.replace(`@${name}`, `<at id="${id}">${name}</at>`), html);
    return {
      body: { contentType: 'html', content: marked },
      mentions: mentions.map((name, id) => ({
        id,
        mentionText: name,
        mentioned: { user: { id: idOf(name), displayName: name, userIdentityType: 'aadUser' } },
      })),
    };
  }
  return { idOf, at, react, write };
}

function imageFrom(file: NonNullable<PostPlan['image']>): MessageDraft['hostedContents'][number] {
  return { id: '1', type: 'image/png', base64: readFileSync(new URL(file, import.meta.url)).toString('base64') };
}

function instantOf(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds);
}
