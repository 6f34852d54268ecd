import { launchChromium } from '../support/chromium.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type DemoStage, openDemoStage } from '../support/stage.ts';
import { idOf, openWindow, type Visitor } from './window.ts';

/** The product on the demo organisation and one browser, for one test file. */
export type Lobby = {
  stage: DemoStage;
  /** The database as its owner: for moments that nobody waits for, such as a hold that ran out. */
  owner: TestDatabase['owner'];
  idOf(name: string): string;
  welcome(name: string): Promise<Visitor>;
  /** Throws when a script of a page failed on the way. */
  close(): Promise<void>;
};

export async function openLobby(): Promise<Lobby> {
  const database = await createDatabase();
  const [stage, browser] = await Promise.all([openDemoStage(database.appUrl), launchChromium()]);
  const faults: string[] = [];
  return {
    stage,
    owner: database.owner,
    idOf: (name) => idOf(stage, name),
    welcome: (name) => openWindow(browser, stage, name, (fault) => faults.push(fault)),
    close: async () => {
      await browser.close();
      await stage.stop();
      await database.close();
      if (faults.length > 0) throw new Error(`scripts failed:\n${faults.join('\n')}`);
    },
  };
}
