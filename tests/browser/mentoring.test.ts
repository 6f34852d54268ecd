import { listMentorships } from '@open-door/api/mentorships/actions/mentorships.ts';
import type { Mentorship } from '@open-door/api/mentorships/schema.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { actorOf } from './desk-week.ts';
import { type Lobby, openLobby } from './lobby.ts';
import { findHelp } from './screens.ts';
import { switchTheme, themes } from './theme.ts';
import type { Visitor } from './window.ts';

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

let lobby: Lobby;
/** The demo's pilot proposes a mentor to each of these two. */
let ines: Visitor;
let filipa: Visitor;
let ofInes: Mentorship;
let ofFilipa: Mentorship;

beforeAll(async () => {
  lobby = await openLobby();
  [ofInes, ofFilipa] = await Promise.all([proposedTo('Inês Carvalho'), proposedTo('Filipa Correia')]);
  [ines, filipa] = await Promise.all([lobby.welcome('Inês Carvalho'), lobby.welcome('Filipa Correia')]);
});
afterAll(() => lobby?.close());

async function proposedTo(name: string): Promise<Mentorship> {
  const { items } = await listMentorships(lobby.stage.deps, actorOf(lobby.stage, name));
  const proposed = items.find(({ state }) => state === 'proposed');
  if (!proposed) throw new Error(`nobody is proposed to ${name}`);
  return proposed;
}

const given = (displayName: string) => displayName.split(' ')[0] ?? '';
const button = ({ tab }: Visitor, name: string | RegExp) => tab.getByRole('button', { name, exact: true });
const heading = ({ tab }: Visitor, name: string | RegExp) => tab.getByRole('heading', { name });

async function withWindow(name: string, use: (visitor: Visitor) => Promise<void>): Promise<void> {
  const visitor = await lobby.welcome(name);
  try {
    await use(visitor);
  } finally {
    await visitor.close();
  }
}

/** A check-in comes due without a wait of weeks. */
async function letCheckInComeDue({ mentorshipId }: Mentorship): Promise<void> {
  const { rowCount } = await lobby.owner.query(
    `update check_ins set due_at = now() - interval '1 minute' where mentorship_id = $1 and point = 'week-2'`,
    [mentorshipId],
  );
  expect(rowCount).toBe(2);
}

/** Without a violation in any theme, and as wide as a phone. */
async function looksRight(visitor: Visitor, what: string): Promise<void> {
  for (const theme of themes) {
    await switchTheme(visitor, theme);
    expect.soft(await violations(visitor), `${what}, ${theme}`).toEqual([]);
  }
  await visitor.page.setViewportSize(phone);
  const sideways = () => visitor.tab.locator('html').evaluate((shown) => shown.scrollWidth - shown.clientWidth);
  await expect.poll(sideways, { timeout: 10_000 }).toBeLessThanOrEqual(0);
  await visitor.page.setViewportSize(wide);
}

test('a proposal on Home begins when both have said yes, and shows at once on both sides', async () => {
  const name = given(ofInes.mentor.displayName);
  await ines.visit();
  await ines.tab.getByRole('link', { name: `${name} could be your mentor: say yes or no` }).click();
  await heading(ines, `${ofInes.mentor.displayName} could be your mentor`).waitFor();
  await ines.tab.getByText(`Why ${name}`).waitFor();
  await looksRight(ines, 'a proposal');
  await button(ines, `Yes, I’d like to meet ${name}`).click();
  await ines.tab.getByText(`You said yes. It begins when ${name} has, too.`).waitFor();
  await withWindow(ofInes.mentor.displayName, async (mentor) => {
    await mentor.visit(`mentoring/${ofInes.mentorshipId}`);
    await mentor.tab.getByText('What Inês wants to get done').waitFor();
    await mentor.tab.getByText('Why we thought of you').waitFor();
    await button(mentor, 'Yes, I’ll mentor Inês').click();
    await heading(mentor, 'You mentor Inês Carvalho').waitFor();
  });
  await heading(ines, `${ofInes.mentor.displayName} is your mentor`).waitFor();
  await button(ines, 'Book a session').waitFor();
});

test('the learner changes the goal, and takes the change back', async () => {
  await button(ines, 'Change the goal').click();
  const goal = ines.tab.getByRole('textbox', { name: 'What do you want to get done?' });
  await goal.fill('');
  await button(ines, 'Save').click();
  await ines.tab.getByText('Write one sentence, so that we know whom to look for.').waitFor();
  await goal.fill('Close the month in a day');
  await button(ines, 'Save').click();
  await ines.tab.getByText('Close the month in a day').first().waitFor();
  await button(ines, 'Undo').click();
  await ines.tab.getByText(ofInes.goal).first().waitFor();
});

