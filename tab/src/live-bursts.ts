import type { Topic } from '@open-door/api/live/schema.ts';

/** However fast changes come, they are read at most this often. */
const breathMilliseconds = 250;

/** Gathers topics that changed: the first is told at once, what follows closely together, and nothing while nobody looks. */
export function createBursts(onChange: (topics: readonly Topic[]) => void, isHidden: () => boolean) {
  const gathered = new Set<Topic>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    if (gathered.size === 0 || isHidden()) return;
    const topics = [...gathered];
    gathered.clear();
    // Held for a breath, so that whatever changes meanwhile is told at its end.
    timer = setTimeout(tell, breathMilliseconds);
    onChange(topics);
  };
  return {
    add: (topics: readonly Topic[]) => {
      for (const topic of topics) gathered.add(topic);
      if (timer === undefined) tell();
    },
    /** Somebody looks again. */
    flush: () => {
      if (timer === undefined) tell();
    },
  };
}
