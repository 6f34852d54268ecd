import type { Page, Route } from 'playwright-core';

/** Keeps answers to these addresses back until what it answers is called. */
export async function holdBack(page: Page, addresses: string): Promise<() => Promise<void>> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const handler = async (route: Route) => {
    await opened;
    await route.fallback();
  };
  await page.route(addresses, handler);
  return async () => {
    open();
    await page.unroute(addresses, handler);
  };
}
