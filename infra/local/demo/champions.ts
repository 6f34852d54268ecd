import type { Language } from './offices.ts';
import type { DemoPerson } from './people.ts';

export type DemoChampion = {
  person: DemoPerson;
  kind: 'champion' | 'mentor';
  /** Keys of the product's topic catalogue; 1 can help, 2 is good at it, 3 teaches it. */
  skills: readonly { topic: string; level: 1 | 2 | 3 }[];
  lovesToHelpWith: string;
  /** BCP 47 primary tags, most fluent first. */
  languages: readonly Language[];
  /** Sessions. */
  capacityPerWeek: number;
  windows: readonly DemoWindow[];
  sessionMinutes: 20 | 30 | 45;
  /** Null for no limit. */
  sessionsPerDay: number | null;
  /** How far ahead they may be booked. */
  horizonDays: number;
  /** Takes no new bookings until the date so many days from now; null for nearly everybody. */
  pausedForDays: number | null;
};

/** Wall time in the champion's own zone. The seed adds the first day on which it counts, before the oldest booking. */
type DemoWindow = {
  /** ISO: Monday is 1. */
  weekday: number;
  /** `HH:MM`. */
  startsAt: string;
  endsAt: string;
  /** IANA. */
  timeZone: string;
  everyWeeks: number;
} & WindowOffer;

/** What the sessions of some hours are like; for one learner, in Teams, about anything, unless said. */
type WindowOffer = {
  seats?: number;
  place?: 'room' | 'either';
  room?: string;
  topics?: readonly string[];
  languages?: readonly Language[];
};

type Hours = Omit<DemoWindow, 'timeZone'>;
type Limits = Pick<DemoChampion, 'pausedForDays' | 'sessionsPerDay' | 'horizonDays'>;
type Offer = Omit<DemoChampion, 'person' | 'languages' | 'windows' | 'skills' | 'kind' | keyof Limits> & {
  name: string;
  kind?: 'mentor';
  skills: Record<string, 1 | 2 | 3>;
  hours: readonly Hours[];
} & Partial<Limits>;

const [monday, tuesday, wednesday, thursday, friday] = [1, 2, 3, 4, 5] as const;

function on(
  weekdays: readonly number[],
  startsAt: string,
  endsAt: string,
  { everyWeeks = 1, ...offer }: { everyWeeks?: number } & WindowOffer = {},
): Hours[] {
  return weekdays.map((weekday) => ({ weekday, startsAt, endsAt, everyWeeks, ...offer }));
}

