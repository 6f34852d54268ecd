import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Actor } from '../../platform/actor.ts';
import { isRefusal, type Refusal, refuse } from '../../platform/result.ts';
import { imageTypeOf } from '../image-type.ts';
import { findImage } from '../store/messages.ts';

type Answer = Blob | Refusal<'no-such-image' | 'graph-unavailable'>;
type Wanted = NonNullable<Awaited<ReturnType<typeof findImage>>> & { messageId: string };

/** Images that were read lately, so that a roomful of readers asks Graph once; the one unused for longest makes room. */
const kept = new Map<string, Blob>();
const mostBytesKept = 32 * 1024 * 1024;
let bytesKept = 0;
const underWay = new Map<string, Promise<Answer>>();

/** An image of a message, read from Teams as the app. Only what a browser shows as a picture and nothing else. */
export async function getPostImage(
  deps: Deps,
  { tenantId }: Actor,
  { messageId, image }: { messageId: string; image: number },
): Promise<Answer> {
  const found = await deps.db.transaction(tenantId, (tx) => findImage(tx, messageId, image));
  if (!found) return refuse('no-such-image');
  const key = JSON.stringify([tenantId, found.channelId, messageId, found.hosted]);
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const asked = underWay.get(key) ?? ask(deps, tenantId, { ...found, messageId }).finally(() => underWay.delete(key));
  underWay.set(key, asked);
  const answer = await asked;
  if (answer instanceof Blob) keep(key, answer);
  return answer;
}

function keep(key: string, image: Blob): void {
  if (kept.has(key)) return;
  kept.set(key, image);
  bytesKept += image.size;
  for (const [oldest, { size }] of kept) {
    if (bytesKept <= mostBytesKept) return;
    kept.delete(oldest);
    bytesKept -= size;
  }
}

async function ask(deps: Deps, tenantId: string, wanted: Wanted): Promise<Answer> {
  const { teamId: team, channelId: channel, rootId, messageId, hosted: content } = wanted;
  const as = { kind: 'application', tenantId } as const;
  const schema = z.instanceof(Blob);
  const called =
    rootId === null
      ? await deps.graph.call('channelImage', { as, schema, path: { team, channel, message: messageId, content } })
      : await deps.graph.call('replyImage', {
          as,
          schema,
          path: { team, channel, message: rootId, reply: messageId, content },
        });
  if (isRefusal(called)) return refuse(called.reason === 'not-found' ? 'no-such-image' : 'graph-unavailable');
  const bytes = new Uint8Array(await called.answer.arrayBuffer());
  const type = imageTypeOf(bytes);
  return type ? new Blob([bytes], { type }) : refuse('no-such-image');
}
