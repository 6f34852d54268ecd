import { changedCsv, chooseFile } from './files.ts';
import type { Lobby } from './lobby.ts';
import type { Visitor } from './window.ts';

export const goal =
  'I copy numbers into an Excel spreadsheet by hand every month and I am afraid to break the formulas';

export type Screen = {
  name: string;
  person: 'learner' | 'champion' | 'leader' | 'owner';
  /** Opens it and waits until it shows what it is about. */
  open(visitor: Visitor): Promise<void>;
  /** The button it is for, where it has one. */
  primary?: RegExp;
};

/** Says a goal on Home, and waits for the champions. */
export async function findHelp({ visit, tab }: Visitor): Promise<void> {
  await visit();
  await tab.getByRole('textbox', { name: 'What do you want to get done with AI?' }).fill(goal);
  await tab.getByRole('button', { name: 'Find someone to help' }).click();
  await tab.getByRole('heading', { name: '3 colleagues who can help' }).waitFor();
}

/** From the champions to Tiago's times, of which it takes the third: it never meets the session Inês has with Grace. */
export async function pickTime({ tab }: Visitor): Promise<void> {
  await tab.getByRole('button', { name: 'More times with Tiago' }).click();
  await tab.getByRole('radio').nth(2).check();
}

/** Every screen of the tab, in an order in which each finds what it shows. */
export function screensOf(idOf: Lobby['idOf']): readonly Screen[] {
  return [...learnerScreens(idOf), ...leadersScreens, ...writingScreens, ...championScreens, ...ownerScreens];
}

const at =
  (place: string, sign: string | RegExp) =>
  async ({ visit, tab }: Visitor) => {
    await visit(place);
    await tab.getByText(sign).first().waitFor();
  };

