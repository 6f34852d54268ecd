import { type Department, departments } from './departments.ts';
import type { DirectoryPerson } from './entra-csv.ts';
import { mailboxName, nameFrom, nameGiver } from './names.ts';
import { isLanguage, isOffice, type Language, type Office, offices } from './offices.ts';
import { seededRandom, uuidOf } from './random.ts';

export type DemoPerson = DirectoryPerson & {
  department: Department;
  /** The same as officeLocation. */
  office: Office;
  /** IANA, of the office. */
  timeZone: string;
  /** BCP 47 primary tags, most fluent first. */
  languages: readonly Language[];
};

/** A place in the organisation chart; `manager` is the index of another post. */
type Post = {
  department: Department;
  title: string;
  office: Office;
  manager: number | null;
  holder: { name: string; languages: Language[] } | null;
};

const seed = 'Calder & Vale';
const domain = 'caldervale.example';

/** Everybody at Calder & Vale, the chief executive first, then department by department from the top down. */
export function demoPeople(): DemoPerson[] {
  const posts = readCharts();
  const held = posts.flatMap((post) => (post.holder ? [nameFrom(post.holder.name).displayName] : []));
  const giveName = nameGiver(seededRandom(seed), new Set(held));
  const people: DemoPerson[] = [];
  for (const post of posts) {
    const name = post.holder
      ? { ...nameFrom(post.holder.name), languages: post.holder.languages }
      : giveName(post.office);
    const userPrincipalName = `${mailboxName(name)}@${domain}`;
    const { country, timeZone, tags } = offices[post.office];
    people.push({
      id: uuidOf(userPrincipalName),
      userPrincipalName,
      displayName: name.displayName,
      givenName: name.givenName,
      surname: name.surname,
      jobTitle: post.title,
      department: post.department,
      accountEnabled: true,
      usageLocation: country,
      preferredLanguage: tags[name.languages[0] ?? 'en'],
      officeLocation: post.office,
      manager: post.manager === null ? '' : (people[post.manager]?.userPrincipalName as string),
      office: post.office,
      timeZone,
      languages: name.languages,
    });
  }
  return people;
}

function readCharts(): Post[] {
  const posts: Post[] = [];
  for (const department of Object.keys(departments) as Department[]) {
    // The last post seen at each depth: the manager of what is indented below it.
    const above: number[] = [];
    for (const line of departments[department].trim().split('\n')) {
      const depth = (line.length - line.trimStart().length) / 2;
      const manager = depth > 0 ? (above[depth - 1] ?? null) : posts.length === 0 ? null : 0;
      const { count, ...post } = readLine(line.trim());
      const office = post.office ?? (manager === null ? undefined : posts[manager]?.office);
      if (!office) throw new Error(`No office in the chart of ${department}: "${line.trim()}"`);
      above[depth] = posts.length;
      for (let copy = 0; copy < count; copy++) posts.push({ ...post, department, office, manager });
    }
  }
  return posts;
}

const lineShape =
  /^(?<title>[^×@=]+?)(?: ×(?<count>\d+))?(?: @ (?<office>[^=]+?))?(?: = (?<name>[^(]+) \((?<languages>.+)\))?$/;

function readLine(line: string) {
  const { title, count = '1', office, name, languages = '' } = lineShape.exec(line)?.groups ?? {};
  if (!title || (office && !isOffice(office))) throw new Error(`Not a line of an organisation chart: "${line}"`);
  return {
    title,
    count: Number(count),
    office: office && isOffice(office) ? office : undefined,
    holder: name ? { name, languages: languages.split(', ').filter(isLanguage) } : null,
  };
}