test('a check-in is asked on Home, answered once, and stays with who answered', async () => {
  await letCheckInComeDue(ofInes);
  await ines.visit();
  await ines.tab.getByRole('link', { name: /^How is it going with / }).click();
  await ines.tab.getByRole('radio', { name: 'It goes slowly' }).check();
  await ines.tab.getByRole('textbox', { name: /^What is different in your work/ }).fill('Half the copying is gone');
  await looksRight(ines, 'a check-in');
  await button(ines, 'Send my answer').click();
  await ines.tab.getByText(/It goes slowly · Half the copying is gone/).waitFor();
  expect(await ines.tab.getByRole('radio').count()).toBe(0);
  await withWindow(ofInes.mentor.displayName, async (mentor) => {
    await mentor.visit(`mentoring/${ofInes.mentorshipId}`);
    await heading(mentor, /^Two weeks with Inês/).waitFor();
    expect(await mentor.tab.getByText('Half the copying is gone').count()).toBe(0);
  });
});

test('is paused, goes on by an undo, and ends with what came of it', async () => {
  await button(ines, 'Pause…').click();
  await ines.tab.getByRole('dialog').waitFor();
  await button(ines, 'Pause').click();
  await button(ines, 'Go on now').waitFor();
  await button(ines, 'Undo').click();
  await button(ines, 'Pause…').waitFor();
  await button(ines, 'End it…').click();
  await ines.tab.getByRole('radio', { name: 'Some of it is reached' }).check();
  await button(ines, 'End it').click();
  await heading(ines, `${ofInes.mentor.displayName} was your mentor`).waitFor();
  await ines.tab.getByText('The goal was partly reached.').waitFor();
});

test('a no says to the other side neither through whom nor why', async () => {
  await filipa.visit(`mentoring/${ofFilipa.mentorshipId}`);
  await button(filipa, 'Not this time…').click();
  await filipa.tab.getByRole('radio', { name: 'We do not fit for what it is about' }).check();
  await filipa.tab.getByRole('textbox', { name: 'Anything to add?' }).fill('Too far from my ledger');
  await button(filipa, 'Say no').click();
  await filipa.tab.getByText('You said no to this proposal.').waitFor();
  await withWindow(ofFilipa.mentor.displayName, async (mentor) => {
    await mentor.visit(`mentoring/${ofFilipa.mentorshipId}`);
    await mentor.tab.getByText('This proposal came to nothing.').waitFor();
    expect(await mentor.tab.getByText(/Too far from|do not fit|said no/).count()).toBe(0);
  });
});

test('an invitation is accepted with a goal, left and come back to, and declined without a why', async () => {
  await withWindow('Ezra Washington', async (ezra) => {
    await ezra.visit();
    await ezra.tab.getByRole('link', { name: /^Would you like a mentor\?/ }).click();
    await button(ezra, 'Yes, find me a mentor').click();
    await button(ezra, 'Join').click();
    await ezra.tab.getByText('Write one sentence, so that we know whom to look for.').waitFor();
    await looksRight(ezra, 'joining a cohort');
    await ezra.tab.getByRole('textbox', { name: 'What do you want to get done?' }).fill('Fewer returns');
    await button(ezra, 'Join').click();
    await heading(ezra, /^You take part in “Pilot/).waitFor();
    await button(ezra, 'Leave').click();
    await heading(ezra, /^You left “Pilot/).waitFor();
    await button(ezra, 'Undo').click();
    await ezra.tab.getByText('Fewer returns').waitFor();
  });
  await withWindow('Tan Mei Ling', async (tan) => {
    await tan.visit('mentoring');
    await button(tan, 'No, thank you').click();
    await button(tan, 'Join after all').waitFor();
  });
});

test('somebody is blocked on their page, listed to nobody else, and allowed again', async () => {
  await filipa.visit(`people/${lobby.idOf('Tiago Nunes')}`);
  await button(filipa, 'Do not match us').click();
  await filipa.tab.getByRole('dialog').getByRole('button', { name: 'Do not match us' }).click();
  await filipa.tab.getByText('You chose not to be matched with Tiago.').waitFor();
  await filipa.visit('about');
  await heading(filipa, 'Not matched with').waitFor();
  await button(filipa, 'Allow again: Tiago').click();
  await expect.poll(() => heading(filipa, 'Not matched with').count()).toBe(0);
});

test('says why somebody did not come first', async () => {
  await findHelp(filipa);
  await filipa.tab
    .getByRole('button', { name: /^Why not first\?/ })
    .first()
    .click();
  await filipa.tab
    .getByText('What would change it')
    .or(filipa.tab.getByRole('list', { name: 'What made the difference' }))
    .first()
    .waitFor();
  await looksRight(filipa, 'why not first');
});