function learnerScreens(idOf: Lobby['idOf']): Screen[] {
  const learner = { person: 'learner' } as const;
  const champion = (visitor: Visitor) => at(`people/${idOf('Tiago Nunes')}`, 'Soonest free time:')(visitor);
  const colleague = (visitor: Visitor) => at(`people/${idOf('Ana Tavares')}`, 'Local time')(visitor);
  return [
    { ...learner, name: 'Home', open: at('', 'Grace Okafor'), primary: /^Find someone/ },
    { ...learner, name: 'Find help', open: findHelp, primary: /^Book / },
    { ...learner, name: 'Soonest', open: at('soonest', /^Book /), primary: /^Book / },
    {
      ...learner,
      name: 'Find help with filters',
      open: async (visitor) => {
        await findHelp(visitor);
        await visitor.tab.getByRole('button', { name: 'Filters' }).click();
        await visitor.tab.getByRole('option', { name: 'Finance' }).waitFor({ state: 'attached' });
      },
    },
    {
      ...learner,
      name: 'Booking',
      open: async (visitor) => {
        await findHelp(visitor);
        await pickTime(visitor);
      },
      primary: /^Book /,
    },
    {
      ...learner,
      name: 'Booking, a week of times',
      open: async ({ tab, visit }) => {
        await visit(`people/${idOf('Marcus Bell')}/book`);
        await tab.getByRole('tab', { name: 'Week' }).click();
        await tab.getByRole('radio').first().check();
        await tab.getByText('This time is kept for you until').waitFor();
        await tab.getByRole('tab', { name: 'List' }).waitFor();
      },
      primary: /^Book /,
    },
    { ...learner, name: 'Live queues', open: at('queue', 'Wait if you join now'), primary: /^Join / },
    {
      ...learner,
      name: 'Joining a live queue',
      open: async ({ tab, visit }) => {
        await visit('queue');
        await tab
          .getByRole('button', { name: /^Join / })
          .first()
          .click();
        await tab.getByRole('radio', { name: 'Hide my name for good' }).check();
      },
      primary: /^Join the line/,
    },
    {
      ...learner,
      name: 'Meeting regularly',
      open: async ({ tab, visit }) => {
        await visit(`people/${idOf('Diogo Salgado')}/regular`);
        await tab.getByRole('radio').first().check();
        await tab
          .getByRole('button', { name: /^Leave out/ })
          .first()
          .waitFor();
      },
      primary: /^Book \d+ session/,
    },
    {
      ...learner,
      name: 'Confirmation',
      open: async (visitor) => {
        await findHelp(visitor);
        await pickTime(visitor);
        await visitor.tab.getByRole('button', { name: /^Book .+\d\d:\d\d$/ }).click();
        await visitor.tab.getByText('Booked. Tiago is told, and sees your question.').waitFor();
      },
      primary: /^Add to calendar/,
    },
    {
      ...learner,
      name: 'My sessions, with a place kept for them and a series',
      open: async (visitor) => {
        await at('sessions', 'What you asked')(visitor);
        await visitor.tab.getByRole('button', { name: 'Take it' }).waitFor();
        await visitor.tab.getByRole('button', { name: /more, until/ }).click();
      },
      primary: /^Take it/,
    },
    {
      ...learner,
      name: 'A session that is over',
      open: async (visitor) => {
        await at('sessions', 'What you asked')(visitor);
        await visitor.tab
          .getByRole('link', { name: /^Grace Okafor/ })
          .nth(1)
          .click();
        await visitor.tab.getByText('What Grace wrote down').waitFor();
      },
    },
    {
      ...learner,
      name: 'Moving a session',
      open: async (visitor) => {
        await at('sessions', 'What you asked')(visitor);
        await visitor.tab.getByRole('button', { name: 'Move to another time' }).click();
        await visitor.tab.getByRole('radio').first().check();
      },
      primary: /^Move to /,
    },
    {
      ...learner,
      name: 'Cancel dialog',
      open: async ({ page, tab, visit }) => {
        // Narrow enough that the session has a page of its own, which stays when the window gets narrower yet.
        await page.setViewportSize({ width: 1000, height: 800 });
        await visit('sessions');
        await tab
          .getByRole('link', { name: /^Tiago Nunes/ })
          .first()
          .click();
        await tab.getByRole('button', { name: 'Cancel session' }).click();
        await tab.getByRole('dialog').waitFor();
      },
      primary: /^Keep it/,
    },
    {
      ...learner,
      name: 'Mentoring, a proposal',
      open: async ({ page, tab, visit }) => {
        // As with cancelling: it has a page of its own.
        await page.setViewportSize({ width: 1000, height: 800 });
        await visit('mentoring');
        await tab.getByRole('link', { name: /Proposed: say yes or no/ }).click();
        await tab.getByText(/^Why /).waitFor();
      },
      primary: /^Yes, I’d like to meet/,
    },
    { ...learner, name: 'People', open: at('people', 'Show more') },
    { ...learner, name: 'Person, a champion', open: champion, primary: /^Book a session/ },
    { ...learner, name: 'Person, a colleague', open: colleague, primary: /^Suggest as a champion/ },
    {
      ...learner,
      name: 'Suggesting a colleague',
      open: async (visitor) => {
        await colleague(visitor);
        await visitor.tab.getByRole('button', { name: 'Suggest as a champion' }).click();
        await visitor.tab.getByRole('dialog').waitFor();
      },
      primary: /^Send/,
    },
    { ...learner, name: 'About me', open: at('about', 'Save all of it as a file') },
  ];
}

const leadersScreens: Screen[] = [
  {
    person: 'learner',
    name: 'Leaders, narrowed',
    open: async (visitor) => {
      await at('leaders', /^One reply|replies$/)(visitor);
      await visitor.tab.getByRole('button', { name: 'Filters' }).click();
      await visitor.tab.getByRole('button', { name: 'React', exact: true }).first().click();
      await visitor.tab.getByRole('textbox', { name: /^Reply to / }).waitFor();
    },
    primary: /^Book a champion on this/,
  },
  {
    person: 'learner',
    name: 'A leader’s post with an image',
    open: async ({ page, tab, visit }) => {
      // As with cancelling: it has a page of its own.
      await page.setViewportSize({ width: 1000, height: 800 });
      await visit('leaders');
      const post = tab.getByRole('article').filter({ hasText: 'Fourteen hours for this pack' });
      await post.getByRole('link', { name: /^\d+ replies/ }).click();
      await tab.getByRole('button', { name: /^Show larger: / }).waitFor();
      await tab.getByText('written in the channel beside the post').waitFor();
    },
    primary: /^Book a champion on this/,
  },
  { person: 'learner', name: 'Leaders’ posts on a wall', open: at('leaders/show', /^1 of /) },
  {
    person: 'learner',
    name: 'Leaders’ posts for paper',
    open: async (visitor) => {
      await at('leaders/show', /^1 of /)(visitor);
      await visitor.tab.getByRole('button', { name: 'All, to print' }).click();
      await visitor.tab.getByRole('button', { name: 'Print', exact: true }).waitFor();
    },
    primary: /^Print$/,
  },
];

