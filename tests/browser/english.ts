import type { FrameLocator } from 'playwright-core';
import apiEnglish from '../../api/src/messages/en.json' with { type: 'json' };
import { departments } from '../../infra/local/demo/departments.ts';
import tabEnglish from '../../tab/src/messages/en.json' with { type: 'json' };

const english: string[] = [...Object.values(tabEnglish), ...Object.values(apiEnglish)];

/** Names that are the same in Portuguese, and departments of the demo organisation. */
const names = new Set([
  ...['Open Door', 'Champion', 'Champions', 'champion', 'champions', 'Mentor', 'Microsoft Graph'],
  ...Object.keys(departments),
]);

/** Words shorter than this tell only when they stand alone, since they may be part of what somebody wrote. */
const shortestTell = 8;

/** An argument with its kind, such as `{count, plural,`, and what else is no word of a message. */
const syntax = /\{\w+(?=[,}])(?:, (?:plural|select|number),?)?|[{}#\n]/;

/** Literal parts of English messages, between their arguments. */
const parts = [...new Set(english.flatMap((message) => message.split(syntax)))]
  .map((part) => part.trim())
  .filter((part) => part.length >= shortestTell && !names.has(part));

const whole = new Set(english.filter((message) => !names.has(message)));

/** The English a person meets in the tab, read from what is on screen and from what is read out; not what somebody wrote in Teams. */
export async function englishIn(tab: FrameLocator): Promise<string[]> {
  // biome-ignore lint/performance/useDomNodeTextContent: the lines as they stand on screen are what is compared
  const shown = await tab.locator('body').innerText();
  const said = await tab
    .locator('[aria-label], [placeholder], option')
    .evaluateAll((elements) =>
      elements.flatMap((element) => [
        element.getAttribute('aria-label') ?? '',
        element.getAttribute('placeholder') ?? '',
        element.localName === 'option' ? (element.textContent ?? '') : '',
      ]),
    );
  const written = (await tab.locator('[dir=auto]').allInnerTexts()).flatMap((text) => text.split('\n'));
  const lines = [...shown.split('\n').filter((line) => !written.includes(line)), ...said];
  return lines.filter((line) => whole.has(line.trim()) || parts.some((part) => line.includes(part)));
}
