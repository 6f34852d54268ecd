import type { Plan } from './plan.ts';

/** Sessions still to come at the time of seeding, the soonest weeks first. */
export const comingSessions: readonly Plan[] = [
  [
    'Inês Carvalho',
    'Grace Okafor',
    0,
    'prompt-basics',
    'I tried your three prompts. Two worked, one gave me a wrong VAT rate. How do I notice that next time?',
  ],
  [
    'Tan Mei Ling',
    'Goh Jun Wei',
    0,
    'writing-emails',
    'I want to write to a shop that I was wrong about their refund. In English, politely, not too long.',
  ],
  [
    ['Customer Care', 'New York'],
    'Luis Herrera',
    0,
    'prompt-basics',
    'I got nonsense twice and stopped. Can we look at what I typed?',
  ],
  [
    ['Technology', 'New York', 'es'],
    'Luis Herrera',
    0,
    'translation',
    'Our release notes go out in English only. What would it take to have them in Spanish by Friday?',
  ],
  [
    ['Finance', 'New York'],
    'Marcus Bell',
    0,
    'reporting',
    'Variance comments for 14 cost centres: can it draft them so that I only correct?',
  ],
  [
    ['Marketing', 'New York'],
    'Marcus Bell',
    0,
    'presentations',
    'Campaign results on two slides for people who were not in the room.',
  ],
  [
    ['Finance', 'Lisbon'],
    'Tiago Nunes',
    0,
    'reporting',
    'The board pack uses last quarter’s text every time. I would like a first draft that starts from the new numbers.',
  ],
  [
    ['Marketing', 'Lisbon'],
    'Diogo Salgado',
    0,
    'sql',
    'I wait two days for each list of newsletter readers. Could I learn to pull it myself?',
  ],
  [
    ['Supply Chain', 'New York'],
    'Luis Herrera',
    1,
    'prompt-basics',
    'How do I make it say "I do not know" instead of guessing a delivery date?',
  ],
  [
    ['Legal', 'New York'],
    'Luis Herrera',
    1,
    'customer-replies',
    'A plain-language answer to a customer who quotes our own terms at us.',
  ],
  [
    ['Sales', 'New York'],
    'Marcus Bell',
    1,
    'excel-formulas',
    'My discount sheet has nested IFs seven deep. I did not write them and I am scared of them.',
  ],
  [
    ['Customer Care', 'Singapore'],
    'Nur Hidayah Osman',
    1,
    'training-material',
    'I have to show two new colleagues how we answer chats. Can we turn my notes into a short exercise?',
  ],
];
