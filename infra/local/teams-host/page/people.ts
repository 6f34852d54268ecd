import type { View } from './address.ts';
import type { HostPerson } from './settings.ts';

/** People matching a name, or the one with this object id; the first few when the query is empty. */
export async function searchPeople(query: string, signal?: AbortSignal): Promise<HostPerson[]> {
  const answer = await fetch(`/host/people?query=${encodeURIComponent(query)}`, { signal: signal ?? null });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as HostPerson[];
}

/** The person a view names; `found` is false when it is somebody else because there is no such person. */
export async function personOf(view: View): Promise<{ found: boolean; person: HostPerson | undefined }> {
  if (view.person) {
    const named = (await searchPeople(view.person)).find(
      ({ oid, tid }) => oid === view.person && (!view.tenant || tid === view.tenant),
    );
    if (named) return { found: true, person: named };
  }
  return { found: !view.person, person: (await searchPeople(''))[0] };
}

/** A fresh tab token for a person; rejects with the words of the server. */
export async function tokenOf({ tid, oid }: HostPerson): Promise<string> {
  const answer = await fetch('/host/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tid, oid }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

/** First letters of the first and last name, for the round picture. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter(Boolean);
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? '')][0] ?? '').join('');
}
