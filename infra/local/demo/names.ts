import type { Language, Office } from './offices.ts';
import type { Random } from './random.ts';

export type Name = { givenName: string; surname: string; displayName: string };

/** Names of people with one background who work in one office. */
type Circle = {
  office: Office;
  /** Of ten people in the office. */
  share: number;
  /** Most fluent first. */
  languages: readonly Language[];
  surnameFirst?: boolean;
  givenNames: string;
  surnames: string;
};

const circles: readonly Circle[] = [
  {
    office: 'Lisbon',
    share: 6,
    languages: ['pt', 'en'],
    givenNames:
      'Ana Afonso Bruno Carolina Catarina Cláudia Daniela David Duarte Eduarda Fábio Filipa Francisco Gonçalo Guilherme Henrique Hugo Íris Jorge Leonor Lourenço Luísa Mafalda Manuel Mariana Marta Matilde Miguel Nuno Patrícia Paulo Rafaela Raquel Ricardo Rita Rodrigo Rui Sara Sérgio Simão Susana Tânia Tomás Vasco Vera',
    surnames:
      'Abreu Aguiar Andrade Azevedo Barros Batista Borges Brito Cardoso Coelho Correia Cunha Domingues Esteves Faria Fonseca Freitas Garrido Gaspar Gouveia Leitão Loureiro Machado Maia Matos Medeiros Mendonça Moreira Mota Neves Pacheco Paiva Pinheiro Queirós Ramalho Rebelo Ribeiro Sá Saraiva Seixas Simões Tavares Teixeira Valente Vaz Viegas Xavier',
  },
  {
    office: 'Lisbon',
    share: 1.4,
    languages: ['es', 'en', 'pt'],
    givenNames: 'Adrián Alba Álvaro Carmen Iker Irene Javier Lucía Marina Nerea Pablo Rocío Sergio Xoana',
    surnames:
      'Aguilar Bermejo Calvo Crespo Domínguez Fuentes Gallego Iglesias Lozano Montero Núñez Peña Prieto Rubio Soler',
  },
  {
    office: 'Lisbon',
    share: 1.2,
    languages: ['fr', 'en'],
    givenNames: 'Amandine Baptiste Chloé Étienne Inaya Julien Léa Mathieu Nadia Océane Rémi Yanis',
    surnames: 'Bonnet Chevalier Diallo Fontaine Garnier Haddad Lambert Mercier Noël Perrin Rousseau Tessier Vasseur',
  },
  {
    office: 'Lisbon',
    share: 1.4,
    languages: ['en', 'pt'],
    givenNames: 'Aisling Callum Edite Gareth Ieva Jonas Katya Lars Maeve Niamh Oleksandr Petra Rhys Yusuf',
    surnames:
      'Bakker Byrne Doyle Eriksen Gallagher Horvat Kaya Lindgren Melnyk Novak Pritchard Sørensen Vaughan Weiss Zielińska',
  },
  {
    office: 'New York',
    share: 5.2,
    languages: ['en'],
    givenNames:
      'Abigail Andre Audrey Benjamin Bianca Caleb Cassandra Chidi Connor Deborah Desmond Dominic Eleanor Ezra Fiona Gabrielle Harper Imani Isaac Jasmine Jerome Julia Keisha Kevin Lena Malcolm Maya Nathaniel Olivia Omar Patrick Quinn Rachel Rosalind Samuel Simone Terrence Tobias Vanessa Wesley Yael Zachary',
    surnames:
      'Adeyemi Baptiste Bernstein Boone Callahan Carver Castellano Chambers Cohen Delaney Dixon Eze Fitzgerald Franklin Gentile Greene Haines Hollis Ivanov Jefferson Kaplan Kessler Langston Lombardi Mancini Mbeki Monroe Nakamura Norris Oyelaran Pappas Park Pemberton Rosen Russo Sawyer Schultz Stavros Thorpe Underwood Vance Washington Winslow',
  },
  {
    office: 'New York',
    share: 2.6,
    languages: ['es', 'en'],
    givenNames:
      'Alejandra Andrés Beatriz Camila Diego Esteban Fernanda Gabriel Isabela Joaquín Lorena Manuela Mateo Nicolás Paola Raúl Rosario Santiago Valentina Ximena Yolanda',
    surnames:
      'Acosta Ayala Benítez Cabrera Cordero Escobar Figueroa Galindo Guerrero Lugo Maldonado Mejía Orozco Palacios Quiñones Rivas Rosado Salazar Tejada Uribe Vargas Zamora',
  },
  {
    office: 'New York',
    share: 1.2,
    languages: ['en'],
    givenNames: 'Aditi Anjali Farah Hyun-woo Imran Jisoo Kavya Minh Nikhil Rohan Soo-jin Zara',
    surnames: 'Ahmed Banerjee Choi Desai Hwang Iyer Kapoor Mirza Nguyen Patel Rahman Shin Tran',
  },
  {
    office: 'New York',
    share: 1,
    languages: ['fr', 'en'],
    givenNames: 'Angélique Fabienne Jean-Claude Marlène Mireille Olivier Régine Stéphane Thierry Yves',
    surnames:
      'Auguste Belizaire Célestin Desrosiers Dorval Fontenelle Jean-Baptiste Lafleur Pierre-Louis Toussaint Valcin',
  },
  {
    office: 'Singapore',
    share: 4,
    languages: ['zh', 'en'],
    surnameFirst: true,
    givenNames:
      'Boon_Hock Chee_Keong Choon_Hui Hui_Min Jia_Hao Jia_Yi Jing_Wen Jun_Jie Kok_Leong Li_Ting Pei_Shan Poh_Choo Qi_En Rui_En Shi_Hui Siew_Lan Soo_Mei Wai_Kit Wei_Jie Wei_Ling Xin_Yi Xue_Ling Yan_Ting Yi_Xuan Yong_Sheng Zhi_Hao Zi_Xuan',
    surnames:
      'Ang Chan Cheong Chia Chong Chew Foo Han Heng Ho Kang Khoo Koh Kwek Lau Lee Leong Loh Low Ng Neo Pang Phua Quek Seah Sim Soh Teo Toh Wee Wong Yeo Yap',
  },
  {
    office: 'Singapore',
    share: 1.2,
    languages: ['en', 'zh'],
    givenNames: 'Adeline Benedict Cheryl Desmond Evangeline Felicia Jeremy Kelvin Melvin Rachel Shermaine Terence',
    surnames: 'Aw Chin Goh Hoon Lim Mah Ong Poon See Tay Thio Woon Zheng',
  },
  {
    office: 'Singapore',
    share: 2,
    languages: ['en'],
    givenNames:
      'Aiman Amirah Azlan Farhan Faridah Haziq Irfan Khairul Liyana Nadiah Nurul_Ain Rashid Rizal Siti_Aminah Syafiq Zulaikha',
    surnames: 'Abdullah Ariffin Bakar Daud Hashim Ibrahim Ismail Jamil Kassim Latiff Mansor Noor Salleh Yusof Zainal',
  },
  {
    office: 'Singapore',
    share: 2.2,
    languages: ['en'],
    givenNames:
      'Aishwarya Ananya Deepak Divya Gayathri Harish Jaspreet Karthik Kavitha Lakshmi Meera Naveen Pradeep Rajesh Sanjay Shalini Suresh Vignesh',
    surnames:
      'Balakrishnan Chandran Devi Ganesan Gill Gopal Krishnan Maniam Nair Pillai Rajan Selvam Sharma Sivakumar Subramaniam Suppiah Thomas Varma',
  },
  {
    office: 'Singapore',
    share: 0.6,
    languages: ['fr', 'en'],
    givenNames: 'Aurélie Cédric Hélène Loïc Maxime Solène',
    surnames: 'Barbier Collin Duval Marchand Picard Renaud Vidal',
  },
];