const writingScreens: Screen[] = [
  {
    person: 'leader',
    name: 'Writing a post',
    open: async ({ page, tab, visit }) => {
      await visit('leaders/write');
      await tab.getByRole('textbox', { name: 'What I tried', exact: true }).click();
      await page.keyboard.insertText('I let the assistant explain my Excel formulas to me.');
      await page.keyboard.press('Control+k');
      await tab.getByRole('textbox', { name: 'Address' }).first().fill('example');
      await tab.getByRole('button', { name: 'Add link' }).click();
      await tab.getByRole('button', { name: 'Leave out “What went wrong”' }).click();
      await tab.getByRole('button', { name: 'Excel formulas' }).waitFor();
    },
    primary: /^Post as yourself/,
  },
];

const championScreens: Screen[] = [
  { person: 'champion', name: 'Desk', open: at('desk', 'What Mateo asks') },
  { person: 'champion', name: 'Desk, live queue', open: at('desk/queue', /in line$/), primary: /^Call next/ },
  {
    person: 'champion',
    name: 'Desk, a ticket out of turn',
    open: async ({ page, tab, visit }) => {
      // As with cancelling: the ticket keeps its page when the window gets narrower yet.
      await page.setViewportSize({ width: 1000, height: 800 });
      await visit('desk/queue');
      await tab.getByRole('link', { name: /no name, answered in writing/ }).click();
      await tab.getByRole('button', { name: 'Call out of turn…' }).click();
      await tab.getByRole('textbox', { name: 'Reason' }).fill('It is quickly answered.');
    },
    primary: /^Call now/,
  },
  {
    person: 'champion',
    name: 'Desk, how the queue is run',
    open: at('desk/queue/settings', /^Otherwise, whoever came first|^Whoever came first is/),
    primary: /^Save/,
  },
  { person: 'champion', name: 'Desk, requests', open: at('desk/requests', /^Places are offered|^Nobody waits/) },
  { person: 'champion', name: 'Desk, notes', open: at('desk/notes', 'Your notes') },
  { person: 'champion', name: 'Desk, answers', open: at('desk/answers', 'Share an answer'), primary: /^Share an/ },
  {
    person: 'champion',
    name: 'Sharing an answer',
    open: at('desk/answers/new', 'Everybody in the organisation can read this'),
    primary: /^Share with/,
  },
  {
    person: 'champion',
    name: 'Hours editor',
    open: async (visitor) => {
      await at('desk/hours', /^Learners see .+ free time/)(visitor);
      await visitor.tab.getByRole('button', { name: 'Add hours' }).click();
      await visitor.tab.getByRole('button', { name: 'Add a day' }).click();
      await visitor.tab
        .getByRole('button', { name: /: details of/ })
        .last()
        .click();
      await visitor.tab.getByRole('combobox', { name: 'Where' }).selectOption('In a room');
    },
    primary: /^Save/,
  },
  {
    person: 'champion',
    name: 'Offer editor',
    open: async (visitor) => {
      await at('desk/offer', 'Add a skill')(visitor);
      await visitor.tab
        .getByRole('textbox', { name: 'What I love to help with' })
        .fill('Reports nobody wants to build.');
    },
    primary: /^Save/,
  },
];

/** A part of the cohort that the demo organisation begins with. */
async function pilot({ tab, visit }: Visitor, part: string, sign: string | RegExp): Promise<void> {
  await visit('programme/cohorts');
  await tab.getByRole('link', { name: /^Pilot/ }).click();
  await tab.getByRole('tab', { name: part }).click();
  await tab.getByText(sign).first().waitFor();
}

