import fc from 'fast-check';
import { expect, test } from 'vitest';
import { understand } from './understand.ts';

test('takes no longer for what is no language', () => {
  const began = performance.now();
  for (const odd of ['.', '<at>', 'preciso ', 'x ']) understand(`${odd.repeat(20_000 / odd.length)}x`);
  expect(performance.now() - began).toBeLessThan(100);
});

test.each([
  ['help', 'help'],
  ['Help!', 'help'],
  ['Olá', 'help'],
  ['ajuda', 'help'],
  ['What can you do?', 'help'],
  ['', 'help'],
  ['<at>Open Door</at> help', 'help'],
  ['my sessions', 'sessions'],
  ['My sessions.', 'sessions'],
  ['show me my bookings', 'sessions'],
  ['What have I booked?', 'sessions'],
  ['Minhas sessões', 'sessions'],
  ['as minhas marcações', 'sessions'],
  ['mostra-me', 'unsure'],
  ['cancel', 'cancel'],
  ['cancel my next session', 'cancel'],
  ['Cancel a session', 'cancel'],
  ['Cancelar uma sessão', 'cancel'],
  ['desmarcar a sessão com a Mei', 'cancel'],
  ['reschedule', 'move'],
  ['Reschedule my session with Mei', 'move'],
  ['move my next session to Friday', 'move'],
  ['remarcar', 'move'],
  ['Mudar a hora da sessão', 'move'],
  ['mudar a minha próxima sessão', 'move'],
  ['change the tone of my email', 'find'],
  ['My waiting lists', 'waiting'],
  ['waiting list', 'waiting'],
  ['Minhas listas de espera', 'waiting'],
  ['lista de espera', 'waiting'],
  ['Who is free soonest?', 'soonest'],
  ['What’s free soonest?', 'soonest'],
  ["who's free now", 'soonest'],
  ['soonest', 'soonest'],
  ['Quem está livre mais cedo?', 'soonest'],
  ['quem está disponível agora', 'soonest'],
  ['who is free to explain pivot tables', 'find'],
  ['queue', 'live'],
  ['Who is live?', 'live'],
  ['who’s live now', 'live'],
  ['join the queue', 'live'],
  ['Filas', 'live'],
  ['Quem está ao vivo?', 'live'],
  ['entrar na fila', 'live'],
  ['my place', 'place'],
  ['My place in line', 'place'],
  ['my places in line', 'waiting'],
  ['Where am I in the queue?', 'place'],
  ['how long do I have to wait?', 'place'],
  ['How long should a prompt be?', 'find'],
  ['O meu lugar na fila', 'place'],
  ['leave', 'leave'],
  ['Leave the queue', 'leave'],
  ['sair da fila', 'leave'],
  ['pause my turn', 'pause'],
  ['Not now', 'pause'],
  ['agora não', 'pause'],
  ['I’m ready!', 'ready'],
  ['ready', 'ready'],
  ['Estou pronta', 'ready'],
  ['my line', 'line'],
  ['who is waiting?', 'line'],
  ['A minha fila', 'line'],
  ['Call next', 'next'],
  ['next please', 'next'],
  ['chamar o próximo', 'next'],
  ['Chamar a seguir', 'next'],
  ['next free', 'soonest'],
  ['Resolve', 'resolve'],
  ['done', 'resolve'],
  ['resolvido', 'resolve'],
  ['leave a note in Outlook automatically', 'find'],
  ['pivot tables', 'unsure'],
])('understands “%s” as %s', (text, command) => {
  expect(understand(text).command).toBe(command);
});

test.each([
  ['find a champion for pivot tables', 'pivot tables'],
  ['Find me somebody who knows Power BI', 'Power BI'],
  ['Could you find a mentor for my São Paulo team’s Relatório?', 'my São Paulo team’s Relatório'],
  ['I need help with a formula', 'a formula'],
  ['find a champion', ''],
  ['Encontrar alguém para tabelas dinâmicas', 'tabelas dinâmicas'],
  ['Preciso de ajuda com fórmulas', 'fórmulas'],
  ['procurar alguém', ''],
])('finds the goal in “%s”', (text, goal) => {
  expect(understand(text)).toEqual({ command: 'find', goal });
});

test.each([
  ['join the queue: How do I group São Paulo by month?', 'How do I group São Paulo by month?'],
  ['Join a live queue with pivot tables', 'pivot tables'],
  ['Quero entrar na fila para fórmulas', 'fórmulas'],
])('finds the question to wait with in “%s”', (text, question) => {
  expect(understand(text)).toEqual({ command: 'join', question });
});

test.each([
  'How do I write a better prompt?',
  'Como resumo um relatório longo?',
  'compare sales of two years',
  'Word macros?',
])('takes “%s” for a goal as it is', (text) => {
  expect(understand(text)).toEqual({ command: 'find', goal: text });
});

test('makes something of any text, and a goal is always a part of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const intent = understand(text);
      const rest = 'goal' in intent ? intent.goal : 'question' in intent ? intent.question : undefined;
      if (rest !== undefined)
        expect(
          text
            .normalize()
            .replace(/<at>.*?<\/at>/g, ' ')
            .replaceAll('&nbsp;', ' ')
            .replace(/\s+/g, ' '),
        ).toContain(rest);
    }),
  );
});

test('reads a very long message without taking long', () => {
  const began = performance.now();
  understand(`find a champion ${'for a '.repeat(4_000)}`);
  understand(`${'a '.repeat(10_000)}!`);
  expect(performance.now() - began).toBeLessThan(500);
});

test.each([
  ['I learned that pivot tables need names', 'pivot tables need names'],
  ['i learned: ask twice, é sempre melhor.', 'ask twice, é sempre melhor.'],
  ["I've learnt that it invents sources!", 'it invents sources!'],
  ['Today I learned how to ask for a table', 'how to ask for a table'],
  ['Today, I just learned that shorter is better', 'shorter is better'],
  ['I learned today that it forgets', 'it forgets'],
  ['I learned', ''],
  ['I learned that …', ''],
  ['Aprendi que as fórmulas não se inventam', 'as fórmulas não se inventam'],
  ['Eu aprendi que é preciso rever', 'é preciso rever'],
  ['Hoje aprendi a resumir uma reunião', 'a resumir uma reunião'],
  ['Aprendi', ''],
])('hears what was learned in "%s"', (said, words) => {
  expect(understand(said)).toEqual({ command: 'learned', words });
});

test.each([
  'I learned Excel, but how do I make a chart?',
  'Aprendi Excel; como faço um gráfico?',
  'I want to learn Excel',
])('takes "%s" for a goal', (said) => {
  expect(understand(said)).toEqual({ command: 'find', goal: said });
});