/** Deals out names and languages as they are found in each office; never the same name twice, nor one that is `taken`. */
export function nameGiver(random: Random, taken: ReadonlySet<string>) {
  const decks = circles.map((circle) => ({
    circle,
    givenNames: random.shuffle(words(circle.givenNames)),
    surnames: random.shuffle(words(circle.surnames)),
    dealt: 0,
  }));
  const used = new Set(taken);
  return (office: Office): Name & { languages: readonly Language[] } => {
    const here = decks.filter((deck) => deck.circle.office === office);
    const deck = weighted(random, here, (candidate) => candidate.circle.share);
    for (;;) {
      const at = deck.dealt++;
      const givenName = deck.givenNames[at % deck.givenNames.length] as string;
      const surname = deck.surnames[at % deck.surnames.length] as string;
      const displayName = deck.circle.surnameFirst ? `${surname} ${givenName}` : `${givenName} ${surname}`;
      if (used.has(displayName)) continue;
      used.add(displayName);
      return { givenName, surname, displayName, languages: deck.circle.languages };
    }
  };
}

/** `Inês Carvalho`, or with the surname first and in capitals `TAN Mei Ling`. */
export function nameFrom(text: string): Name {
  const parts = text.split(' ');
  const [first = '', ...others] = parts;
  if (first.length > 1 && first === first.toUpperCase()) {
    const surname = first.charAt(0) + first.slice(1).toLowerCase();
    const givenName = others.join(' ');
    return { givenName, surname, displayName: `${surname} ${givenName}` };
  }
  return { givenName: parts.slice(0, -1).join(' '), surname: parts.at(-1) ?? '', displayName: text };
}

/** The part of an address before the @: no accents, no spaces, lower case. */
export function mailboxName({ givenName, surname }: Name): string {
  const plain = (text: string) =>
    text
      .normalize('NFD')
      .replaceAll('ø', 'o')
      .replaceAll(/[^A-Za-z-]/g, '')
      .toLowerCase();
  return `${plain(givenName)}.${plain(surname)}`;
}

/** Separated by spaces; `_` stands for a space within a name. */
function words(list: string): string[] {
  return list.split(' ').map((word) => word.replaceAll('_', ' '));
}

function weighted<T>(random: Random, items: readonly T[], weight: (item: T) => number): T {
  let left = random.fraction() * items.reduce((sum, item) => sum + weight(item), 0);
  const chosen = items.find((item) => {
    left -= weight(item);
    return left < 0;
  });
  return chosen ?? (items.at(-1) as T);
}
