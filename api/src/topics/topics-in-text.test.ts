import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TopicKey, topics } from './topics.ts';
import { topicsIn } from './topics-in-text.ts';

const keys = Object.keys(topics) as TopicKey[];
const found = (text: string) => topicsIn(text).map(({ topic }) => topic);

describe('topics in a text', () => {
  it.each<[string, TopicKey]>([
    ['help me make pivot tables from sales data', 'pivot-tables'],
    ['my exel fromulas break', 'excel-formulas'],
    ['summarise a very long contract document', 'summarising-documents'],
    ['Our monthly report takes me a day. Can Copilot draft the commentary from the table?', 'reporting'],
    ['I have never used AI and feel lost', 'prompt-basics'],
    ['draft a reply to an angry customer', 'customer-replies'],
    ['What may I put into Copilot?', 'policy-and-privacy'],
    ['slides for the board', 'presentations'],
    ['job adverts that do not scare people off', 'hiring'],
  ])('hears what is asked in English: %s', (text, topic) => {
    expect(found(text)).toContain(topic);
  });

  it.each<[string, TopicKey]>([
    ['Preciso de ajuda com folhas de cálculo', 'excel-formulas'],
    ['resumir atas de reuniões', 'meeting-notes'],
    ['traducao de textos para ingles', 'translation'],
    ['automatizar tarefas repetitivas', 'power-automate'],
    ['imagens para um cartaz', 'images'],
  ])('hears what is asked in Portuguese: %s', (text, topic) => {
    expect(found(text)).toContain(topic);
  });

  it('puts what is clearest first', () => {
    expect(found('help me make pivot tables from sales data')[0]).toBe('pivot-tables');
    expect(found('write an email')[0]).toBe('writing-emails');
  });

  it('takes a hint only when nothing is said outright', () => {
    expect(found('numbers for the team')).toEqual(['data-analysis']);
    expect(found('a pivot of the numbers')).not.toContain('data-analysis');
  });

  it('trusts a misspelt word less', () => {
    const [right] = topicsIn('python');
    const [wrong] = topicsIn('pyhton');
    expect(wrong?.topic).toBe('python');
    expect(wrong?.strength).toBeLessThan(right?.strength ?? 0);
  });

  it('does not take an everyday word for a misspelt one', () => {
    expect(found('a formal letter')).not.toContain('excel-formulas');
    expect(found('my contact list')).not.toContain('contract-review');
  });

  it('wants the words of a phrase close together', () => {
    expect(found('Copilot inside GitHub')).toContain('coding-assistant');
    expect(found('GitHub, and a quiet walk along the river with Copilot')).not.toContain('coding-assistant');
  });

  it('finds nothing in nothing', () => {
    expect(topicsIn('')).toEqual([]);
    expect(topicsIn('zzzz qqqq')).toEqual([]);
  });

  it('gives strengths in (0, 1], each topic once, whatever is typed', () => {
    const anyWords = fc.array(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('table', 'email', 'Dados', 'exel')),
    );
    fc.assert(
      fc.property(anyWords, (words) => {
        const all = topicsIn(words.join(' '));
        expect(all.every(({ strength }) => strength > 0 && strength <= 1)).toBe(true);
        expect(new Set(all.map(({ topic }) => topic)).size).toBe(all.length);
      }),
    );
  });
});

describe('the catalogue', () => {
  it.each(keys)('finds %s by its labels and by everything that says it', (key) => {
    const { label, says } = topics[key];
    for (const text of [label.en, label.pt, ...says]) expect(found(text), text).toContain(key);
  });
});
