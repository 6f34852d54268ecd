import { joinings, type QueueCommand, queuePhrases } from './queue-phrases.ts';

/** What a message asks for. `goal` is what somebody wants to get done, in their own words; it may be empty. */
export type Intent =
  | { command: Command }
  | { command: 'find'; goal: string }
  | { command: 'join'; question: string }
  /** What a leader wants to tell; it may be empty. */
  | { command: 'learned'; words: string }
  /** Too short to be sure of: a goal if it names a topic. */
  | { command: 'unsure'; goal: string };

type Command = 'help' | 'sessions' | 'cancel' | 'move' | 'waiting' | 'soonest' | QueueCommand;

/** Both languages are understood whatever the language of the device. Tried in this order. */
const commands: [RegExp, Command][] = [
  [
    /^(help|hi|hello|hey|start|what can you do|ajuda|ola|oi|bom dia|boa tarde|boa noite|comecar|o que (sabes|sabe|podes|pode) fazer)$/,
    'help',
  ],
  [/^((show|list|see|what are)( me)? )?(my )?(sessions?|bookings?|calendar|office hours?)$/, 'sessions'],
  [/^what (have i|did i) book(ed)?$/, 'sessions'],
  [/^((mostra|mostrar|ver|lista|quais sao)( me)? )?(as )?(minhas )?(sessoes|sessao|marcacoes|reservas)$/, 'sessions'],
  [/^(cancel|call off)( (my|a|the|one of my))?( (next|coming))?( (sessions?|bookings?))?( .{1,60})?$/, 'cancel'],
  [
    /^(cancelar?|desmarcar?)( (a|uma|as)( minhas?)?)?( (proxima))?( (sessao|sessoes|marcacao|reserva))?( .{1,60})?$/,
    'cancel',
  ],
  [/^(reschedule|postpone)( .{1,80})?$/, 'move'],
  [/^(move|change)( (my|a|the|one of my))?( (next|coming))? (sessions?|bookings?|appointments?)( .{1,60})?$/, 'move'],
  [/^(remarcar?|reagendar?|adiar?)( .{1,80})?$/, 'move'],
  [
    /^(mudar?|alterar?|trocar?)( de)?( (a|o|uma|as))?( minhas?)?( (proxima|hora da))? (sessao|sessoes|marcacao|reserva)( .{1,60})?$/,
    'move',
  ],
  [/^((show|list|see|what are)( me)? )?(my |the )?(wait(ing)? ?lists?|places in line)$/, 'waiting'],
  [/^where (am i waiting|do i wait)$/, 'waiting'],
  [/^((mostra|mostrar|ver|quais sao)(-me| me)? )?(as? )?(minhas? )?listas? de espera$/, 'waiting'],
  [/^onde (espero|estou a esperar|estou a espera)$/, 'waiting'],
  [
    /^(who|what|which champion|is anyone|is anybody|anyone|anybody)( is|['’]?s)? (free|available)( (the )?(soonest|earliest|first|next|now|right now|today))?$/,
    'soonest',
  ],
  [/^(the )?(soonest|earliest|next free)( (free )?(time|slot|session))?$/, 'soonest'],
  [/^quem (e que )?(esta|tem) (livre|disponivel|tempo)( (mais cedo|primeiro|agora|ja|hoje))?$/, 'soonest'],
  [/^((a|o) )?(hora|horario|vaga|sessao)( livre)? mais (cedo|proxim[ao])$/, 'soonest'],
  ...queuePhrases,
];

/** "find (me) a champion (for …)", and the same in Portuguese; what follows is the goal. */
const searches = [
  /^(?:please )?(?:(?:can|could) you )?(?:find|search|look|get|show|i need|need|i want|i am looking|i'm looking)(?: for)?(?: me)?(?: an?| some| the right)? (?:champions?|mentors?|colleagues?|experts?|someone|somebody|person|people|help)(?: (?:for|with|about|on|in|who knows|who can help(?: me)?(?: with)?|to help(?: me)?(?: with)?))?(?: (.*))?$/,
  /^(?:encontrar?|procurar?|arranjar?|preciso(?: de)?|quero|mostrar?|acha|achar)(?:[ -]me)?(?: um| uma| a| de)? ?(?:champions?|mentor(?:a|es)?|colegas?|especialistas?|alguem|pessoas?|ajuda)(?: (?:para|com|em|sobre|de|que (?:saiba|perceba)(?: de)?|que (?:me )?ajude(?: com)?))?(?: (.*))?$/,
];

/** "I learned that …", and the same in Portuguese; what follows is what was learned. A question is a goal, not a lesson. */
const learnings = [
  /^(?:(?:today|this week|yesterday),? )?i(?:['’]ve| have)?(?: just| also)? (?:learned|learnt)(?:(?:,? (?:today|this week|yesterday))?(?:[:,]| that\b)?(?: ([^?]*))?)?$/,
  /^(?:(?:hoje|ontem|esta semana),? )?(?:eu )?(?:tambem )?aprendi(?:(?:,? (?:hoje|ontem|esta semana))?(?:[:,]| que\b)?(?: ([^?]*))?)?$/,
];

const asks =
  /^(how|what|which|who|why|where|when|can|could|should|is there|i want|i need|i would like|i'd like|help me|teach me|como|qual|quais|quem|porque|por que|onde|posso|quero|preciso|gostava|gostaria|ajuda(r)?( me|-me)|ensina)\b/;
/** A sentence of this many words says what somebody wants, whatever it begins with. */
const sentenceWords = 4;

/** Nobody needs more characters to say what they want, and the patterns take their time with what is no language. */
const mostRead = 2_000;

/** Reads a message in English or Portuguese. Mentions, accents, capitals and final punctuation do not matter. */
export function understand(text: string): Intent {
  const said = text
    .slice(0, mostRead)
    .normalize()
    .replace(/<at>.*?<\/at>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const plain = withoutAccents(said).replace(/[\s.!?;:,…]+$/, '');
  const command = commands.find(([pattern]) => pattern.test(plain));
  if (command) return { command: command[1] };
  const asked = restAt(joinings, plain);
  if (asked !== undefined) return { command: 'join', question: said.slice(asked) };
  const learned = said.includes('?') ? undefined : restAt(learnings, plain);
  if (learned !== undefined) return { command: 'learned', words: learned < plain.length ? said.slice(learned) : '' };
  const wanted = restAt(searches, plain);
  if (wanted !== undefined) return { command: 'find', goal: said.slice(wanted, plain.length) };
  if (plain === '') return { command: 'help' };
  const isGoal = said.includes('?') || asks.test(plain) || plain.split(' ').length >= sentenceWords;
  return isGoal ? { command: 'find', goal: said } : { command: 'unsure', goal: said };
}

/** Where that begins what follows one of the patterns; undefined where none fits. */
function restAt(patterns: readonly RegExp[], plain: string): number | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(plain);
    // As long as the original, so the rest can be cut from it with its accents and capitals.
    if (found) return plain.length - (found[1]?.length ?? 0);
  }
  return undefined;
}

/** Letter by letter, so that positions stay those of the original text. */
function withoutAccents(text: string): string {
  return [...text].map((letter) => letter.normalize('NFD').toLowerCase().slice(0, letter.length)).join('');
}
