import type { ElementHandle, Locator } from 'playwright-core';
import { expect } from 'vitest';
import { isFocused, type Visitor } from './window.ts';

/** More stops than any screen has before the one that is wanted. */
const mostStops = 60;

export type Keyboard = {
  /** Presses Tab until `target` has focus. Every stop inside the tab has to show that it has it. */
  tabTo(target: Locator): Promise<void>;
  press(key: string): Promise<void>;
  type(text: string): Promise<void>;
};

/** Uses the page without a mouse. */
export function keyboardOf(visitor: Visitor): Keyboard {
  const { page } = visitor;
  const tabTo = async (target: Locator) => {
    await target.waitFor();
    let before: Focused | undefined;
    for (let stop = 0; stop < mostStops; stop++) {
      await page.keyboard.press('Tab');
      before = await expectFocusShows(visitor, before);
      if (await isFocused(target)) return;
    }
    throw new Error(`Tab does not lead to ${target}`);
  };
  return { tabTo, press: (key) => page.keyboard.press(key), type: (text) => page.keyboard.insertText(text) };
}

type Focused = ElementHandle<HTMLElement>;

/**
 * Compares the picture around the focused element with the same place without focus. The host's own controls are not ours.
 * Answers what has focus: a time is several stops within one field, and would begin anew with each look.
 */
async function expectFocusShows({ page, tab }: Visitor, before: Focused | undefined): Promise<Focused | undefined> {
  const [focused] = (await tab.locator(':focus').elementHandles()) as Focused[];
  if (!focused) return undefined;
  if (before && (await focused.evaluate((element, last) => element === last, before))) return focused;
  const words = await focused.evaluate(
    (element) => `${element.localName} "${element.ariaLabel ?? element.textContent}"`,
  );
  // A list that is brought up to date at this very moment draws anew, with and without focus alike.
  await expect.poll(() => focusShows(page, focused), { message: `focus shows nothing on ${words}` }).toBe(true);
  return focused;
}

async function focusShows(page: Visitor['page'], focused: Focused): Promise<boolean> {
  // A radio button is hidden inside the label that stands for it.
  const seen = await focused.evaluateHandle((element) => element.closest('label') ?? element);
  const clip = around(await seen.asElement()?.boundingBox(), page.viewportSize());
  const shown = await page.screenshot({ clip, animations: 'disabled' });
  await focused.evaluate((element) => element.blur());
  const hidden = await page.screenshot({ clip, animations: 'disabled' });
  await focused.evaluate((element) => element.focus());
  return !shown.equals(hidden);
}

type Size = { width: number; height: number };

/** A place on the screen with room for an outline. */
function around(box: ({ x: number; y: number } & Size) | null | undefined, screen: Size | null) {
  if (!box || !screen) throw new Error('what has focus is not on the screen');
  const room = 6;
  const [x, y] = [Math.max(0, box.x - room), Math.max(0, box.y - room)];
  const [right, bottom] = [box.x + box.width + room, box.y + box.height + room];
  return { x, y, width: Math.min(screen.width, right) - x, height: Math.min(screen.height, bottom) - y };
}
