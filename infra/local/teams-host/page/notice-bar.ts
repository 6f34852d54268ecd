import { find } from './find.ts';

/** Shows one message at the foot of the page until it is dismissed or another one comes; `link` follows it and can be opened. */
export function tell(text: string, link?: string): void {
  const words: (string | Node)[] = [text];
  if (link !== undefined) {
    const anchor = Object.assign(document.createElement('a'), { href: link, target: '_blank', rel: 'noopener' });
    anchor.textContent = link;
    words.push(' ', anchor);
  }
  find('notice-text', HTMLElement).replaceChildren(...words);
  find('notice', HTMLElement).dataset.shown = '';
}

/** Takes the message away. */
export function hush(): void {
  find('notice-text', HTMLElement).replaceChildren();
  delete find('notice', HTMLElement).dataset.shown;
}
