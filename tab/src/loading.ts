/** Milliseconds after which the first screen is there, and has all it asked for. */
const late = 3_000;
/** Milliseconds until what could not be loaded is tried again by itself. */
const again = 30_000;

/**
 * Loads what nobody waits for, once the first screen is there. What cannot be reached is tried again when the device is
 * back, or after a while. Answers how to stop.
 */
export function loadLate<Loaded>(load: () => Promise<Loaded>, use: (loaded: Loaded) => void): () => void {
  let stopped = false;
  let timer = setTimeout(attempt, late);
  function attempt() {
    stop();
    load().then(
      (loaded) => {
        if (!stopped) use(loaded);
      },
      () => {
        if (stopped) return;
        timer = setTimeout(attempt, again);
        window.addEventListener('online', attempt);
      },
    );
  }
  function stop() {
    clearTimeout(timer);
    window.removeEventListener('online', attempt);
  }
  return () => {
    stopped = true;
    stop();
  };
}

/** Loads what somebody waits for; while the device is offline, it waits until the device is back. */
export async function loadOnline<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine) throw error;
    await new Promise((back) => window.addEventListener('online', back, { once: true }));
    return loadOnline(load);
  }
}
