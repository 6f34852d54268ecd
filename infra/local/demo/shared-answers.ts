/** What champions shared with everybody, the oldest first. */
export const sharedAnswers: readonly (readonly [
  champion: string,
  daysAgo: number,
  topic: string,
  question: string,
  answer: string,
])[] = [
  [
    'Tiago Nunes',
    44,
    'excel-formulas',
    'Nobody knows what a formula in our sheet does. Can I ask Copilot?',
    'Yes. Select the cell and ask it to explain the formula step by step, then ask what would break if a row were missing. Write the explanation into the cell next to it. If it cannot explain the formula simply, the formula is too long: ask for two shorter ones.',
  ],
  [
    'Beatriz Antunes',
    37,
    'policy-and-privacy',
    'May I paste a customer email into a prompt?',
    'Into the Copilot we are signed in to, yes, if your work needs it. Take out what it does not need: names, addresses, order numbers. Into anything you signed up for yourself, no. When in doubt describe the email instead of pasting it.',
  ],
  [
    'Grace Okafor',
    29,
    'prompt-basics',
    'What is a good first prompt?',
    'One about work you finished yesterday, because you know what right looks like. Say who it is for, what it should contain and how long it may be. Then ask it what it was unsure about.',
  ],
  [
    'Goh Jun Wei',
    22,
    'writing-emails',
    'My drafts sound like a machine. What do I change?',
    'Give it two emails of your own and ask for the new one in the same voice. Then delete the first sentence; it is nearly always padding. Read it aloud once before you send it.',
  ],
  [
    'Marcus Bell',
    13,
    'reporting',
    'How do I keep the numbers right when it writes the commentary?',
    'It never sees only the chart: give it the table, with last month beside it. Ask for every number it used in brackets, check those, then take the brackets out. Ten minutes, and nobody finds a wrong figure in the meeting.',
  ],
  [
    'Elena Ruiz',
    6,
    'meeting-notes',
    'The summary of our meeting has everything but the decisions.',
    'Ask for decisions, owners and dates in a table and nothing else, and let it write "not decided" where that is the truth. Send it within the hour, while people still remember and can correct it.',
  ],
  [
    'Camille Laurent',
    2,
    'translation',
    'Is a machine translation good enough for our product pages?',
    'For a draft, yes. Give it the glossary and two pages that a colleague translated well. Then have a person who would buy a lamp read it: what is right and sounds wrong costs more trust than a spelling mistake.',
  ],
];
