import type { Locale } from './address.ts';

const english = {
  standIn: 'A stand-in for Microsoft Teams, on this machine',
  back: 'Back',
  viewOptions: 'View options',
  openAs: 'Open as',
  searchPeople: 'Search by name',
  noOneFound: 'Nobody matches “{query}”.',
  peopleFound: '{count} people. Use the arrow keys to choose.',
  peopleFailed: 'The list of people could not be read. Is “npm start” still running?',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
  language: 'Language',
  phone: 'Phone',
  activity: 'Activity',
  chat: 'Chat',
  calendar: 'Calendar',
  calls: 'Calls',
  apps: 'Apps',
  rail: 'Teams',
  pages: 'Pages of Open Door',
  opensPlayground: 'opens the Agents Playground in a new tab',
  starting: 'Open Door is starting…',
  failed: 'Open Door could not start',
  timedOut: 'It did not answer within 30 seconds. Look at this page’s console and at the terminal of “npm start”.',
  reason: 'The tab said: {reason}',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  wouldChat: 'Teams would open a chat with {about}.',
  wouldCall: 'Teams would start a call with {about}.',
  wouldGo: 'Teams would go to {about}.',
  openHere: 'The browser did not let the link open by itself:',
  shareLink: 'Link to “{label}”:',
  noPage: 'The app has no page “{page}”, so its first page is open.',
  noPerson: 'Nobody here has the id {id}, so {name} is signed in.',
  channel: 'Channel',
  write: 'Write to the channel',
  post: 'Post',
  reply: 'Reply',
  edit: 'Edit',
  save: 'Save',
  delete: 'Delete',
  undelete: 'Undo',
  edited: 'Edited',
  deleted: 'This message has been deleted.',
  addApp: 'Add Open Door to this team',
  removeApp: 'Take Open Door out of this team',
  noPeople: 'The organisation has no people yet, so nobody can be signed in. Run “npm start -- --fresh”.',
};

type Words = typeof english;
type Word = keyof Words;

const portuguese: Words = {
  standIn: 'Um substituto do Microsoft Teams, neste computador',
  back: 'Anterior',
  viewOptions: 'Opções de visualização',
  openAs: 'Abrir como',
  searchPeople: 'Procurar por nome',
  noOneFound: 'Ninguém corresponde a “{query}”.',
  peopleFound: '{count} pessoas. Use as setas para escolher.',
  peopleFailed: 'Não foi possível ler a lista de pessoas. O “npm start” ainda está em execução?',
  theme: 'Tema',
  light: 'Claro',
  dark: 'Escuro',
  contrast: 'Alto contraste',
  language: 'Idioma',
  phone: 'Telemóvel',
  activity: 'Atividade',
  chat: 'Chat',
  calendar: 'Calendário',
  calls: 'Chamadas',
  apps: 'Aplicações',
  rail: 'Teams',
  pages: 'Páginas do Open Door',
  opensPlayground: 'abre o Agents Playground num novo separador',
  starting: 'O Open Door está a abrir…',
  failed: 'Não foi possível abrir o Open Door',
  timedOut: 'Não respondeu em 30 segundos. Veja a consola desta página e o terminal do “npm start”.',
  reason: 'A aplicação disse: {reason}',
  tryAgain: 'Tentar novamente',
  dismiss: 'Fechar',
  wouldChat: 'O Teams abriria um chat com {about}.',
  wouldCall: 'O Teams iniciaria uma chamada com {about}.',
  wouldGo: 'O Teams abriria {about}.',
  openHere: 'O browser não deixou abrir a ligação automaticamente:',
  shareLink: 'Ligação para “{label}”:',
  noPage: 'A aplicação não tem a página “{page}”; está aberta a primeira.',
  noPerson: 'Ninguém aqui tem o id {id}; a sessão é de {name}.',
  channel: 'Canal',
  write: 'Escrever no canal',
  post: 'Publicar',
  reply: 'Responder',
  edit: 'Editar',
  save: 'Guardar',
  delete: 'Eliminar',
  undelete: 'Anular',
  edited: 'Editado',
  deleted: 'Esta mensagem foi eliminada.',
  addApp: 'Adicionar o Open Door a esta equipa',
  removeApp: 'Tirar o Open Door desta equipa',
  noPeople: 'A organização ainda não tem pessoas, por isso não há quem iniciar sessão. Execute “npm start -- --fresh”.',
};

export type Say = (word: Word, values?: Record<string, string | number>) => string;

/** The host's own words in the language of `locale`. */
export function wordsFor(locale: Locale): Say {
  const words = locale === 'pt-PT' ? portuguese : english;
  return (word, values = {}) =>
    words[word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Fills every element that names its words by `data-word` (text) or `data-label` (aria-label, and a button's tooltip or a field's placeholder). */
export function translate(root: ParentNode, say: Say): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-word]')) {
    element.textContent = say(element.dataset.word as Word);
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-label]')) {
    const label = say(element.dataset.label as Word);
    element.setAttribute('aria-label', label);
    if (element instanceof HTMLInputElement) element.placeholder = label;
    else if (element instanceof HTMLButtonElement) element.title = label;
  }
}
