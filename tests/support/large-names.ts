import type { Random } from '../../infra/local/demo/random.ts';

const givenBeginnings =
  'Ad Al An Ar As Be Bre Ca Ce Cla Co Da De Do E Eli Em Fa Fe Fi Ga Ge Gi Ha He I Ja Je Jo Ka Ke Ki La Le Li Lu Ma Me Mi Na Ne No O Pa Pe Ra Re Ro Sa Se Si Ta Te Ti Va Ve Vi Wi Ya Ze';
const givenEndings =
  'bel cia dan das della den dia don dra fer gan la lan lena len lia lin lis lo man mar mas mina mir mon na nan nel nia nic nora ra ran rek rena ria rick rin ris rona ry san sha son ssa ta tan tha tia ton tra van vin';
const surnameBeginnings =
  'Alder Amber Ash Barn Beck Birch Black Bram Bright Brook Cal Cart Clay Cold Copper Cran Dal Dray Elm Fal Fen Fern Gold Grey Hal Har Hazel Heath Hol Iron Kel Kirk Lang Lark Lin Lock Mar Mead Mill Moor North Oak Pen Rad Raven Red Rush Sel Stan Thorn Til Wal West Whit Win';
const surnameEndings =
  'beck berg born bridge brook burn bury by cliff combe cote croft dale den don fell field ford gate grove ham hart hill house hurst land ley low man mere more ridge shaw side stead stone ton ward water well wick wood worth';

const words = (list: string) => list.split(' ');
const combine = (beginnings: string, endings: string) =>
  words(beginnings).flatMap((beginning) => words(endings).map((ending) => beginning + ending));
const givenNames = combine(givenBeginnings, givenEndings);
const surnames = combine(surnameBeginnings, surnameEndings);

/** The share of double surnames. */
const doubled = 0.01;

/** A pronounceable invented name out of some 3,000 given names and 2,400 surnames; two people may well share one. */
export function inventName(random: Random): { givenName: string; surname: string } {
  const surname = skewed(random, surnames);
  return {
    givenName: skewed(random, givenNames),
    surname: random.fraction() < doubled ? `${surname}-${skewed(random, surnames)}` : surname,
  };
}

/** Names are not equally common: the first of the list come up more often than the last. */
function skewed(random: Random, names: readonly string[]): string {
  return names[Math.floor(names.length * random.fraction() ** 1.8)] as string;
}
