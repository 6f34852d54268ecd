import { answersFor, type Host, type Progress } from './answers.ts';
import { type Channel, openChannel } from './channel.ts';
import { find } from './find.ts';
import type { Entity } from './settings.ts';
import type { Opening } from './tab-context.ts';
import type { Say } from './words.ts';

/** Teams gives a tab 30 seconds to call notifySuccess or notifyFailure. */
const patience = 30_000;

/** What Teams for the web allows a tab; leaving out top navigation keeps the tab inside the host, as there. */
const sandbox =
  'allow-downloads allow-forms allow-modals allow-pointer-lock allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts';

/** The frame of the tab: every opening is a new frame with its own channel, under a loader until the tab says it is ready. */
export function tabFrame(say: () => Say, host: Omit<Host, 'progress' | 'register'>) {
  const holder = find('tab', HTMLElement);
  const failure = find('failure', HTMLElement);
  const retry = find('retry', HTMLElement);
  let channel: Channel | undefined;
  let listened = new Set<string>();
  let deadline: number | undefined;
  let latest: (() => void) | undefined;

  const show = (stage: 'loading' | 'open' | 'failed', message = '') => {
    holder.dataset.stage = stage;
    find('loader', HTMLElement).hidden = stage !== 'loading';
    failure.hidden = stage !== 'failed';
    find('failure-message', HTMLElement).textContent = message;
    const frame = holder.querySelector('iframe');
    if (frame) frame.hidden = stage === 'failed';
  };
  const progress = (step: Progress) => {
    if (step.kind !== 'loaded') clearTimeout(deadline);
    if (step.kind === 'failed') {
      show('failed', say()('reason', { reason: [step.reason, step.message].filter(Boolean).join(' – ') }));
      retry.focus();
      return;
    }
    if (step.kind === 'expected-failure')
      console.info(`The tab reports an expected failure: ${step.reason}`, step.message);
    show('open');
  };
  const open = (opening: Opening, entity: Entity) => {
    clearTimeout(deadline);
    channel?.close();
    listened = new Set();
    const frame = document.createElement('iframe');
    frame.title = 'Open Door';
    frame.name = 'embedded-page-container';
    frame.setAttribute('sandbox', sandbox);
    frame.allow = 'clipboard-write';
    frame.src = entity.contentUrl;
    const register = (event: string) => listened.add(event);
    channel = openChannel(
      frame,
      host.settings.contentOrigin,
      answersFor(opening, entity, { ...host, progress, register }),
    );
    holder.querySelector('iframe')?.remove();
    holder.append(frame);
    show('loading');
    deadline = setTimeout(() => show('failed', say()('timedOut')), patience);
    latest = () => open(opening, entity);
  };
  retry.addEventListener('click', () => latest?.());

  return {
    open,
    /** Sends an event if the tab asked for it; false when it did not. */
    send(event: string, args: readonly unknown[], registeredAs = event): boolean {
      if (!listened.has(registeredAs)) return false;
      channel?.send(event, args);
      return true;
    },
  };
}
