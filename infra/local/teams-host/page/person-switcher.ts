import { find } from './find.ts';
import { initialsOf, searchPeople } from './people.ts';
import type { HostPerson } from './settings.ts';
import type { Say } from './words.ts';

/** A pause in typing before the search is sent, in milliseconds. */
const pause = 120;

/** The list under the person button: a combobox over a search that may know tens of thousands of people. */
export function personSwitcher(say: () => Say, choose: (person: HostPerson) => void) {
  const panel = find('people', HTMLElement);
  const input = find('people-query', HTMLInputElement);
  const list = find('people-list', HTMLElement);
  const status = find('people-status', HTMLElement);
  let found: HostPerson[] = [];
  let active = -1;
  let current: HostPerson | undefined;
  let running: AbortController | undefined;
  let waiting: number | undefined;

  const activate = (index: number) => {
    active = index;
    for (const [at, option] of [...list.children].entries()) option.classList.toggle('active', at === active);
    const option = list.children[active];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const take = (index: number) => {
    const person = found[index];
    if (!person) return;
    panel.hidePopover();
    choose(person);
  };
  const search = async () => {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    const query = input.value.trim();
    let outcome: string;
    try {
      const people = await searchPeople(query, signal);
      found = people;
      outcome = people.length ? say()('peopleFound', { count: people.length }) : say()('noOneFound', { query });
    } catch {
      if (signal.aborted) return;
      found = [];
      outcome = say()('peopleFailed');
    }
    list.hidden = found.length === 0;
    list.replaceChildren(...found.map((person, index) => optionFor(person, index, person.oid === current?.oid, take)));
    status.textContent = outcome;
    status.classList.toggle('quiet', found.length > 0);
    activate(found.length && query ? 0 : -1);
  };

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, pause);
  });
  input.addEventListener('keydown', (event) => {
    const last = found.length - 1;
    if (event.key === 'ArrowDown') activate(active >= last ? 0 : active + 1);
    else if (event.key === 'ArrowUp') activate(active <= 0 ? last : active - 1);
    else if (event.key === 'Enter') take(active);
    else return;
    event.preventDefault();
  });
  panel.addEventListener('toggle', (event) => {
    const open = event.newState === 'open';
    input.setAttribute('aria-expanded', String(open));
    // Emptied when it closes, since whoever types fast has typed before this event says that it is open.
    if (!open) {
      input.value = '';
      return;
    }
    input.focus();
    void search();
  });

  return {
    /** Says who is signed in. */
    show(person: HostPerson) {
      current = person;
      find('person-initials', HTMLElement).textContent = initialsOf(person.name);
      find('person-name', HTMLElement).textContent = person.name;
      find('person-role', HTMLElement).textContent = person.role;
    },
  };
}

function optionFor(person: HostPerson, index: number, selected: boolean, take: (index: number) => void) {
  const option = document.createElement('div');
  option.id = `person-${index}`;
  option.role = 'option';
  option.ariaSelected = String(selected);
  const part = (name: string, text: string) => {
    const span = document.createElement('span');
    span.className = name;
    span.textContent = text;
    return span;
  };
  const picture = part('initials', initialsOf(person.name));
  picture.ariaHidden = 'true';
  const words = part('words', '');
  words.append(part('name', person.name), part('title', person.title));
  option.append(picture, words, part('role', person.role));
  option.addEventListener('click', () => take(index));
  return option;
}
