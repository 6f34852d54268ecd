import { type DirectoryPerson, entraColumns, entraCsv } from '../../infra/local/demo/entra-csv.ts';
import { seededRandom } from '../../infra/local/demo/random.ts';
import { largeDepartments, ownGrades, ownRoles, sharedGrades, sharedJobs } from './large-departments.ts';
import { inventName } from './large-names.ts';

export type LargeOrganisation = {
  /** In the order of the file, which says nothing about rank. */
  people: readonly DirectoryPerson[];
  /** The people as an Entra "Download users" file with `manager` and without `officeLocation`, about 5 MB at full size. */
  csv: () => string;
};

/** A place in the organisation before somebody is found for it; `manager` is the index of another post. */
type Post = { department: string; title: string; manager: number | null };

const fullSize = 33_702;
/** 1,119 titles at full size: 857 of one department only, and those found in several. */
const sharedTitleCount = 262;
const ownTitleShare = 857 / 1_977;
/** Direct reports of nearly every manager; makes seven levels out of the largest department. */
const span = 9;
/** Below a department's commonest title, the n-th is as common as n to the power of minus this. */
const rarity = 1.15;
const headOffice = "Chief Executive's Office";
/** English for half, the others for a sixth each. */
const languages = ['en-US', 'en-US', 'en-US', 'es-US', 'pl-PL', 'zh-CN'];
const columns = entraColumns.filter((column) => column !== 'officeLocation');

/**
 * A generated organisation of the size and shape of a large city's staff: 36 very unequal departments, 1,119 titles with
 * a long tail, seven levels of reporting. The same seed gives the same people. Smaller ones keep the proportions, and
 * need at least one person per department.
 */
export function largeOrganisation({ seed = 'large organisation', people: count = fullSize } = {}): LargeOrganisation {
  const random = seededRandom(seed);
  const posts = arrangePosts(departmentSizes(count));
  const places = random.shuffle(posts.map((_, index) => index));
  const names = posts.map(() => inventName(random));
  const usernames = names.map(({ givenName, surname }, index) => {
    const plain = `${givenName}.${surname.replaceAll('-', '')}`.toLowerCase();
    return `${plain}.${String((places[index] as number) + 1).padStart(5, '0')}@tarnhaven.example`;
  });
  const people: DirectoryPerson[] = new Array(count);
  posts.forEach((post, index) => {
    const name = names[index] as (typeof names)[number];
    people[places[index] as number] = {
      id: random.uuid(),
      userPrincipalName: usernames[index] as string,
      displayName: `${name.givenName} ${name.surname}`,
      ...name,
      jobTitle: post.title,
      department: post.department,
      accountEnabled: true,
      usageLocation: 'US',
      preferredLanguage: random.pick(languages),
      officeLocation: '',
      manager: post.manager === null ? '' : (usernames[post.manager] as string),
    };
  });
  return { people, csv: () => entraCsv(people, columns) };
}

/** Everybody has a place: each department one person, the rest by size, what rounding leaves over to the largest. */
function departmentSizes(count: number): number[] {
  const weights = largeDepartments.map((department) => department.size);
  if (count < weights.length) throw new RangeError(`A large organisation needs at least ${weights.length} people.`);
  return share(count, weights);
}

/** Splits a whole number by weights, each part at least 1; what rounding leaves over goes to the first part. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const spare = total - weights.length;
  const parts = weights.map((weight) => 1 + Math.floor((spare * weight) / sum));
  const given = parts.reduce((all, part) => all + part, 0);
  return parts.map((part, index) => (index === 0 ? part + total - given : part));
}

/** The head first; in every department the person at place n of its ranking reports to the one at place (n - 1) / 9. */
function arrangePosts(sizes: readonly number[]): Post[] {
  const posts: Post[] = [];
  const titles = departmentTitles(sizes);
  const order = largeDepartments.map((_, index) => index);
  order.sort(
    (a, b) => Number(largeDepartments[b]?.name === headOffice) - Number(largeDepartments[a]?.name === headOffice),
  );
  for (const index of order) {
    const department = largeDepartments[index]?.name as string;
    const first = posts.length;
    const head = first === 0 ? null : 0;
    for (const [rank, title] of rankedTitles(index, sizes[index] as number, titles[index] as string[]).entries()) {
      posts.push({ department, title, manager: rank === 0 ? head : first + Math.floor((rank - 1) / span) });
    }
  }
  return posts;
}

/** One title per person of a department, from its head down: the rarer a title, the higher it stands. */
function rankedTitles(department: number, size: number, [top, ...others]: string[]): string[] {
  const { commonest } = largeDepartments[department] as (typeof largeDepartments)[number];
  const rarer = others.slice(1).map((_, place) => (place + 1) ** -rarity);
  const sum = rarer.reduce((all, weight) => all + weight, 0);
  const weights = sum === 0 ? [1] : [commonest, ...rarer.map((weight) => ((1 - commonest) * weight) / sum)];
  const counts = others.length === 0 ? [] : share(size - 1, weights);
  const below = others.flatMap((title, rank) => new Array<string>(counts[rank] as number).fill(title));
  return [top as string, ...below.reverse()];
}

/** The titles of each department, its head's first, then from the most to the least common. */
function departmentTitles(sizes: readonly number[]): string[][] {
  const graded = sharedGrades.flatMap((grade) => sharedJobs.map((job) => `${grade} ${job}`));
  const rare = graded.slice(0, sharedTitleCount - sharedJobs.length);
  const wanted = largeDepartments.map(({ titles }, index) => Math.min(titles, sizes[index] as number));
  const all = wanted.reduce((sum, titles) => sum + titles, 0);
  const own = share(Math.max(wanted.length, Math.round(all * ownTitleShare)), wanted);
  let turn = 0;
  return largeDepartments.map(({ name, subjects }, index) => {
    const ownHere = Math.min(own[index] as number, wanted[index] as number);
    const elsewhere = (wanted[index] as number) - ownHere;
    const common = rotate(sharedJobs, index * 7).slice(0, Math.ceil(elsewhere / 2));
    const uncommon = Array.from({ length: elsewhere - common.length }, () => rare[turn++ % rare.length] as string);
    const top = name === headOffice ? 'Chief Executive' : `Head of ${name}`;
    return [top, ...alternate(ownTitles(subjects).slice(0, ownHere - 1), [...common, ...uncommon])];
  });
}

function ownTitles(subjects: readonly string[]): string[] {
  return ownGrades.flatMap((grade) =>
    ownRoles.flatMap((role) => subjects.map((subject) => `${subject} ${role} ${grade}`.trim())),
  );
}

function alternate<T>(some: readonly T[], others: readonly T[]): T[] {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, index) => [some[index], others[index]].filter((item) => item !== undefined)).flat();
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}
