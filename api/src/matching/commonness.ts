import { rootOf, typedIn } from './roots.ts';

/** In about every eighth text that people write at work, whatever it is about. */
const often = `
  able address aim allow although among amount apply approach area available aspect base become behaviour benefit best both
  call capable case certain challenge change choose clear close combine come common compare complete complex consider
  consist contain content context control cost create current data deal define demonstrate depend describe design detail
  develop different difficult direct discuss due during each early effect efficient either enable end ensure especially
  evaluate event example exist expect experiment explain explore extend fact far feature few field find first five focus
  follow form found framework full function further future general give given goal group hand handle hard high however idea
  identify impact implement important improve include increase individual information inside instead interest into introduce
  investigate involve issue item key kind large last lead level like limit line list local long low main major manage many
  mean measure method might model modern most multiple name namely natural nature necessary novel number object obtain offer
  only open order other outperform own paper part particular per perform performance place point popular possible potential
  practical practice present previous problem process produce project propose prove provide purpose question quick range
  rather real reason recent reduce relate relevant report represent require research result role run same section see
  several set short show significant similar simple since single size small solution solve source specific stage standard
  state step still strong structure study subject such suggest suitable support system take task technique term test text
  then therefore third three through together tool top total traditional treat two type under understand unique unlike user
  value variety various version view wide within world write year yet
  alguns apresentar area base bom bem caso conjunto criar dados desenvolver diferente dizer exemplo forma geral grande grupo
  importante incluir informacao maior meio metodo modelo modo mostrar necessario novo numero outro parte pequeno permitir
  primeiro problema processo projeto proprio qualquer questao relacao resultado segundo sistema tipo todo varios`;

/** In about every twenty-fifth: the rest of the usual vocabulary of work, of studies, and of computing. */
const sometimes = `
  accept access account accurate achieve act active activity actual add additional advance advantage affect agree aid
  alone along alternative amongst analyse analysis answer appear appropriate argue argument arise around arrange article
  assess assign assist associate assume assumption attempt attention attract author automatic average avoid aware back
  background balance basic basis begin behind believe below beyond big bit block board body book bring broad build business
  calculate capability capacity capture care carry category cause central centre chain chance chapter character
  characteristic check choice circumstance claim class classic classify code collect collection combination comment
  community company comparison competitive component comprehensive concept concern conclude conclusion condition conduct
  conference connect consequence considerable consistent constraint construct contrast contribute contribution convert core
  correct correspond count country course cover criterion critical crucial customer cycle daily date day decide decision
  decrease degree deliver demand department derive description desire despite detect determine difference dimension
  direction discover discussion distinct distribute distribution divide domain drive dynamic easy economic education element
  emerge emphasis empirical employ employee empty encourage engage enhance enough entire environment equal error establish
  estimate even evidence exact examine excellent exchange execute exhibit experience expert explicit exploit express
  expression extensive extract face facilitate factor fail family fast feel feedback figure fill final fit fix flexible flow
  force formal format former forward foundation four free frequent fundamental furthermore gain gap generate generation
  global govern great ground grow growth guarantee guide hence here highlight history hold home hour human identity
  implication implicit imply importance increasingly independent indicate industry influence initial innovative input
  insight inspire instance institution integrate integration intend interact interaction internal international interpret
  intuitive join joint keep knowledge lack land later leave left length letter leverage life light likely linear literature
  little live load location logic look loss maintain management manner map mark market match material matter maximum
  mechanism meet meeting member mention message middle mind minimal minimum minute miss mode module moment money month
  motivate move must near negative never next nine none note notion observe occur office operate operation opinion
  opportunity optimal option organisation original outcome output overall overview page pair parallel parameter participant
  party past path pattern pay perspective phase phenomenon physical picture piece plan play policy position positive power
  powerful precise predict prediction prefer prepare presence pressure prevent price principle prior private probability
  procedure product production professional programme progress promise promising proper property protect public publish put
  quality quantity random rate raw reach ready realistic reality receive recognise recommend record reference reflect region
  regular relation relationship relative release reliable remain remove repeat replace request resource respect respond
  response responsibility rest restrict return reveal review right rise risk robust room rule safe sample save scale
  scenario scheme scope score search second secure seek select selection send sense separate sequence series serve service
  seven share side sign signal simulate situation six social society sort space speak special speed spend split staff stand
  start statement status stop store story strategy strength strict student style success successful suffer sufficient suit
  summary superior supply surface survey target teach team technical ten theory think thousand throughout thus title today
  topic track trade train transfer transform translate transparent trend trial true try turn typical ultimately uncover
  underlie unify unit universal unknown update upon usage useful usual valid validate valuable variable variation vary vast
  via visit visual voice volume way weak week weight whole window word worker
  algorithm app application archive artificial assistant automation backend browser bug button byte cloud command compile
  compute computer configure console copy database dataset debug deep default desktop device digital directory disk display
  document download driver edit editor email encode engine extension external fetch file folder frame graph graphics
  hardware html http image import index install intelligence interface internet keyboard language layer learner library link
  load login machine manual media memory menu mobile network neural node online optimization package parse password
  platform plugin port print prompt protocol query queue read render repository runtime script server setup shell site
  software statistical stream string syntax table technology template terminal thread toolkit track training tutorial upload
  utility vector video web website widget workflow wrapper
  acao acesso alguma aluno alto ambiente ano apoio aplicacao aplicar apenas aplicativo artigo aspecto atividade atual
  aumentar avaliar cliente codigo colega comparar comum conhecimento considerar conta conteudo contexto controlo curso custo
  decisao definir dentro desafio descrever dia documento efeito empresa encontrar ensino equipa erro escolher escrever
  escola esforco estado estrategia estudar estudo etapa existir experiencia ferramenta fim funcao futuro gerar gestao
  hoje ideia impacto implementar interno ler ligacao linguagem lista local mercado melhorar mensagem mes momento mudar
  mundo nivel nome objetivo obter ordem organizacao pagina palavra papel pedir permite plano politica ponto possivel pratica
  preciso principal procurar produto programa proposta qualidade rapido realizar receber recurso rede reduzir referir
  responder resposta reuniao risco semana servico simples situacao social solucao superior tarefa tecnica tecnologia tema
  tentar termo texto trabalhador usuario utilizador utilizar valor vida`;

let shares: Map<string, number> | undefined;

/**
 * The share of texts, whatever they are about, that are expected to have a word of this root: a prior for document
 * frequencies where few texts are at hand. Two classes and a rest, compiled by hand for this product.
 */
export function commonness(root: string): number {
  shares ??= new Map([...shared(sometimes, 0.04), ...shared(often, 0.12)]);
  return shares.get(root) ?? 0.002;
}

function shared(words: string, share: number): [string, number][] {
  return typedIn(words).map((word) => [rootOf(word), share]);
}
