/** A learning post as a leader wrote it into the channel, and what came of it. */
export type PostPlan = {
  by: string;
  daysAgo: number;
  /** Wall time of the author, `HH:MM`. */
  at: string;
  html: string;
  /** Colleagues named in the text as `@Name`. */
  mentions?: readonly string[];
  image?: 'board-pack-hours.png';
  /** Hours later, its author wrote it anew like this. */
  edited?: { hoursLater: number; html: string };
  reactions: Readonly<Record<string, number>>;
  replies: readonly ReplyPlan[];
};

export type ReplyPlan = {
  by: string;
  hoursLater: number;
  html: string;
  mentions?: readonly string[];
  /** An Adaptive Card below the words. */
  card?: object;
  reactions?: Readonly<Record<string, number>>;
};

const [tried, wrong, learned, ask] = [
  '<h3>What I tried</h3>',
  '<h3>What went wrong</h3>',
  '<h3>What I learned</h3>',
  '<h3>What I ask you to try</h3>',
];

/** Ten weeks of the channel, the oldest first. */
export const leadersPosts: readonly PostPlan[] = [
  {
    by: 'Ruth Abernathy',
    daysAgo: 68,
    at: '08:40',
    html: `${tried}<p>I asked for this channel, so I go first. On Sunday I had Copilot write my opening for the all-hands from my notes of the last three.</p>${wrong}<p>It sounded like every chief executive there ever was. Elena read it and asked who had died. I had given it my notes and not one word about who would be listening.</p>${learned}<p>It can only be as concrete as I am. The second time I told it about the night shift in the Singapore warehouse who watch at 2 a.m., and the first paragraph was suddenly worth keeping.</p>${ask}<p>Before you ask for a text, write one sentence about the person who will read it. Then post here what happened, above all if it failed.</p>`,
    reactions: { '👍': 21, '❤️': 9, '😆': 6 },
    replies: [
      {
        by: 'Elena Ruiz',
        hoursLater: 1,
        html: '<p>For the record: I asked whether somebody was <em>leaving</em>.</p>',
        reactions: { '😆': 14 },
      },
      {
        by: 'Grace Okafor',
        hoursLater: 3,
        html: '<p>Thank you for going first. Three people have booked me this morning and quoted the sentence about the reader.</p>',
        reactions: { '❤️': 5 },
      },
    ],
  },
  {
    by: 'Darnell Whitaker',
    daysAgo: 61,
    at: '10:15',
    html: `${tried}<p>I have not written production code in nine years. I took a small bug in the store finder and fixed it with a coding assistant, the way we ask the teams to.</p>${wrong}<p>It was green in ten minutes and wrong. The test it wrote for me tested nothing: I took out the fix and the test still passed. Hannah found that in review, kindly.</p>${learned}<p>Code review was the part that worked. I had been about to measure us by how fast the first draft comes.</p>${ask}<p>Break your own code once and watch the test go red. If it stays green, tell your reviewer before they find it.</p>`,
    reactions: { '👍': 17, '😆': 4, '❤️': 6 },
    replies: [
      {
        by: 'Hannah Kowalski',
        hoursLater: 2,
        html: '<p>The pull request is public, for anybody who wants to see what a review of the CTO looks like. Eleven comments.</p>',
        reactions: { '😆': 11 },
      },
      {
        by: 'Gabriel Tejada',
        hoursLater: 26,
        html: '<p>We put “seen it red” into the review checklist today.</p>',
        reactions: { '👍': 8 },
      },
    ],
  },
  {
    by: 'Lim Hwee Ling',
    daysAgo: 56,
    at: '09:05',
    html: `${tried}<p>I sat with Mei Ling’s team for a morning and answered eleven complaints myself, with the assistant we gave them.</p>${wrong}<p>My replies were longer than anybody’s, and polite in a way nobody here speaks. One customer wrote back: “Is there a person?” There was. It was me.</p>${learned}<p>We trained it on our best letters. We never showed it a <b>short</b> one. That is our mistake, not the tool’s, and not the team’s.</p>${ask}<p>Collect three replies of yours that were short and good. Nur Hidayah will build the next examples from them.</p>`,
    reactions: { '👍': 19, '😮': 3, '❤️': 12 },
    replies: [
      {
        by: 'Tan Mei Ling',
        hoursLater: 4,
        html: '<p>I kept your eleven. Number seven was very good, the one with two sentences.</p>',
        reactions: { '❤️': 9 },
      },
      {
        by: 'Nur Hidayah Osman',
        hoursLater: 7,
        html: '<p>27 short replies so far. Keep them coming, also the ones you are not proud of.</p>',
        reactions: { '👍': 6 },
      },
      { by: 'Sofia Marques', hoursLater: 28, html: '<p>Lisbon adds nine, in Portuguese. Is that useful?</p>' },
    ],
  },
  {
    by: 'Helena Sarmento',
    daysAgo: 49,
    at: '17:20',
    html: `${tried}<p>I let Copilot write the commentary of the third board pack from our tables, end to end. I wanted to see how far it goes without us.</p>${wrong}<p>It explained a variance that did not exist. A column had last year’s rates, and it told a convincing story about freight. Two of us believed it. We lost a day finding out and another being embarrassed.</p>${learned}<p>It never says “I do not know why”. We do, and that is worth a lot. Now it drafts only what we have already explained to each other in one sentence.</p>${ask}<p>Write your one-sentence explanation of each number first. If you cannot, that is the finding.</p>`,
    reactions: { '👍': 24, '😮': 7, '❤️': 8 },
    replies: [
      {
        by: 'Cláudia Cunha',
        hoursLater: 1,
        html: '<p>I was one of the two. The story about freight was <em>very</em> good.</p>',
        reactions: { '😆': 10 },
      },
      {
        by: 'Tiago Nunes',
        hoursLater: 16,
        html: '<p>I show the rate check in ten minutes, on your own file. Book me and bring the worst one.</p>',
        reactions: { '👍': 7 },
      },
      { by: 'Marcus Bell', hoursLater: 22, html: '<p>Same in New York with pricing. One sentence first: stolen.</p>' },
    ],
  },
  {
    by: 'Tânia Fonseca',
    daysAgo: 43,
    at: '11:30',
    html: '<h3>O que tentei</h3><p>Pedi imagens para a próxima campanha a três ferramentas, sem dizer nada à equipa de marca. Queria saber se precisávamos mesmo de fotografar.</p><h3>O que correu mal</h3><p>O candeeiro nunca era o nosso. Numa das imagens tinha dois cabos. A Susana reparou em meio segundo; eu tinha olhado para ela uma tarde inteira.</p><h3>O que aprendi</h3><p>Serve para mostrar um ambiente antes de o fotografarmos, e poupou-nos um dia de maquetas. Não serve para mostrar o produto, e eu não devia ter feito isto às escondidas.</p><h3>O que vos peço que experimentem</h3><p>Mostrem a alguém o resultado mau antes do bom. A conversa é muito mais curta.</p>',
    reactions: { '❤️': 11, '👍': 9, '😆': 5 },
    replies: [
      {
        by: 'Susana Ribeiro',
        hoursLater: 2,
        html: '<p>Dois cabos e nenhuma tomada. Obrigada por contares.</p>',
        reactions: { '😆': 8 },
      },
      {
        by: 'Camille Laurent',
        hoursLater: 5,
        html: '<p>Posso mostrar o que resulta para ambientes, e onde paro. Marquem uma hora comigo.</p>',
        reactions: { '👍': 4 },
      },
    ],
  },
  {
    by: 'Ruth Abernathy',
    daysAgo: 38,
    at: '07:55',
    html: `${tried}<p>Meeting notes. All of them, for two weeks, written by Copilot.</p>${wrong}<p>In one meeting people stopped talking when I switched it on. I saw it and let it run, because I wanted my two weeks. That was wrong, and I have said so to those who were there.</p>${learned}<p>The notes were good. The price was a meeting in which nobody said what they thought. I now ask first, out loud, and a no is a no.</p>${ask}<p>Ask the room before you record it. Wait for the answer.</p>`,
    reactions: { '❤️': 26, '👍': 18 },
    replies: [
      {
        by: 'Beatriz Antunes',
        hoursLater: 2,
        html: '<p>From privacy: thank you. The wording we suggest is on the guidance page, and it is one line.</p>',
        reactions: { '👍': 12 },
      },
      {
        by: 'Chua Wen Hao',
        hoursLater: 12,
        html: '<p>You can also switch on the notes for one agenda item only. I show how on Thursdays.</p>',
        reactions: { '👍': 9 },
      },
    ],
  },
  {
    by: 'Darnell Whitaker',
    daysAgo: 31,
    at: '14:00',
    html: `${tried}<p>I asked my own data team’s assistant for “orders by country, last quarter”, in plain words, as I keep telling others to.</p>${wrong}<p>I got a number, used it in a call with Wesley, and it counted cancelled orders. It was in the query. I had not looked at the query, because looking at it was what I wanted to be rid of.</p>${learned}<p>I can read ten lines of SQL and I did not. Plain words hide the question behind the question: <i>which</i> orders?</p>${ask}<p>Ask it to list its assumptions before the number. If you want to learn to read the ten lines, @Diogo Salgado has patience with executives.</p>`,
    mentions: ['Diogo Salgado'],
    reactions: { '👍': 15, '😮': 4, '😆': 3 },
    replies: [
      {
        by: 'Wesley Norris',
        hoursLater: 1,
        html: '<p>And I had already put it on a slide. Corrected, with a footnote that says why.</p>',
        reactions: { '😆': 7, '👍': 5 },
      },
      {
        by: 'Diogo Salgado',
        hoursLater: 3,
        html: '<p>Ten lines, thirty minutes. Bring a number you do not trust.</p>',
        reactions: { '👍': 8 },
      },
    ],
  },
  {
    by: 'Helena Sarmento',
    daysAgo: 24,
    at: '18:05',
    html: `${tried}<p>After the third pack I was ready to stop. The team was not: they asked for one more month, with the one-sentence rule.</p>${learned}<p>Fourteen hours for this pack instead of twenty-six for the first. More important: the questions from the board were about the business and not about our numbers.</p><p><img src="../hostedContents/1/$value" alt="Hours on the board pack: 26, 24, 31, 19 and 14 for the fifth"></p>${ask}<p>Show the bad month too when you show a chart. People trusted the rest because the third pack was on it.</p>`,
    image: 'board-pack-hours.png',
    reactions: { '👍': 29, '❤️': 13 },
    replies: [
      {
        by: 'Inês Carvalho',
        hoursLater: 15,
        html: '<p>Tomorrow I do the reconciliation this way for the first time. If it goes wrong I will write it here.</p>',
        reactions: { '❤️': 17 },
      },
      {
        by: 'Ruth Abernathy',
        hoursLater: 17,
        html: '<p>@Inês Carvalho please do. I read all of these.</p>',
        mentions: ['Inês Carvalho'],
        reactions: { '❤️': 11 },
      },
      {
        by: 'Priya Raman',
        hoursLater: 30,
        html: '<p>The ledger team in Singapore starts next month. Can we have your prompt, Helena?</p>',
      },
    ],
  },
  {
    by: 'Lim Hwee Ling',
    daysAgo: 18,
    at: '16:45',
    html: `${tried}<p>I asked for a summary of 2,000 complaints about the Alba lamp before the supplier call.</p>${wrong}<p>“Customers are broadly satisfied.” It had summarised the star ratings and skipped the free text, which was in four languages.</p>${learned}<p>Read twenty yourself first. Then you know what a true summary would have to contain, and you notice when it is not there.</p>${ask}<p>Try it with your next long list: twenty by hand, then the summary, then compare. Tell us what was missing.</p>`,
    edited: {
      hoursLater: 2,
      html: `${tried}<p>I asked for a summary of 2,000 complaints about the Alba lamp before the supplier call.</p>${wrong}<p>“Customers are broadly satisfied.” It had summarised the star ratings and skipped the free text, which was in four languages. (I wrote three here first. Karthik counted.)</p>${learned}<p>Read twenty yourself first. Then you know what a true summary would have to contain, and you notice when it is not there.</p>${ask}<p>Try it with your next long list: twenty by hand, then the summary, then compare. Tell us what was missing.</p>`,
    },
    reactions: { '👍': 14, '😮': 6, '😆': 5 },
    replies: [
      {
        by: 'Karthik Rajan',
        hoursLater: 1,
        html: '<p>Four languages. The supplier got the Tamil ones from me.</p>',
        reactions: { '😆': 6 },
      },
      {
        by: 'Soh Kok Leong',
        hoursLater: 20,
        html: '<p>A quick question for the teams who did it:</p>',
        card: {
          type: 'AdaptiveCard',
          version: '1.5',
          body: [
            { type: 'TextBlock', weight: 'Bolder', text: 'What was missing in your summary?', wrap: true },
            { type: 'TextBlock', text: 'One sentence is enough. I share the answers on Friday.', wrap: true },
          ],
          actions: [{ type: 'Action.OpenUrl', title: 'Answer', url: 'https://forms.example/summary' }],
        },
      },
    ],
  },
  {
    by: 'Darnell Whitaker',
    daysAgo: 12,
    at: '09:30',
    html: `${tried}<p>I built a flow that files my supplier invoices, on a Saturday, to see what people in Finance go through.</p>${wrong}<p>It filed one of them forty times. I had no idea that it runs again when it meets an error, and I had no way to see it. Wen Hao switched it off from his phone, at dinner.</p>${learned}<p>Building is the easy half. I had not thought for one minute about who is called when it breaks.</p>${ask}<p>Before you switch a flow on, write down who notices and who stops it. If the answer is “Wen Hao, at dinner”, it is not ready.</p>`,
    reactions: { '😆': 19, '👍': 11, '❤️': 4 },
    replies: [
      {
        by: 'Chua Wen Hao',
        hoursLater: 1,
        html: '<p>Dinner was fine. I have a template now that stops by itself after three errors.</p>',
        reactions: { '👍': 16 },
      },
    ],
  },
  {
    by: 'Ruth Abernathy',
    daysAgo: 6,
    at: '08:10',
    html: `${tried}<p>Research for the board: I asked for the five largest makers of lamps in Europe, with their sales.</p>${wrong}<p>One of the five does not exist. It had a website, a turnover and a chief executive with a good name. I had it on page two for an hour.</p>${learned}<p>I would have checked that in anybody’s work but my own. Being in a hurry is when I need the second look most.</p>${ask}<p>Open every source. If there is none, leave the line out, and say that you left it out.</p>`,
    reactions: { '👍': 22, '😆': 13, '😮': 8 },
    replies: [
      {
        by: 'Aaliyah Brooks',
        hoursLater: 2,
        html: '<p>My rule: no link, no line. Beatriz showed me how to ask for sources that I can open.</p>',
        reactions: { '👍': 10 },
      },
      {
        by: 'Wesley Norris',
        hoursLater: 5,
        html: '<p>I believe I was introduced to that chief executive once.</p>',
        reactions: { '😆': 15 },
      },
      {
        by: 'Naomi Feldman',
        hoursLater: 8,
        html: '<p>We see it with court rulings. Always open them.</p>',
        reactions: { '👍': 6 },
      },
    ],
  },
  {
    by: 'Helena Sarmento',
    daysAgo: 1,
    at: '12:15',
    html: `${tried}<p>I recorded myself explaining the budget to a new controller, and had training material made of it.</p>${wrong}<p>It is correct, complete and asleep by the second page. And I say “basically” forty-one times.</p>${learned}<p>The transcript was worth more than the material: I saw which three questions people really ask. I threw the rest away and kept those.</p>${ask}<p>Record one explanation you give often, and read the transcript. Only that.</p>`,
    reactions: { '👍': 7, '😆': 9 },
    replies: [
      {
        by: 'Nur Hidayah Osman',
        hoursLater: 3,
        html: '<p>Three questions make a better course than thirty pages. May I use them for the controllers in Singapore?</p>',
        reactions: { '👍': 3 },
      },
    ],
  },
];

/** What somebody who is no leader wrote into the channel beside the posts. */
export const writtenBeside = {
  by: 'Marcus Bell',
  daysAgo: 23,
  at: '09:40',
  html: '<p>For everybody who asks me about Helena’s chart: it is a plain column chart, and the trick is to leave the bad one in. My hours are open on Tuesdays and Thursdays.</p>',
  reactions: { '👍': 5 },
};
