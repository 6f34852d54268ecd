type Expert = { id: string; texts: readonly string[] };

/** TF-IDF as most write it: a map per text, and the cosine of the goal with every one of them. */
export function plainTfIdf(experts: readonly Expert[]): { score(goal: string): Map<string, number> } {
  const texts = experts.flatMap(({ texts }) => texts.map(counted));
  const inTexts = new Map<string, number>();
  for (const text of texts) for (const word of text.keys()) inTexts.set(word, (inTexts.get(word) ?? 0) + 1);
  const weighed = (counts: Map<string, number>) => {
    const idf = (word: string) => 1 + Math.log((1 + texts.length) / (1 + (inTexts.get(word) ?? 0)));
    const weights = [...counts].map(([word, count]): [string, number] => [word, count * idf(word)]);
    const length = Math.sqrt(weights.reduce((total, [, weight]) => total + weight * weight, 0));
    return new Map(weights.map(([word, weight]) => [word, weight / length]));
  };
  const byExpert = experts.map(({ id, texts }) => ({ id, texts: texts.map((text) => weighed(counted(text))) }));
  return {
    score(goal) {
      const wanted = weighed(counted(goal));
      return new Map(byExpert.map(({ id, texts }) => [id, Math.max(...texts.map((text) => cosine(wanted, text)))]));
    },
  };
}

function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}{2,}/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function cosine(a: Map<string, number>, b: Map<string, number>): number {
  let total = 0;
  for (const [word, weight] of a) total += weight * (b.get(word) ?? 0);
  return total;
}
