import { describe, expect, it } from 'vitest';
import { nearly, wordsIn } from './words.ts';

const stems = (text: string) => wordsIn(text).map(({ stem }) => stem);
const oneStem = (...words: string[]) => new Set(words.flatMap(stems)).size === 1;

describe('words', () => {
  it('gives the forms of an English word one stem', () => {
    expect(oneStem('summarise', 'summarising', 'Summarized', 'summarises')).toBe(true);
    expect(oneStem('translate', 'translation', 'translations', 'translating')).toBe(true);
    expect(oneStem('summary', 'summaries')).toBe(true);
    expect(oneStem('plan', 'plans', 'planning', 'planned')).toBe(true);
  });

  it('gives the forms of a Portuguese word one stem', () => {
    expect(oneStem('tradução', 'traduções', 'Traducao')).toBe(true);
    expect(oneStem('imagem', 'imagens')).toBe(true);
    expect(oneStem('resumir', 'resumo', 'resumos')).toBe(true);
    expect(oneStem('dinâmica', 'dinâmicas', 'dinamico')).toBe(true);
  });

  it('leaves out words that say nothing, and keeps how a word was typed', () => {
    expect(wordsIn('Please help me with my Fórmulas!').map(({ typed }) => typed)).toEqual(['Fórmulas']);
    expect(stems('')).toEqual([]);
    expect(stems('… 🙂 !')).toEqual([]);
  });

  it('forgives a letter missing, doubled or swapped', () => {
    expect(nearly('exel', 'excel')).toBe(true);
    expect(nearly('pyhton', 'python')).toBe(true);
    expect(nearly('formmul', 'formul')).toBe(true);
    expect(nearly('presentad', 'presentat')).toBe(true);
  });

  it('keeps different words different', () => {
    expect(nearly('chart', 'charm')).toBe(false);
    expect(nearly('formal', 'formul')).toBe(false);
    expect(nearly('mail', 'main')).toBe(false);
    expect(nearly('gratin', 'rating')).toBe(false);
  });
});