const ownerScreens: Screen[] = [
  { person: 'owner', name: 'Programme', open: at('programme', 'Supply Chain') },
  { person: 'owner', name: 'Programme, hours', open: at('programme/hours', 'Hour by hour') },
  {
    person: 'owner',
    name: 'Programme, waits',
    open: at('programme/waits', /within the range that people were told\.$/),
  },
  {
    person: 'owner',
    name: 'Programme, booking rules',
    open: async (visitor) => {
      await at('programme/rules', 'Late cancellations')(visitor);
      await visitor.tab.getByRole('spinbutton').first().fill('4');
    },
    primary: /^Save/,
  },
  { person: 'owner', name: 'Programme, cohorts', open: at('programme/cohorts', /^Pilot/), primary: /^New cohort/ },
  {
    person: 'owner',
    name: 'Programme, a new cohort',
    open: async (visitor) => {
      await at('programme/cohorts/new', 'Who is asked')(visitor);
      await visitor.tab.getByRole('combobox', { name: 'Departments' }).selectOption('Finance');
      await visitor.tab.getByRole('button', { name: 'What makes a good pair' }).click();
      await visitor.tab.getByText('How it went so far').waitFor();
    },
    primary: /^Create/,
  },
  {
    person: 'owner',
    name: 'Programme, a cohort',
    open: (visitor) => pilot(visitor, 'Where it stands', /have a mentor\.$/),
  },
  { person: 'owner', name: 'Programme, pairs', open: (visitor) => pilot(visitor, 'Pairs', 'Inês Carvalho') },
  { person: 'owner', name: 'Programme, ledger', open: (visitor) => pilot(visitor, 'Without a mentor', /^Place 1 /) },
  {
    person: 'owner',
    name: 'Programme, what ended',
    open: (visitor) => pilot(visitor, 'What ended', /^Nobody has said no/),
  },
  {
    person: 'owner',
    name: 'Programme, who takes part',
    open: (visitor) => pilot(visitor, 'Who takes part', 'Inês Carvalho'),
  },
  {
    person: 'owner',
    name: 'Programme, cohort settings',
    open: (visitor) => pilot(visitor, 'Settings', 'Who is asked'),
  },
  {
    person: 'owner',
    name: 'Programme, leaders',
    open: at('programme/leaders', /leaders posted in the last 12 weeks\.$/),
  },
  {
    person: 'owner',
    name: 'Programme, who is a leader',
    open: async (visitor) => {
      await at('programme/leaders/who', '11 people would be leaders:')(visitor);
      await visitor.tab.getByRole('combobox', { name: 'How far down' }).selectOption('2');
      await visitor.tab.getByRole('searchbox', { name: 'Find somebody to make a leader' }).fill('Tiago Nunes');
      await visitor.tab.getByRole('button', { name: 'Make a leader: Tiago Nunes' }).waitFor();
    },
    primary: /^Save/,
  },
  {
    person: 'owner',
    name: 'Programme, leaders’ channel',
    open: async (visitor) => {
      await at('programme/leaders/channel', /^Open Door follows it/)(visitor);
      await visitor.tab.getByRole('button', { name: 'Choose another channel' }).click();
      await visitor.tab.getByRole('combobox', { name: 'Team' }).selectOption('Whole company');
      await visitor.tab.getByRole('button', { name: 'Choose this channel' }).click();
      await visitor.tab.getByText('Leaders should know who reads them: tick this to go on.').waitFor();
    },
    primary: /^Choose this/,
  },
  {
    person: 'owner',
    name: 'Programme, ranking',
    open: async (visitor) => {
      await at('programme/ranking', /^This is who is named now/)(visitor);
      await visitor.tab.getByRole('combobox', { name: 'Free soon' }).selectOption('Much more than usual');
      await visitor.tab.getByText(/^The order changes|^Nobody moves/).waitFor();
    },
    primary: /^Save/,
  },
  { person: 'owner', name: 'Programme, champions', open: at('programme/champions', 'Tiago Nunes') },
  { person: 'owner', name: 'Programme, import', open: at('programme/imports', 'Applied.'), primary: /^Choose a CSV/ },
  {
    person: 'owner',
    name: 'Programme, import report',
    open: async (visitor) => {
      await visitor.visit('programme/imports');
      await chooseFile(visitor, 'people.csv', changedCsv().text);
      await visitor.tab.getByRole('cell', { name: /not an Entra object id/ }).waitFor();
    },
    primary: /^Apply/,
  },
  {
    person: 'owner',
    name: 'Programme, apply dialog',
    open: async ({ tab, visit }) => {
      await visit('programme/imports');
      await tab
        .getByRole('link', { name: /^File of/ })
        .first()
        .click();
      await tab.getByRole('button', { name: 'Apply' }).click();
      await tab.getByRole('dialog').waitFor();
    },
    primary: /^Not yet/,
  },
  { person: 'owner', name: 'Programme, notices', open: at('programme/notices', 'Every notice was delivered.') },
];