const offers: readonly Offer[] = [
  {
    name: 'Tiago Nunes',
    skills: { 'excel-formulas': 3, 'pivot-tables': 3, reporting: 2 },
    lovesToHelpWith:
      'Turning the spreadsheet everybody is afraid of into one you trust. Bring the real file: we fix one formula together and you leave knowing why it works.',
    capacityPerWeek: 5,
    hours: [...on([monday, wednesday], '10:00', '12:00'), ...on([thursday], '15:00', '16:30')],
    sessionMinutes: 30,
  },
  {
    name: 'Priya Raman',
    skills: { 'data-cleaning': 3, 'excel-formulas': 2, 'power-automate': 2 },
    lovesToHelpWith:
      'Messy exports: dates in three formats, suppliers spelled five ways. I like showing how much of that Copilot can sort out before you touch a cell.',
    capacityPerWeek: 4,
    hours: on([tuesday, thursday], '14:00', '16:00'),
    sessionMinutes: 30,
  },
  {
    name: 'Marcus Bell',
    skills: { reporting: 3, 'pivot-tables': 2, 'excel-formulas': 2, presentations: 2 },
    lovesToHelpWith:
      'The Monday report nobody wants to build. Show me what you copy and paste each week and we will cut it down to one prompt and a sanity check.',
    capacityPerWeek: 8,
    hours: [...on([monday, tuesday, wednesday, thursday], '09:00', '11:00'), ...on([friday], '13:00', '15:00')],
    sessionMinutes: 30,
  },
  {
    name: 'Goh Jun Wei',
    skills: { 'writing-emails': 3, translation: 2, presentations: 2 },
    lovesToHelpWith:
      'Emails to customers you are nervous about, in English or Mandarin. We keep your voice and take out the stiffness.',
    capacityPerWeek: 4,
    hours: on([monday, wednesday, friday], '11:00', '12:00'),
    sessionMinutes: 20,
  },
  {
    name: 'Camille Laurent',
    skills: { images: 3, translation: 3, 'writing-emails': 2 },
    lovesToHelpWith:
      'Pictures and words for people who say they are not creative. I also love the small things in translation, where a machine is right and still sounds wrong.',
    capacityPerWeek: 3,
    hours: [...on([tuesday], '09:30', '11:00'), ...on([friday], '14:00', '15:30')],
    sessionMinutes: 45,
  },
  {
    name: 'Aaliyah Brooks',
    skills: { presentations: 3, research: 2, images: 2 },
    lovesToHelpWith:
      'Getting from a blank page to a storyline before you open a single slide. I will ask you who has to say yes, and we start there.',
    capacityPerWeek: 3,
    hours: on([tuesday, thursday], '15:00', '16:30'),
    sessionMinutes: 30,
    pausedForDays: 20,
  },
  {
    name: 'Sofia Marques',
    skills: { 'customer-replies': 3, 'summarising-documents': 2, translation: 2 },
    lovesToHelpWith:
      'Long complaint threads. We find what the customer really wants in two minutes and write an answer you would be happy to receive.',
    capacityPerWeek: 5,
    hours: [...on([monday, thursday], '14:00', '16:00'), ...on([wednesday], '09:00', '10:00')],
    sessionMinutes: 20,
  },
  {
    name: 'Nur Hidayah Osman',
    skills: { 'customer-replies': 3, 'training-material': 3, 'prompt-basics': 2 },
    lovesToHelpWith:
      'Your very first prompt. I train new advisers every month, so I promise I have heard the question before and I still like it.',
    capacityPerWeek: 6,
    hours: [
      ...on([monday, tuesday, thursday], '10:00', '11:30'),
      ...on([friday], '16:00', '17:00'),
      // A clinic for beginners.
      ...on([wednesday], '16:00', '16:30', { seats: 8, topics: ['prompt-basics', 'training-material'] }),
    ],
    sessionMinutes: 30,
  },
  {
    name: 'Luis Herrera',
    skills: { 'prompt-basics': 3, translation: 3, 'customer-replies': 2 },
    lovesToHelpWith:
      'People who tried it once, got nonsense and gave up. Ten minutes of asking better and you will want to go back to your desk and try. También en español.',
    capacityPerWeek: 2,
    hours: on([monday, tuesday, wednesday, thursday, friday], '12:00', '13:00'),
    sessionMinutes: 30,
    // His weeks are full as far as anybody may look: people wait in line.
    horizonDays: 14,
  },
  {
    name: 'Ong Kai Xin',
    skills: { 'data-cleaning': 2, python: 2, sql: 2, 'power-automate': 1 },
    lovesToHelpWith:
      'Stock lists that do not add up. I learned Python with an assistant last year, from zero, and I can show you the shortest way in.',
    capacityPerWeek: 3,
    hours: [...on([wednesday], '15:00', '17:00'), ...on([friday], '09:00', '10:30')],
    sessionMinutes: 45,
  },
  {
    name: 'Naomi Feldman',
    skills: { 'contract-review': 3, 'summarising-documents': 3 },
    lovesToHelpWith:
      'Reading a forty-page agreement without losing your afternoon: what to ask for, what to check yourself, and which clauses never to leave to a machine.',
    capacityPerWeek: 3,
    hours: on([tuesday, thursday], '11:00', '12:30'),
    sessionMinutes: 45,
  },
  {
    name: 'Beatriz Antunes',
    kind: 'mentor',
    skills: { 'policy-and-privacy': 3, 'contract-review': 2, research: 2 },
    lovesToHelpWith:
      '"Am I allowed to put this in?" Ask me before, not after; nobody was ever in trouble for asking. I enjoy finding the version that is allowed.',
    capacityPerWeek: 4,
    hours: [...on([tuesday], '10:00', '12:00'), ...on([thursday], '11:00', '12:30')],
    sessionMinutes: 30,
  },
  {
    name: 'Joana Pires',
    skills: { hiring: 3, 'writing-emails': 2, 'policy-and-privacy': 1 },
    lovesToHelpWith:
      'Job adverts that sound like people, and interview notes that take five minutes instead of an hour. We also talk about what must stay a human decision.',
    capacityPerWeek: 4,
    hours: [
      ...on([monday, wednesday], '16:00', '17:30'),
      // Four around one table, or in Teams.
      ...on([friday], '11:00', '12:00', {
        seats: 4,
        place: 'either',
        room: 'Lisbon, second floor, Sala Tejo',
        topics: ['hiring', 'writing-emails'],
        languages: ['pt', 'en'],
      }),
    ],
    sessionMinutes: 30,
  },
  {
    name: 'Grace Okafor',
    kind: 'mentor',
    skills: { 'prompt-basics': 3, 'training-material': 3, hiring: 1 },
    lovesToHelpWith:
      'Beginnings. If you feel you are the last person here who does not get it, you are exactly who I keep my mornings for.',
    capacityPerWeek: 6,
    hours: on([monday, wednesday, thursday], '10:00', '12:00'),
    sessionMinutes: 30,
  },
  {
    name: 'Diogo Salgado',
    kind: 'mentor',
    skills: { sql: 3, python: 3, 'data-cleaning': 3, 'coding-assistant': 2 },
    lovesToHelpWith:
      'Questions you can almost answer with a spreadsheet but not quite. We write the query together, then make the assistant explain it until you could have written it.',
    capacityPerWeek: 4,
    hours: [
      ...on([tuesday, wednesday], '14:00', '15:30'),
      ...on([friday], '10:00', '11:30', { everyWeeks: 2, topics: ['python', 'coding-assistant'] }),
    ],
    sessionMinutes: 45,
  },
  {
    name: 'Hannah Kowalski',
    skills: { 'coding-assistant': 3, python: 2, 'prompt-basics': 1 },
    lovesToHelpWith:
      'Letting an assistant write the boring half of your code while you keep the half that matters. Tests first; I am stubborn about that.',
    capacityPerWeek: 4,
    // Her evening is the next morning in Singapore; the last session ends after midnight.
    hours: [...on([wednesday], '14:00', '15:30'), ...on([thursday], '22:00', '00:30')],
    sessionMinutes: 30,
  },
  {
    name: 'Chua Wen Hao',
    kind: 'mentor',
    skills: { 'power-automate': 3, 'meeting-notes': 2, 'policy-and-privacy': 2 },
    lovesToHelpWith:
      'The approval that lives in three inboxes. Draw it on paper, send me a photo, and we will have it running before the session ends.',
    capacityPerWeek: 4,
    hours: on([tuesday, thursday], '08:00', '10:00'),
    sessionMinutes: 45,
    sessionsPerDay: 2,
  },
  {
    name: 'Elena Ruiz',
    skills: { 'meeting-notes': 3, 'writing-emails': 2, 'summarising-documents': 2 },
    lovesToHelpWith:
      'Coming out of a meeting with decisions instead of a transcript. I keep minutes for the executive team, so I know what people actually read.',
    capacityPerWeek: 3,
    hours: on([tuesday, friday], '10:00', '11:00', { place: 'either', room: 'New York, 14th floor, room Ellis' }),
    sessionMinutes: 20,
  },
];

/** The eighteen champions and mentors. */
export function demoChampions(personNamed: (displayName: string) => DemoPerson): DemoChampion[] {
  return offers.map(({ name, hours, skills, kind, ...offer }) => {
    const person = personNamed(name);
    return {
      pausedForDays: null,
      sessionsPerDay: null,
      horizonDays: 28,
      ...offer,
      person,
      kind: kind ?? 'champion',
      skills: Object.entries(skills).map(([topic, level]) => ({ topic, level })),
      languages: person.languages,
      windows: hours.map((window) => ({ ...window, timeZone: person.timeZone })),
    };
  });
}
