/** Words that say nothing about what somebody wants to get done, in English and Portuguese, without accents. */
const emptyWords = new Set(
  `a about after all also am an and any are as at be because been before better but by can could did do does doing done
  each easier easily every faster for from get getting give go good great had has have having help helping how i if in
  into is it its just know learn learning less like love loves lot make making many me more most much my need needs new no
  not of often on one or our out over people person please quickly really show simple so some someone something start stuff
  than that the their them then these they thing things this those time to too try trying up us use using very want wants
  was way we well were what when where which while who why will with without work working would you your
  agora ainda ajuda ajudar alguem algo ao aos aprender as ate cada com como consigo da das de dela dele depois do dos e ela
  ele eles em entre era essa esse esta estao estar este estou eu faco favor fazer foi gosto gostava ha isso isto ja la lhe
  mais mas melhor menos mesmo meu meus minha minhas muito muitos na nao nas nem no nos nossa nosso num numa o onde os ou
  para pela pelo pessoa pessoas pode poder por porque posso preciso quais qual quando que quem quero saber sao se sem ser
  seu seus so sobre sua suas tambem tem tempo tenho ter todas todos trabalho tudo um uma umas uns usar vez vezes voce`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Endings and what replaces them, tried in order: plurals first, then what verbs and nouns add. */
const plurals: [RegExp, string][] = [
  [/coes$/, 'cao'],
  [/oes$/, 'ao'],
  [/gens$/, 'gem'],
  [/ies$/, 'y'],
  [/(ss|sh|ch|x)es$/, '$1'],
  [/([^suio])s$/, '$1'],
  [/([aeo])is$/, '$1l'],
  [/([io])s$/, '$1'],
];
const endings: [RegExp, string][] = [
  [/ation$/, 'at'],
  [/([b-df-hj-np-rtv-z])\1(ing|ed)$/, '$1'],
  [/(ing|ed)$/, ''],
  [/(ar|er|ir)$/, ''],
  [/[aeo]$/, ''],
];

/** A word as people type it, and its stem: without accents, plural or verb ending. */
export type Word = { typed: string; stem: string };

/** The words of a text that carry meaning, in order. */
export function wordsIn(text: string): Word[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .map((typed) => ({ typed, plain: withoutAccents(typed) }))
    .filter(({ plain }) => plain.length > 1 && !emptyWords.has(plain))
    .map(({ typed, plain }) => ({ typed, stem: stem(plain) }));
}

/** Letters in lower case without their accents: "Tradução" is "traducao". */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Light stemming for English and Portuguese alike, since people mix them: it need not give a real word, only the same one
 * for "summarise", "summarizing" and "summarised".
 */
function stem(word: string): string {
  if (word.length < 4) return word;
  const singular = replaceFirst(word, plurals, 3);
  return replaceFirst(singular, endings, 3).replace(/iz$/, 'is');
}

function replaceFirst(word: string, rules: readonly [RegExp, string][], atLeast: number): string {
  for (const [ending, instead] of rules) {
    if (!ending.test(word)) continue;
    const shorter = word.replace(ending, instead);
    return shorter.length >= atLeast ? shorter : word;
  }
  return word;
}

/**
 * Whether one stem is the other with one slip of the fingers: a letter missing, doubled or swapped with its neighbour, and
 * in words of eight letters or more a wrong one. Shorter words one wrong letter apart are mostly two words: chart, charm.
 */
export function nearly(a: string, b: string): boolean {
  if (a[0] !== b[0] || Math.max(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const restOfA = a.slice(same);
  const restOfB = b.slice(same);
  if (a.length !== b.length) return a.length > b.length ? restOfA.slice(1) === restOfB : restOfB.slice(1) === restOfA;
  const swapped = restOfA[0] === restOfB[1] && restOfA[1] === restOfB[0] && restOfA.slice(2) === restOfB.slice(2);
  return a === b || swapped || (a.length >= 8 && restOfA.slice(1) === restOfB.slice(1));
}
