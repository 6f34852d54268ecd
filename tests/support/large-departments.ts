/** How one department of the generated large organisation looks. */
export type LargeDepartment = {
  name: string;
  /** People, when the whole organisation has its full size. */
  size: number;
  /** Different job titles among them. */
  titles: number;
  /** What its own titles are about; no two departments share a subject. */
  subjects: readonly [string, string];
  /** The share of its people who have its commonest title. */
  commonest: number;
};

const full: readonly [
  name: string,
  size: number,
  titles: number,
  subject: string,
  other: string,
  steepness?: number,
][] = [
  ['Community Safety', 13_840, 100, 'Patrol', 'Neighbourhood', 0.7],
  ['Rescue Service', 4_630, 76, 'Rescue', 'Ladder', 0.3],
  ['Streets & Paths', 2_180, 70, 'Kerbside', 'Paving'],
  ['Waterworks', 1_910, 152, 'Reservoir', 'Pipeline'],
  ['Harbour & Ferries', 1_860, 138, 'Ferry', 'Quayside'],
  ['Call Centre & Dispatch', 1_740, 42, 'Call Desk', 'Dispatch'],
  ['Trams & Cycling', 1_110, 156, 'Tramway', 'Cycleway', 0.1],
  ['Libraries & Archives', 1_090, 74, 'Reading Room', 'Archive'],
  ['Buildings Care', 1_030, 160, 'Heating', 'Rooftop'],
  ['Families & Elders', 655, 94, 'Day Centre', 'Home Visit'],
  ['Revenue', 545, 96, 'Rates', 'Cashdesk'],
  ['Public Clinics', 465, 120, 'Clinic', 'Vaccination', 0.1],
  ['Counsel', 400, 48, 'Litigation', 'Bylaw'],
  ['Assembly Services', 360, 12, 'Assembly', 'Committee', 0.3],
  ['Permits', 260, 50, 'Permit', 'Scaffold'],
  ['Safety Support', 245, 76, 'Rostering', 'Evidence Store'],
  ['Trade & Markets', 165, 56, 'Market Hall', 'Trading'],
  ['Growth & Planning', 155, 58, 'Masterplan', 'Enterprise'],
  ['Complaints Review', 125, 32, 'Complaints', 'Review Panel', 0.4],
  ['Elections', 110, 24, 'Ballot', 'Polling'],
  ["Chief Executive's Office", 105, 34, 'Cabinet', 'Protocol'],
  ['Internal Audit', 95, 34, 'Audit', 'Assurance'],
  ['Registry', 88, 40, 'Registry', 'Certificate'],
  ['Purchasing', 84, 32, 'Tender', 'Supplier'],
  ['Workforce', 76, 30, 'Workforce', 'Vacancy'],
  ['Animal Shelter', 75, 22, 'Shelter', 'Kennel'],
  ['Festivals & Museums', 74, 32, 'Festival', 'Museum'],
  ['Homes', 66, 28, 'Tenancy', 'Lettings'],
  ['Budget', 44, 22, 'Budget', 'Forecast'],
  ['Appeals', 38, 14, 'Appeals', 'Tribunal'],
  ['Accessibility', 28, 18, 'Accessibility', 'Mobility'],
  ['Treasury', 28, 16, 'Treasury', 'Pension'],
  ['Fair Treatment', 17, 10, 'Mediation', 'Equality'],
  ['Conduct', 8, 8, 'Conduct', 'Disclosure'],
  ['Safety Council', 2, 2, 'Council', 'Hearing'],
  ['Licence Appeals', 1, 1, 'Licence', 'Objection'],
];

/** Thirty-six very unequal departments, largest first. */
export const largeDepartments: readonly LargeDepartment[] = full.map(
  ([name, size, titles, subject, other, commonest = 0.2]) => ({
    name,
    size,
    titles,
    subjects: [subject, other],
    commonest,
  }),
);

/** Jobs within a department's subjects, from the most to the least common. */
export const ownRoles = [
  'Officer',
  'Operator',
  'Technician',
  'Inspector',
  'Coordinator',
  'Dispatcher',
  'Planner',
  'Supervisor',
  'Attendant',
  'Surveyor',
  'Analyst',
  'Controller',
  'Adviser',
  'Steward',
];

export const ownGrades = ['', 'II', 'III', 'IV'];

/** Jobs found in several departments. */
export const sharedJobs = [
  'Office Assistant',
  'Accounts Clerk',
  'Data Entry Clerk',
  'Project Officer',
  'Records Keeper',
  'Payroll Clerk',
  'Service Desk Agent',
  'Driver',
  'Stockroom Keeper',
  'Course Organiser',
  'Contracts Officer',
  'Cleaner',
  'Caretaker',
  'Receptionist',
  'Business Analyst',
  'Web Editor',
  'Press Officer',
  'Translator',
  'Electrician',
  'Joiner',
  'Pipe Fitter',
  'Decorator',
  'Vehicle Fitter',
  'Welder',
  'Stock Buyer',
  'Grants Officer',
  'Legal Researcher',
  'Statistician',
  'Programme Lead',
  'Database Keeper',
  'Network Engineer',
  'Map Drafter',
  'Film Maker',
  'Nurse',
  'Social Worker',
  'Gardener',
  'Security Guard',
  'Post Room Clerk',
  'Facilities Planner',
  'Fleet Scheduler',
  'Quality Checker',
  'Personnel Adviser',
  'Lift Mechanic',
  'Events Officer',
];

/** From the most to the least common. */
export const sharedGrades = ['Senior', 'Assistant', 'Lead', 'Principal', 'Trainee'];
