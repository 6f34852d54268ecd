import { type BookingPlan, planBookings, type Take } from './bookings.ts';
import type { DemoChampion } from './champions.ts';
import type { DemoPerson } from './people.ts';
import type { Plan } from './plan.ts';

/** Booked from “Book a champion on this” below a leader's post. */
export type PostBooking = BookingPlan & {
  /** Who wrote the post, and how many days ago. */
  post: readonly [by: string, daysAgo: number];
};

const planned: readonly (readonly [post: PostBooking['post'], ...Plan])[] = [
  [
    ['Ruth Abernathy', 68],
    ['Facilities', 'Lisbon'],
    'Grace Okafor',
    -9,
    'prompt-basics',
    'I write the notices about the building. Nobody reads them. Ruth wrote about the one sentence on the reader: how?',
    'Two notices, each for one kind of reader. The lift notice got its first answer ever.',
  ],
  [
    ['Lim Hwee Ling', 56],
    ['Customer Care', 'Lisbon'],
    'Nur Hidayah Osman',
    -7,
    'customer-replies',
    'I have three short replies I like and cannot say why. Can we look at them, as Hwee Ling asked?',
    'They all answer in the first five words. That is now the rule for the examples.',
  ],
  [
    ['Helena Sarmento', 49],
    ['Finance', 'Lisbon'],
    'Tiago Nunes',
    -5,
    'reporting',
    'How do I check rates before the commentary is written? I was one of those who believed the freight story.',
    'Built the rate check into the sheet, red when it differs.',
  ],
  [
    ['Ruth Abernathy', 38],
    ['Legal', 'Lisbon'],
    'Chua Wen Hao',
    -4,
    'meeting-notes',
    'How do I switch notes on for one item of the agenda only?',
    'Tried it live, with everybody asked first. Works.',
  ],
  [
    ['Darnell Whitaker', 31],
    ['Sales', 'New York'],
    'Diogo Salgado',
    -3,
    'sql',
    'I would like to read the ten lines. I have never seen SQL.',
    'Read four queries and found one that counted cancelled orders.',
  ],
  [
    ['Helena Sarmento', 24],
    ['Supply Chain', 'New York'],
    'Marcus Bell',
    -2,
    'reporting',
    'We have a freight pack like the board pack. Where would we begin?',
    'One sentence for each number; five numbers had none.',
  ],
  [
    ['Ruth Abernathy', 6],
    ['Marketing', 'New York'],
    'Beatriz Antunes',
    0,
    'research',
    'My market page has eleven lines without a source. How do you ask so that there is one to open?',
  ],
  [
    ['Helena Sarmento', 1],
    ['Finance', 'Singapore'],
    'Nur Hidayah Osman',
    0,
    'training-material',
    'I have recorded how I explain accruals. Which three questions would you keep?',
  ],
];

/** The oldest first. */
export function demoPostBookings(
  personNamed: (displayName: string) => DemoPerson,
  champions: readonly DemoChampion[],
  take: Take,
): PostBooking[] {
  return planned.flatMap(([post, ...plan]) =>
    planBookings([plan], { personNamed, champions, take }).map((booking) => ({ ...booking, post })),
  );
}
