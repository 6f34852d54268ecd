import { createHash } from 'node:crypto';

/** A strong ETag of an answer: whatever changes in it changes the tag. */
export function entityTag(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
}

/** Whether the answer with this tag is among those that the caller has, by their If-None-Match (RFC 9110, section 13.1.2). */
export function isCurrent(ifNoneMatch: string | undefined, tag: string): boolean {
  const known = ifNoneMatch?.split(',').map((each) => each.trim().replace(/^W\//, '')) ?? [];
  return known.includes(tag) || known.includes('*');
}
