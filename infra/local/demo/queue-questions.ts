/** What people ask in a queue about spreadsheets and reports, and what helped. */
export const queueQuestions: readonly (readonly [topic: string, question: string, whatHelped: string])[] = [
  [
    'reporting',
    'The commentary it wrote for my report says sales rose. They fell. What did I do wrong?',
    'It had only seen the chart. With the table and last month beside it the text was right.',
  ],
  [
    'pivot-tables',
    'My pivot table counts the orders and I want their sum.',
    'The amounts were text. One column turned into numbers, and the sum was there.',
  ],
  [
    'excel-formulas',
    'XLOOKUP finds some of the article numbers and not others.',
    'Spaces at the end of half of them. TRIM in a helper column.',
  ],
  [
    'presentations',
    'Twelve slides for the shops, and the assistant makes every one of them a list.',
    'One sentence per slide first, then the picture that proves it. The lists went into the notes.',
  ],
  [
    'pivot-tables',
    'How do I show each month as a share of the year without typing formulas?',
    'Show values as, percent of row total.',
  ],
  [
    'excel-formulas',
    'A formula from last year says #REF! since a colleague tidied up the sheet.',
    'Restored the column from the version history, then a named range so that it cannot happen again.',
  ],
  [
    'reporting',
    'Can I have the weekly report drafted from the export, without pasting 40 columns?',
    'A table with the nine columns that matter, refreshed from the export; the prompt is in the team folder.',
  ],
  [
    'excel-formulas',
    'I need the second last working day of each month.',
    'WORKDAY from the first of the next month, minus two, with our list of holidays.',
  ],
  [
    'pivot-tables',
    'The pivot does not see the rows I added this morning.',
    'Made the range a table, so that it grows with the data.',
  ],
  [
    'presentations',
    'How do I get from the numbers to a story for the buyers?',
    'Asked it for the three questions a buyer would have, and answered those.',
  ],
];
