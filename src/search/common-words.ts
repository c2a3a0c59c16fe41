import { fold } from "../text.ts";
import { termStem } from "./term-stem.ts";

/**
 * Words that make grammar and questions, by language. They are held like others, for a title may be made of them, but
 * count little beside others: how rare a word is tells that too late in a small or mixed index, where each language's own
 * are in a part of the texts only.
 */
const words = {
  en: `a about after again all also am an and any are as at be because been before being between both but by can could did
    do does doing done down during each few for from further get had has have having he her here hers him his how i if in
    into is it its itself just may me might more most must my no nor not now of off on once only or other our out over own
    same shall she should so some such than that the their them then there these they this those through to too under until
    up upon us very was we were what when where which while who whom whose why will with within without would you your`,
  ms: `ada adakah adalah agar akan antara apa apabila apakah atau awak bagaimana bagaimanakah bagi bahawa banyak berapa
    berapakah bila bilakah boleh daripada dari dalam dan dengan di dia hendak ia ialah ini itu jika juga kalau kami kamu
    kepada ke kerana kita lagi lebih mana manakah mereka mengapa nak oleh pada para sahaja saja saya sebagai sebuah
    sedang sejak seperti serta siapa siapakah sudah tahun telah tentang terhadap tetapi tidak tolong untuk yang`,
  id: `bahwa bisa karena kapan namun dapat harus anda`,
  de: `aber als am an auch auf aus bei bis das dass dem den der des die durch ein eine einem einen einer eines er es fur
    hat hatte ich ihr im in ist ist kann mit nach nicht oder sich sie sind so uber um und unter vom von vor war waren was
    welche welchem welchen welcher welches wenn wer werden wie wird wo wurde wurden zu zum zur`,
  es: `al como con cual cuales cuando cuanto cuantos de del desde donde el ella en entre era es esta este esto fue fueron
    ha han la las lo los mas no o para pero por porque que quien quienes se ser si sin sobre son su sus tambien un una uno
    y`,
  fr: `a au aux avec ce ces cette comme comment dans de des du elle en est et etait il la le les leur lui mais ne ou par
    pas plus pour quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une`,
  ru: `а без бы был была были было в во вы где для до его ее если есть же за и из или их к как какая какие какой какую
    когда кто ли на не него но о об он она они от по при с со сколько так также то только у что чем чему это этот эта`,
  // Of Han characters every two that stand together are a term.
  zh: `什么 哪个 哪些 哪里 哪种 多少 怎么 怎样 如何 为何 是谁 谁是 么时 时候 么是 是什 的是 有什 何时 几个 请问`,
};

let common: ReadonlySet<string> | undefined;

/** Whether a term of the index is a common word of one of the languages. */
export function isCommonTerm(term: string): boolean {
  // Worked out when it is first asked: most starts of the program never search.
  common ??= new Set(
    Object.values(words).flatMap((list) => list.split(/\s+/).map((word) => termStem(fold(word)))),
  );
  return common.has(term);
}
