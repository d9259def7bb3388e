/** What stands in the place of whatever was masked; it can be part of no name. */
const MASK = "███";

/** Words of a name that are shorter than this and hold no digit tell nobody who it is. */
const TELLING_LETTERS = 4;

const email = /[^\s@]+\s*@\s*[^\s@]+/gu;
const address = /(?:https?:\/\/|www\.)\S+/giu;
const disputeNumber = /D-\d{4}-\d{4,}/giu;
/** Seven digits or more, however they are grouped: telephone numbers, cards, parcels. */
const longNumber = /\+?\d(?:[\s().\-/]*\d){6,}/gu;
/** What puts nothing on a page, and would hide a name from whoever looks for it. */
const invisible = /\p{Cf}/gu;

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`).replace(/\s+/gu, String.raw`\s+`);
}

/** A text as it is compared: one spelling of each character, nothing invisible. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(invisible, "");
}

/** The names with those of their words that tell who it is. */
function wordsOf(names: readonly string[]): string[] {
  const whole = names.map((name) => plain(name).trim()).filter((name) => name !== "");
  const words = whole.flatMap((name) => name.split(/[\s,;·]+/u));
  const telling = words.filter(
    (word) => word.length >= TELLING_LETTERS || /\d\p{L}|\p{L}\d|\d{3}/u.test(word),
  );
  return [...new Set([...whole, ...telling])].toSorted((one, other) => other.length - one.length);
}

/**
 * What masks texts of one case: names and references as given, in any case and spacing, and the words of names; e-mail and web
 * addresses, dispute numbers, and numbers of seven digits or more. It would rather mask too much than too little.
 * @param names everything by which the people, the order and the parcels of the case are known
 */
export function maskerOf(names: readonly string[]): (text: string) => string {
  const words = wordsOf(names);
  const known = words.length === 0 ? null : new RegExp(words.map(escaped).join("|"), "giu");
  return (text) => {
    let masked = plain(text);
    for (const pattern of [address, email, disputeNumber]) masked = masked.replace(pattern, MASK);
    if (known !== null) masked = masked.replace(known, MASK);
    return masked.replace(longNumber, MASK);
  };
}
