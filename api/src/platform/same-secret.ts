import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a secret with what somebody says it is, in a time that does not tell how much of it was right. */
export function isSameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
