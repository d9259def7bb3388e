import fc from "fast-check";
import { Role } from "../../../src/domain/access/viewer.js";
import { forbiddenTermIn } from "../../../src/domain/dispute/forbidden-terms.js";
import { deciding, item, refusalOf, verdictOf } from "./acting.js";
import { rulebook } from "./support.js";
import { processorTime } from "../../support/processor-time.js";

const terms = rulebook.mediation.forbiddenTerms;
const codeIn = (text: string): string | null => forbiddenTermIn(text, terms)?.code ?? null;

const forbidden: readonly (readonly [code: string, text: string])[] = [
  ["REVIEW_REMOVAL", "We refund 20 if you delete your negative review."],
  ["REVIEW_REMOVAL", "Take down your review and the money is yours."],
  ["REVIEW_REMOVAL", "退您20元，请您删除差评。"],
  ["REVIEW_REMOVAL", "麻烦把中评改成好评，马上退款"],
  ["REVIEW_REMOVAL", "Devolvemos o valor se você apagar sua avaliação."],
  ["STATUTORY_RIGHTS", "By accepting you waive all statutory rights."],
  ["STATUTORY_RIGHTS", "接受即放弃一切权利。"],
  ["STATUTORY_RIGHTS", "O cliente deve abrir mão dos seus direitos."],
  ["SILENCE_ON_DANGER", "Please keep quiet about the fire."],
  ["SILENCE_ON_DANGER", "请隐瞒安全隐患"],
  ["SILENCE_ON_DANGER", "Não conte a ninguém sobre o perigo."],
  ["PAYMENT_OUTSIDE", "I will refund you via WeChat tomorrow."],
  ["PAYMENT_OUTSIDE", "不走平台，微信转账给您"],
  ["PAYMENT_OUTSIDE", "Posso fazer o reembolso fora da plataforma."],
  ["REPORT_WITHDRAWAL", "You get it all if you withdraw your report."],
  ["REPORT_WITHDRAWAL", "只要您撤回举报，全额退款"],
  ["REPORT_WITHDRAWAL", "Basta retirar a denúncia."],
];

const innocent: readonly string[] = [
  "I deleted my review of the manual.",
  "Please review the terms and delete the old app before you reset it.",
  "Remove the label and review the manual.",
  "The carrier's damage report will be withdrawn from the shelf.",
  "Your rights under the law stay as they are.",
  "We will report to you when the parcel moves.",
  "We refund 40.00 for the scratch; keep the lamp.",
  "The platform pays out within a day.",
  "I paid by WeChat in the platform's checkout.",
  "The reviewer of our workshop found the fault.",
  "Half of the price, and the way back is on us.",
  "It caught fire, so please report it to the authority.",
  "我们退您一半的货款，商品您留着。",
  "评价是您的自由，与退款无关。",
  "退款将原路退回您的微信。",
  "您的法定权利不受影响。",
  "Devolvemos metade do valor pela plataforma.",
  "Sua avaliação é livre.",
  "Neither of you can prove it; meet half-way.",
  "",
];

/** What somebody does to a text so that a machine overlooks it and a reader does not. */
const disguises: readonly ((text: string) => string)[] = [
  (text) => text.toUpperCase(),
  (text) => text.replaceAll(/[!-~]/gu, (mark) => String.fromCodePoint(mark.codePointAt(0)! + 0xfee0)),
  (text) => Array.from(text).join("\u200b"),
  (text) => text.replaceAll(" ", "   "),
  (text) => text.replaceAll(" ", "\n"),
  (text) => text.replaceAll(" ", "\u00a0"),
  (text) => text.replaceAll(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, " "),
  (text) => text.replaceAll(/(?<=\p{Script=Han})(?=\p{Script=Han})/gu, "*"),
  (text) => text.normalize("NFD"),
  (text) => text.replaceAll("e", "\u0435").replaceAll("o", "\u043e"),
  (text) => text.replaceAll(/(?<=[a-z])(?=[a-z])/gu, "\u00ad"),
];

describe("forbidden terms", () => {
  it.each(forbidden)("%s is found in: %s", (code, text) => {
    expect(codeIn(text)).toBe(code);
  });

  it.each(innocent)("nothing is found in: %s", (text) => {
    expect(codeIn(text)).toBeNull();
  });

  it("are found however they are disguised, with whatever stands around them", () => {
    const around = fc.constantFrom("", "Hello. ", "您好，", "20.00 — ");
    const property = fc.property(
      ...([
        fc.constantFrom(...forbidden),
        fc.constantFrom(...disguises),
        fc.constantFrom(...disguises),
      ] as const),
      around,
      ([code, text], first, second, before) => {
        // What is spelled letter by letter has no words any more that could be spaced.
        expect(codeIn(before + second(first(text)))).toBe(code);
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  it("are found when spelled letter by letter, or with marks inside the words", () => {
    expect(codeIn("Please d e l e t e y o u r r e v i e w now")).toBe("REVIEW_REMOVAL");
    expect(codeIn("Please de-le.te your re*view now")).toBe("REVIEW_REMOVAL");
  });

  it("are looked for in little time, however long and odd a text is", async () => {
    const texts = ["delete your ", "d ", "\u{fdfa}", "a\u0301", "删除", "-", "d e "].map((part) =>
      part.repeat(5_000).slice(0, 10_000),
    );
    expect(await processorTime(() => texts.map(codeIn))).toBeLessThan(2_000);
  });

  it("are refused in offers and proposals, with the code, the clause and what to change", () => {
    const message = "Delete your review.";
    const offer = { action: "MAKE_OFFER", terms: [item("PARTIAL_REFUND", 1n)], message } as const;
    expect(verdictOf(deciding(), Role.MERCHANT_AGENT, offer)).toMatchObject({
      refusal: {
        ...{ code: "TERMS_FORBIDDEN", field: ["message"] },
        details: { code: "REVIEW_REMOVAL", clause: "G-FORBIDDEN_TERMS" },
      },
    });
    const proposal = { action: "PROPOSE_SETTLEMENT", terms: offer.terms, explanation: message } as const;
    expect(refusalOf(deciding(), Role.MEDIATOR, proposal)).toBe("TERMS_FORBIDDEN");
  });
});
